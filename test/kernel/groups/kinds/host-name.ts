import { explain } from "../../../../src/core/explain/kernel.ts";
import { setHostName } from "../../../../src/core/kernel/namespaces/host-name.ts";
import { numberOf, processOf } from "../../../core/kernel/support/world.ts";
import { type Case, credentialsOf, type Group, type Setting } from "../../group.ts";
import { person } from "../../wire.ts";
import { drawNeighbour, homeOf } from "./home.ts";

const CALLS = ["sethostname", "setdomainname"] as const;

/** Changing the name of a host, in UTS namespaces of several owners. */
export const hostNames: Group = {
  name: "host-name",
  schema: "userns-sim-live/host-name/1 cases",
  share: 900,
  columns: ["errno"],
  draw: (draw, scene) => {
    const owner = draw.pick(scene.homes);
    return {
      creds: [drawNeighbour(draw, scene, owner)],
      input: [0, owner, draw.pick(CALLS), draw.pick([0, 1, 5, 63, 64, 65, 200])],
    };
  },
  needs: ([, owner]) => ({ homes: [owner as number] }),
  command: (question) => {
    const [who, owner, call, length] = question.input;
    const which = CALLS.indexOf(call as "sethostname");
    return ["hostname", person(credentialsOf(question, who)), owner, which, length].join(" ");
  },
  observe: (reply) => reply.take(1),
  answer: (question, setting) => [numberOf(decide(question, setting).errno)],
  outcomes: ([errno]) => [errno as number],
  explain: (question, setting) => [explain(decide(question, setting))],
  unsupported: (_question, { network }) => network,
};

function decide(question: Case, { world }: Setting): ReturnType<typeof setHostName> {
  const [who, owner, , length] = question.input as readonly [number, number, string, number];
  const process = processOf(world, credentialsOf(question, who));
  return setHostName({ ...process, utsNamespace: homeOf(world, owner) }, length);
}
