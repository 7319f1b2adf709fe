import { explain } from "../../../src/core/explain/kernel.ts";
import { initialNamespace } from "../../../src/core/kernel/credentials/user-namespace.ts";
import type { Decision } from "../../../src/core/kernel/decision/decision.ts";
import { accessProcess } from "../../../src/core/kernel/processes/access-process.ts";
import { controlProcess } from "../../../src/core/kernel/processes/control-process.ts";
import { sendSignal } from "../../../src/core/kernel/processes/send-signal.ts";
import { numberOf, processOf } from "../../core/kernel/support/world.ts";
import { type Case, credentialsOf, type Group, type Setting } from "../group.ts";
import { drawPerson } from "../people.ts";
import { person } from "../wire.ts";

const ACCESSES = [
  "memory",
  "link",
  "descriptor-link",
  "open-environ",
  "open-mem",
  "compare",
  "take-descriptor",
  "attach",
] as const;

const CONTROLS = ["limits", "affinity", "priority", "io-priority"] as const;

/** What a process may do to itself, whatever IDs it has. */
export const oneself: Group = {
  name: "oneself",
  schema: "userns-sim-live/oneself/1 cases",
  share: 1500,
  columns: ["errnos"],
  draw: (draw, scene) => {
    const [namespace, uids, gids, groups, effective, permitted] = drawPerson(draw, scene);
    return { creds: [[namespace, uids, gids, groups, effective, permitted, draw.chance(40) ? "n" : ""]], input: [0] };
  },
  needs: () => ({}),
  command: (question) => `oneself ${person(credentialsOf(question, question.input[0]))}`,
  observe: (reply) => [reply.rest()],
  answer: (question, setting) => [decide(question, setting).map(({ errno }) => numberOf(errno))],
  outcomes: ([errnos]) => errnos as readonly number[],
  explain: (question, setting) => decide(question, setting).map((decision) => explain(decision)),
  unsupported: (_question, { yama }) => yama,
};

function decide(question: Case, { world }: Setting): readonly Decision[] {
  const self = {
    ...processOf(world, credentialsOf(question, question.input[0])),
    threadGroup: "itself",
    // The helper has executed nothing since it was on the host.
    memoryNamespace: initialNamespace(),
  };
  return [
    sendSignal(self, self, 0),
    ...ACCESSES.map((access) => accessProcess(self, self, access)),
    ...[true, false].flatMap((raises) => CONTROLS.map((control) => controlProcess(self, self, control, raises))),
  ];
}
