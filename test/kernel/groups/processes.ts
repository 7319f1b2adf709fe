import { explain } from "../../../src/core/explain/kernel.ts";
import type { Process } from "../../../src/core/kernel/credentials/process.ts";
import { answerPtrace, decidePtrace, type PtraceInput } from "../../core/kernel/support/ptrace.ts";
import { answerSignal, decideSignal, type SignalInput } from "../../core/kernel/support/signal.ts";
import { type CredentialRow, processOf } from "../../core/kernel/support/world.ts";
import type { Draw } from "../draw.ts";
import { type Case, credentialsOf, type Group, type Setting, vectorsOf } from "../group.ts";
import { drawPerson } from "../people.ts";
import type { Scene } from "../scene.ts";
import { person } from "../wire.ts";

/** Signals from one process to another. */
export const signals: Group = {
  name: "signal",
  schema: "userns-kernel/signal/1 cases",
  share: 9000,
  columns: ["errno"],
  draw: (draw, scene) => ({
    creds: drawPair(draw, scene),
    input: [0, 1, draw.int(2), draw.pick([0, 0, 0, 18, 18, 15, 9, 10, 64, 65, 100, -1])],
  }),
  needs: () => ({}),
  command: (question) => {
    const [sender, target, newSession, signal] = question.input;
    return [
      "signal",
      person(credentialsOf(question, sender)),
      person(credentialsOf(question, target)),
      newSession,
      // As the 32 bits that the system call takes.
      (signal as number) < 0 ? (signal as number) + 2 ** 32 : signal,
    ].join(" ");
  },
  observe: (reply) => reply.take(1),
  answer: (question, setting) =>
    answerSignal(setting.world, vectorsOf(question, setting), question.input as unknown as SignalInput),
  outcomes: ([errno]) => [errno as number],
  explain: (question, setting) => [
    explain(decideSignal(setting.world, vectorsOf(question, setting), question.input as unknown as SignalInput)),
  ],
};

/** The ways to look into another process, in the helper's order. */
export const PTRACE_OPS = [
  "process_vm_readv",
  "readlink_cwd",
  "readlink_ns_user",
  "open_environ",
  "open_mem_rdwr",
  "open_ns_user",
  "readlink_fd",
  "open_fdinfo",
  "kcmp",
  "pidfd_getfd",
  "ptrace_seize",
];

/** Looking into another process, by ptrace and through /proc. */
export const ptrace: Group = {
  name: "ptrace",
  schema: "userns-kernel/ptrace/1 cases",
  share: 8000,
  columns: ["results", "environ"],
  draw: drawPtrace,
  needs: ([, , , namespace]) => ({ namespaces: [namespace as number] }),
  command: (question) => {
    const [sender, target, dumpable, memory] = question.input;
    const row = credentialsOf(question, target);
    const shown: CredentialRow = dumpable === 1 ? row : [...withoutFlags(row), `${row[6]}n`];
    return ["ptrace", person(credentialsOf(question, sender)), person(shown), memory === 0 ? 0 : 1].join(" ");
  },
  observe: (reply) => [reply.take(PTRACE_OPS.length), reply.take(2)],
  answer: (question, setting) =>
    answerPtrace(
      setting.world,
      { ...vectorsOf(question, setting), ops: PTRACE_OPS },
      question.input as unknown as PtraceInput,
    ),
  outcomes: ([results]) => results as readonly number[],
  explain: (question, setting) => {
    const vectors = { ...vectorsOf(question, setting), ops: PTRACE_OPS };
    const { decisions } = decidePtrace(setting.world, vectors, question.input as unknown as PtraceInput);
    return PTRACE_OPS.flatMap((op, at) => {
      const decision = decisions[at];
      return decision === undefined ? [] : [`${op}: ${explain(decision)}`];
    });
  },
  unsupported: (question, { yama, readsEnviron }) => {
    const [namespace, , , , effective] = credentialsOf(question, question.input[0]);
    return yama ?? (namespace === 0 && effective !== "0" ? readsEnviron : undefined);
  },
};

/** Two processes that more often than not have something in common. */
export function drawPair(draw: Draw, scene: Scene): readonly [CredentialRow, CredentialRow] {
  const sender = drawPerson(draw, scene);
  const near = draw.chance(45) ? { namespace: sender[0], like: sender } : draw.chance(50) ? { like: sender } : {};
  return [sender, drawPerson(draw, scene, near)];
}

/** The model's processes for the first two columns. */
export function bothOf(question: Case, { world }: Setting): readonly [Process, Process] {
  const [sender, target] = question.input;
  return [processOf(world, credentialsOf(question, sender)), processOf(world, credentialsOf(question, target))];
}

function drawPtrace(draw: Draw, scene: Scene): Case {
  const [sender, target] = drawPair(draw, scene);
  const dumpable = draw.chance(75) ? 1 : 0;
  const hasOwnMemory = target[0] !== 0 && draw.chance(60);
  return {
    creds: [sender, hasOwnMemory ? afterExec(target) : target],
    input: [0, 1, dumpable, hasOwnMemory ? target[0] : 0],
  };
}

/** An exec makes the saved and the file ID the effective one. */
function afterExec([namespace, [ruid, euid], [rgid, egid], ...others]: CredentialRow): CredentialRow {
  return [namespace, [ruid, euid, euid, euid], [rgid, egid, egid, egid], ...others];
}

function withoutFlags([namespace, uids, gids, groups, effective, permitted]: CredentialRow): readonly [
  CredentialRow[0],
  CredentialRow[1],
  CredentialRow[2],
  CredentialRow[3],
  CredentialRow[4],
  CredentialRow[5],
] {
  return [namespace, uids, gids, groups, effective, permitted];
}
