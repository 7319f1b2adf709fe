import { explain } from "../../../../src/core/explain/kernel.ts";
import type { Process } from "../../../../src/core/kernel/credentials/process.ts";
import { writeTimeOffsets } from "../../../../src/core/kernel/namespaces/time-offsets.ts";
import { namespaceOf, numberOf, processOf } from "../../../core/kernel/support/world.ts";
import { type Case, credentialsOf, type Group, type Setting } from "../../group.ts";
import { drawPerson } from "../../people.ts";
import { person } from "../../wire.ts";

/** Which time namespace the target's children will be in, in the helper's order. */
const STATES = ["its own", "made on the host", "made inside", "made inside, with a child"] as const;

/** Setting the clocks of a time namespace. */
export const clocks: Group = {
  name: "clocks",
  schema: "userns-sim-live/clocks/1 cases",
  share: 900,
  columns: ["errno"],
  draw: (draw, scene) => {
    const target = drawPerson(draw, scene, { flags: "n" });
    const near = draw.chance(55) ? { namespace: target[0], like: target } : {};
    return { creds: [drawPerson(draw, scene, near), target], input: [0, 1, draw.pick(STATES)] };
  },
  needs: () => ({}),
  command: (question) => {
    const [opener, target, state] = question.input;
    const people = [opener, target].map((who) => person(credentialsOf(question, who)));
    return ["clocks", ...people, STATES.indexOf(state as "its own")].join(" ");
  },
  observe: (reply) => {
    const [opening = 0, writing = 0] = reply.take(2);
    return [opening === 0 ? writing : opening];
  },
  answer: (question, setting) => [numberOf(decide(question, setting).errno)],
  outcomes: ([errno]) => [errno as number],
  explain: (question, setting) => [explain(decide(question, setting))],
  unsupported: (_question, { network }) => network,
};

function decide(question: Case, { world }: Setting): ReturnType<typeof writeTimeOffsets> {
  const [one, two, state] = question.input as readonly [number, number, (typeof STATES)[number]];
  const bare = processOf(world, credentialsOf(question, two));
  const owner = state === "made on the host" ? namespaceOf(world, 0) : bare.userNamespace;
  const target: Process = {
    ...bare,
    // The helper has executed nothing since it was on the host.
    memoryNamespace: namespaceOf(world, 0),
    timeNamespaceForChildren: state === "its own" ? undefined : { id: "made", owner },
  };
  const opener = processOf(world, credentialsOf(question, one));
  return writeTimeOffsets(opener, target, state === "made inside, with a child");
}
