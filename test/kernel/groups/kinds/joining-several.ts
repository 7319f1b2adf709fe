import { explain } from "../../../../src/core/explain/kernel.ts";
import type { Process } from "../../../../src/core/kernel/credentials/process.ts";
import type { Decision } from "../../../../src/core/kernel/decision/decision.ts";
import {
  type NamespaceKind,
  namespaceOfKind,
  OWNED_KINDS,
} from "../../../../src/core/kernel/namespaces/namespace-kind.ts";
import { setNamespacesOf } from "../../../../src/core/kernel/namespaces/set-namespaces.ts";
import { namespaceOf, numberOf } from "../../../core/kernel/support/world.ts";
import { type Case, credentialsOf, type Group, type Setting } from "../../group.ts";
import { person } from "../../wire.ts";
import {
  callerAt,
  drawHome,
  drawKinds,
  drawNeighbour,
  homeOf,
  NO_HOME,
  numberOfKinds,
  residentOf,
  SHARES,
  THREADS,
} from "./home.ts";

type Input = readonly [who: number, home: number, state: number, kinds: readonly NamespaceKind[], owner: number];

/** Joining namespaces by a pidfd, several at once: where the process is then, and its children. */
export const joiningSeveral: Group = {
  name: "join-kinds",
  schema: "userns-sim-live/join-kinds/1 cases",
  share: 1800,
  columns: ["errno", "inside", "children"],
  draw: (draw, scene) => {
    const owner = draw.pick(scene.homes);
    const who = drawNeighbour(draw, scene, owner);
    const state = draw.chance(15) ? draw.pick([SHARES, THREADS, SHARES + THREADS]) : 0;
    const some = drawKinds(draw);
    const kinds: readonly NamespaceKind[] = draw.chance(40) && !some.includes("user") ? ["user", ...some] : some;
    return { creds: [who], input: [0, drawHome(draw, scene), state, kinds, owner] };
  },
  needs: ([, home, , , owner]) => ({ homes: [home, owner].filter((id) => id !== NO_HOME) as readonly number[] }),
  command: (question) => {
    const [who, home, state, kinds, owner] = inputOf(question);
    const numbers = [home + 1, state, numberOfKinds(kinds), owner];
    return ["setkinds", person(credentialsOf(question, who)), ...numbers].join(" ");
  },
  observe: (reply) => reply.take(3),
  answer: (question, setting) => {
    const [who, home, state, , owner] = inputOf(question);
    const { world } = setting;
    const { errno, value } = decide(question, setting);
    const after = value ?? callerAt(world, credentialsOf(question, who), home, state);
    const wanted = homeOf(world, owner).id;
    const kinds: readonly NamespaceKind[] = OWNED_KINDS.filter((kind) => namespaceOfKind(after, kind).id === wanted);
    const isInside = after.userNamespace.id === namespaceOf(world, owner).id;
    const { pidNamespaceForChildren: pid = after.pidNamespace, timeNamespaceForChildren: time = after.timeNamespace } =
      after;
    const children = (pid.id === wanted ? 1 : 0) + (time.id === wanted ? 2 : 0);
    return [numberOf(errno), numberOfKinds(isInside ? [...kinds, "user"] : kinds), children];
  },
  outcomes: ([errno]) => [errno as number],
  explain: (question, setting) => [explain(decide(question, setting))],
  unsupported: (_question, { network }) => network,
  repair: ([who, home, state, kinds, owner]) => [
    who,
    home,
    state,
    (kinds as readonly NamespaceKind[]).length === 0 ? ["uts"] : kinds,
    owner,
  ],
};

function inputOf({ input }: Case): Input {
  return input as unknown as Input;
}

function decide(question: Case, { world }: Setting): Decision<Process> {
  const [who, home, state, kinds, owner] = inputOf(question);
  const caller = callerAt(world, credentialsOf(question, who), home, state);
  return setNamespacesOf(caller, residentOf(world, owner), kinds);
}
