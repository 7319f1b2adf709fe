import { explain } from "../../../../src/core/explain/kernel.ts";
import type { PidNamespace, Process } from "../../../../src/core/kernel/credentials/process.ts";
import type { Decision } from "../../../../src/core/kernel/decision/decision.ts";
import { namespaceOfKind, OWNED_KINDS, type OwnedKind } from "../../../../src/core/kernel/namespaces/namespace-kind.ts";
import { setNamespace, setNamespaceOf } from "../../../../src/core/kernel/namespaces/set-namespace.ts";
import type { NamespaceWay } from "../../../../src/core/kernel/userns/set-user-namespace.ts";
import { numberOf } from "../../../core/kernel/support/world.ts";
import { type Case, credentialsOf, type Group, type Setting } from "../../group.ts";
import { person } from "../../wire.ts";
import {
  callerAt,
  drawHome,
  drawNeighbour,
  homeOf,
  NO_HOME,
  numberOfKind,
  residentOf,
  SHARES,
  THREADS,
} from "./home.ts";

/** The ways to a namespace, in the helper's order; the first is a descriptor that is at hand. */
const WAYS = ["descriptor", "link", "pidfd"] as const;

type Input = readonly [who: number, home: number, state: number, OwnedKind, owner: number, (typeof WAYS)[number]];

/** Joining a namespace of any kind but user. */
export const joiningKinds: Group = {
  name: "join-kind",
  schema: "userns-sim-live/join-kind/1 cases",
  share: 2500,
  columns: ["errno", "inside", "children"],
  draw: (draw, scene) => {
    const owner = draw.pick(scene.homes);
    const who = drawNeighbour(draw, scene, owner);
    const state = draw.chance(15) ? draw.pick([SHARES, THREADS, SHARES + THREADS]) : 0;
    return { creds: [who], input: [0, drawHome(draw, scene), state, draw.pick(OWNED_KINDS), owner, draw.pick(WAYS)] };
  },
  needs: ([, home, , , owner]) => ({ homes: [home, owner].filter((id) => id !== NO_HOME) as readonly number[] }),
  command: (question) => {
    const [who, home, state, kind, owner, way] = inputOf(question);
    const numbers = [home + 1, state, numberOfKind(kind), owner, WAYS.indexOf(way)];
    return ["setkind", person(credentialsOf(question, who)), ...numbers].join(" ");
  },
  observe: (reply) => reply.take(3),
  answer: (question, setting) => {
    const [who, home, state, kind, owner] = inputOf(question);
    const { errno, value } = decide(question, setting);
    const after = value ?? callerAt(setting.world, credentialsOf(question, who), home, state);
    const wanted = homeOf(setting.world, owner).id;
    const inside = namespaceOfKind(after, kind).id === wanted;
    const children = childrenOf(after, kind)?.id === wanted;
    return [numberOf(errno), inside ? 1 : 0, children ? 1 : 0];
  },
  outcomes: ([errno]) => [errno as number],
  explain: (question, setting) => [explain(decide(question, setting))],
  unsupported: (_question, { network }) => network,
};

function inputOf({ input }: Case): Input {
  return input as unknown as Input;
}

function childrenOf(process: Process, kind: OwnedKind): PidNamespace | undefined {
  if (kind === "pid") return process.pidNamespaceForChildren ?? process.pidNamespace;
  return kind === "time" ? (process.timeNamespaceForChildren ?? process.timeNamespace) : undefined;
}

function decide(question: Case, { world }: Setting): Decision<Process> {
  const [who, home, state, kind, owner, way] = inputOf(question);
  const caller = callerAt(world, credentialsOf(question, who), home, state);
  if (way === "descriptor") return setNamespace(caller, kind, homeOf(world, owner));
  return setNamespaceOf(caller, residentOf(world, owner), kind, way satisfies NamespaceWay);
}
