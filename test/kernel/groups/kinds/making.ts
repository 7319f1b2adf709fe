import { explain } from "../../../../src/core/explain/kernel.ts";
import type { NamespaceKind } from "../../../../src/core/kernel/namespaces/namespace-kind.ts";
import { unshareNamespaces } from "../../../../src/core/kernel/namespaces/unshare-namespaces.ts";
import { numberOf } from "../../../core/kernel/support/world.ts";
import { type Case, credentialsOf, type Group, type Setting } from "../../group.ts";
import { person } from "../../wire.ts";
import {
  CHROOTED,
  callerAt,
  drawHome,
  drawKinds,
  drawNeighbour,
  NO_HOME,
  numberOfKinds,
  PID_MADE,
  SHARES,
  THREADS,
} from "./home.ts";

type Input = readonly [who: number, home: number, state: number, kinds: readonly NamespaceKind[]];

/** Making namespaces, one of a kind or several at once. */
export const makingKinds: Group = {
  name: "make-kinds",
  schema: "userns-sim-live/make-kinds/1 cases",
  share: 1200,
  columns: ["errno", "own"],
  draw: (draw, scene) => {
    const home = drawHome(draw, scene);
    const who = drawNeighbour(draw, scene, Math.max(home, 0));
    const kinds = drawKinds(draw);
    const made = home === NO_HOME && draw.chance(12) ? PID_MADE : 0;
    const state = made > 0 ? made : draw.chance(15) ? draw.pick([SHARES, THREADS, CHROOTED]) : 0;
    return { creds: [who], input: [0, home, state, kinds] };
  },
  needs: ([, home]) => ({ homes: home === NO_HOME ? [] : [home as number] }),
  command: (question) => {
    const [who, home, state, kinds] = inputOf(question);
    return ["makekinds", person(credentialsOf(question, who)), home + 1, state, numberOfKinds(kinds)].join(" ");
  },
  observe: (reply) => reply.take(2),
  answer: (question, setting) => {
    const [who, home, state] = inputOf(question);
    const { errno, value } = decide(question, setting);
    const after = value?.process ?? callerAt(setting.world, credentialsOf(question, who), home, state);
    const { mountNamespace, utsNamespace, ipcNamespace, cgroupNamespace, networkNamespace, timeNamespace } = after;
    const clocks = after.timeNamespaceForChildren ?? timeNamespace;
    const all = [mountNamespace, utsNamespace, ipcNamespace, cgroupNamespace, networkNamespace, clocks];
    const own = all.map(({ owner }, bit) => (owner.id === after.userNamespace.id ? 2 ** bit : 0));
    const isSeen = Math.floor(state / CHROOTED) % 2 === 0;
    return [numberOf(errno), isSeen ? own.reduce((sum, bit) => sum + bit, 0) : 0];
  },
  outcomes: ([errno]) => [errno as number],
  explain: (question, setting) => [explain(decide(question, setting))],
  unsupported: ({ input: [, , , kinds] }, { network, restrictsNamespaces }) =>
    network ?? ((kinds as readonly NamespaceKind[]).includes("user") ? restrictsNamespaces : undefined),
  repair: ([who, home, state, kinds]) => [
    who,
    home,
    home === NO_HOME ? state : (state as number) % PID_MADE,
    (kinds as readonly NamespaceKind[]).length === 0 ? ["uts"] : kinds,
  ],
};

function inputOf({ input }: Case): Input {
  return input as unknown as Input;
}

function decide(question: Case, { world }: Setting): ReturnType<typeof unshareNamespaces> {
  const [who, home, state, kinds] = inputOf(question);
  return unshareNamespaces(callerAt(world, credentialsOf(question, who), home, state), kinds, "new");
}
