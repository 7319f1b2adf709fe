import { explain } from "../../../src/core/explain/kernel.ts";
import {
  answerPrograms,
  decidePrograms,
  EXEC_WAYS,
  PROGRAMS_INPUTS,
  type ProgramsInput,
} from "../../core/kernel/support/programs.ts";
import {
  answerExec,
  answerSetId,
  decideExec,
  decideSetId,
  type ExecInput,
  type SetIdInput,
} from "../../core/kernel/support/setid.ts";
import type { Draw } from "../draw.ts";
import { type Case, credentialsOf, type Group, vectorsOf } from "../group.ts";
import { drawCapabilities, drawId, drawInside, drawMount, drawOnDisk, drawPerson } from "../people.ts";
import { NOSUID, type Scene } from "../scene.ts";
import { person, type Reply } from "../wire.ts";

/** The calls, in the order of their numbers. */
const SET_ID_OPS = [
  "setuid",
  "setreuid",
  "setresuid",
  "setfsuid",
  "setgid",
  "setregid",
  "setresgid",
  "setfsgid",
  "setgroups",
];

/** Calls that set IDs. */
export const setId: Group = {
  name: "set-id",
  schema: "userns-kernel/setid/1 cases",
  share: 10_000,
  columns: ["errno", "uids", "gids", "groups", "permitted", "effective", "uidsInside", "gidsInside"],
  draw: drawSetId,
  needs: () => ({}),
  command: (question) => {
    const [credentials, op, args] = question.input as unknown as SetIdInput;
    return ["setid", person(credentialsOf(question, credentials)), SET_ID_OPS.indexOf(op), args.length, ...args].join(
      " ",
    );
  },
  observe: (reply) => {
    const errno = reply.next();
    const [uids, gids] = [reply.four(), reply.four()];
    const groups = [...new Set(reply.take(reply.next()))].sort((a, b) => a - b);
    return [errno, uids, gids, groups, ...capabilities(reply), reply.take(3), reply.take(3)];
  },
  answer: (question, setting) =>
    answerSetId(setting.world, vectorsOf(question, setting), question.input as unknown as SetIdInput),
  outcomes: ([errno]) => [errno as number],
  explain: (question, setting) => [
    explain(decideSetId(setting.world, vectorsOf(question, setting), question.input as unknown as SetIdInput).decision),
  ],
};

/** Programs: set-ID bits, file capabilities, no_new_privs. */
export const exec: Group = {
  name: "exec",
  schema: "userns-kernel/setid/1 exec",
  share: 8000,
  columns: ["errno", "uids", "gids", "permitted", "effective", "uidsInside", "gidsInside"],
  draw: drawExec,
  needs: ([, mount]) => ({ mounts: [mount as number] }),
  command: (question) => {
    const [credentials, mount, file, capability, foreign] = question.input as unknown as ExecInput;
    const [permitted, effective, rootId] = capability ?? ["0", 0, 0];
    const given = [capability === null ? 0 : 1, BigInt(`0x${permitted}`), effective, rootId];
    return ["exec", person(credentialsOf(question, credentials)), mount, ...file, ...given, foreign].join(" ");
  },
  observe: (reply) => {
    const errno = reply.next();
    return errno === 0
      ? [errno, reply.four(), reply.four(), ...capabilities(reply), reply.take(3), reply.take(3)]
      : [errno];
  },
  answer: (question, setting) =>
    answerExec(setting.world, vectorsOf(question, setting), question.input as unknown as ExecInput),
  outcomes: ([errno]) => [errno as number],
  explain: (question, setting) => [
    explain(decideExec(setting.world, vectorsOf(question, setting), question.input as unknown as ExecInput)),
  ],
  unsupported: (question, { newPrivileges, idmappedMounts, honoursSetId }) => {
    const [credentials, mount] = question.input as unknown as ExecInput;
    const [, , , , , , flags] = credentialsOf(question, credentials);
    return (
      honoursSetId ??
      (flags.includes("p") ? newPrivileges : undefined) ??
      (mount % NOSUID === 0 ? undefined : idmappedMounts)
    );
  },
};

/** Programs by a script, under a tracer, and of who shares its directories with another process. */
export const programs: Group = {
  ...exec,
  name: "programs",
  schema: "userns-sim-live/programs/1 cases",
  share: 3000,
  draw: (draw, scene) => {
    const { creds, input } = drawExec(draw, scene);
    const [one, mount, file, capability] = input as unknown as ExecInput;
    const how = draw.pick(EXEC_WAYS);
    const { input: other } = drawExec(draw, scene);
    const script = (other as unknown as ExecInput)[2];
    return { creds, input: [one, mount, file, capability, how, how === "script" ? script : null] };
  },
  command: (question) => {
    const [one, mount, file, capability, how, script] = programsOf(question);
    return [
      exec.command({ ...question, input: [one, mount, file, capability, 0] }),
      EXEC_WAYS.indexOf(how),
      ...(script ?? []),
    ].join(" ");
  },
  answer: (question, setting) => answerPrograms(setting.world, vectorsOf(question, setting), programsOf(question)),
  explain: (question, setting) => [
    explain(decidePrograms(setting.world, vectorsOf(question, setting), programsOf(question))),
  ],
};

function programsOf({ input }: Case): ProgramsInput {
  return input.slice(0, PROGRAMS_INPUTS) as unknown as ProgramsInput;
}

/** The two sets, which the vectors have in hexadecimal. */
export function capabilities(reply: Reply): readonly [permitted: string, effective: string] {
  return [reply.next().toString(16), reply.next().toString(16)];
}

function drawSetId(draw: Draw, scene: Scene): Case {
  const one = drawPerson(draw, scene, { flags: "ks" });
  const op = draw.pick([...SET_ID_OPS, "setgroups"]);
  const side = op.includes("uid") ? "uidMap" : "gidMap";
  const count = op === "setgroups" ? draw.int(5) : op.includes("res") ? 3 : op.includes("re") ? 2 : 1;
  const arg = (): number =>
    draw.chance(op === "setgroups" ? 3 : 20) ? 4294967295 : drawInside(draw, scene, one, side);
  return { creds: [one], input: [0, op, draw.times(count, arg)] };
}

function drawExec(draw: Draw, scene: Scene): Case {
  const one = drawPerson(draw, scene, { flags: "ksSpb" });
  const plain = drawMount(draw, scene, one);
  const mount = plain + (draw.chance(7) ? NOSUID : 0);
  const owner = (side: "uidMap" | "gidMap"): number =>
    draw.chance(50)
      ? drawOnDisk(draw, scene, one, mount, side)
      : plain === 0
        ? drawId(draw, scene, one[0], side)
        : draw.pick([0, 0, 1, 1000]);
  const bits = draw.weighted([
    [6, () => 0o755],
    [1, () => 0o711],
    [1, () => 0o750],
    [1, () => 0o700],
    [2, () => draw.int(0o1000)],
  ]);
  const mode = bits | (draw.chance(50) ? 0o4000 : 0) | (draw.chance(30) ? 0o2000 : 0);
  const rootId = (): number =>
    draw.weighted([
      [3, () => 0],
      [3, () => owner("uidMap")],
      [2, () => draw.pick(scene.users)],
    ]);
  const capability = draw.chance(35)
    ? [drawCapabilities(draw, 0x1ffffffffff).toString(16), draw.int(2), rootId()]
    : null;
  return {
    creds: [one],
    input: [0, mount, [owner("uidMap"), owner("gidMap"), mode], capability, draw.chance(8) ? 1 : 0],
  };
}
