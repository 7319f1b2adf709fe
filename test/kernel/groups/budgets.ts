import { explain } from "../../../src/core/explain/kernel.ts";
import { ALL_CAPABILITIES } from "../../../src/core/kernel/credentials/capability.ts";
import type { Process } from "../../../src/core/kernel/credentials/process.ts";
import {
  initialNamespace,
  type NamespaceLimits,
  type UserNamespace,
} from "../../../src/core/kernel/credentials/user-namespace.ts";
import type { Decision } from "../../../src/core/kernel/decision/decision.ts";
import { OWNED_KINDS, type OwnedKind } from "../../../src/core/kernel/namespaces/namespace-kind.ts";
import { unshareNamespaces } from "../../../src/core/kernel/namespaces/unshare-namespaces.ts";
import { type Charges, chargeUser } from "../../../src/core/kernel/userns/ucounts.ts";
import { unshareUserNamespace } from "../../../src/core/kernel/userns/unshare-user-namespace.ts";
import { type NamespaceRow, namespaceOf, numberOf, processOf, type World } from "../../core/kernel/support/world.ts";
import type { Draw } from "../draw.ts";
import { type Case, credentialsOf, type Group, type Setting } from "../group.ts";
import { type Scene, sceneOf } from "../scene.ts";
import { person } from "../wire.ts";

/** In the helper's order. */
export const COUNTED = [
  "userNamespaces",
  "inotifyInstances",
  "inotifyWatches",
  ...OWNED_KINDS.map((kind) => `${kind}Namespaces` as const),
] as const;

type Limit = readonly [namespace: number, limit: number];

/**
 * What is counted for each user and for the owners above.
 *
 * In a world of its own, whose owner on the host is nobody's ID: what is counted there is charged to nobody of the machine.
 */
export const budgets: Group = {
  name: "budget",
  schema: "userns-sim-live/budget/1 cases",
  share: 400,
  columns: ["errnos"],
  // An ID that is nobody's.
  scene: (draw) => budgetScene(3_000_000_000 + draw.int(1000)),
  draw: drawCase,
  needs: ([, limits]) => ({ namespaces: (limits as readonly Limit[]).map(([namespace]) => namespace) }),
  command: (question) => {
    const [what, limits, takers] = inputOf(question);
    const rows = takers.map((place) => person(credentialsOf(question, place)));
    return ["budget", COUNTED.indexOf(what), limits.length, ...limits.flat(), takers.length, ...rows].join(" ");
  },
  observe: (reply) => [reply.rest()],
  answer: (question, setting) => [decideAll(question, setting).map(({ errno }) => numberOf(errno))],
  outcomes: ([errnos]) => errnos as readonly number[],
  explain: (question, setting) => decideAll(question, setting).map((decision) => explain(decision)),
  unsupported: (_question, { restrictsNamespaces }) => restrictsNamespaces,
};

function inputOf({ input }: Case): readonly [(typeof COUNTED)[number], readonly Limit[], readonly number[]] {
  return input as never;
}

type Ids = readonly [number, number, number, number];

function kindOf(what: (typeof COUNTED)[number]): OwnedKind | undefined {
  return OWNED_KINDS.find((kind) => what === `${kind}Namespaces`);
}

/** An outer namespace, two pods in it, and a third one of another user of it. */
export function budgetScene(owner: number): Scene {
  const inside = owner + 1000;
  const row = (id: number, parent: number, creator: number, map: string): NamespaceRow => ({
    id,
    parent,
    owner: creator,
    group: creator,
    setgroups: "allow",
    uid_map: map,
    gid_map: map,
  });
  const scene = sceneOf(
    [
      row(1, 0, owner, `0 ${inside} 300000`),
      row(2, 1, inside, "0 65536 65536"),
      row(3, 1, inside, "0 131072 65536"),
      row(4, 1, inside + 1000, "0 1000 1\n1 200000 65536"),
    ],
    [],
  );
  return { ...scene, mounts: { "0": null } };
}

function drawCase(draw: Draw, { world }: Scene): Case {
  const what = draw.pick(COUNTED);
  const kind = kindOf(what);
  const creds = draw.times(6, () => {
    const namespace = draw.between(1, 4);
    const { uidMap, gidMap } = namespaceOf(world, namespace);
    // Nobody of the host: that would be charged to the machine's own users.
    const [uid, gid] = [uidMap, gidMap].map(({ mappings }) => mappings[0]?.hostId ?? 0);
    const user = namespace === 4 || draw.chance(50) ? (uid ?? 0) : (uid ?? 0) + 1000;
    const group = gid ?? 0;
    // Who makes namespaces of the other kinds needs a capability for it.
    const capabilities = kind === undefined ? "0" : ALL_CAPABILITIES.toString(16);
    const [uids, gids] = [user, group].map((id) => [id, id, id, id] as const) as [Ids, Ids];
    return [namespace, uids, gids, [], capabilities, capabilities, ""] as const;
  });
  const limits = draw.times(draw.between(1, 3), (): Limit => [draw.between(1, 4), draw.int(6)]);
  const takers = draw.times(draw.between(4, 14), () => draw.int(creds.length));
  return { creds, input: [what, limits, takers] };
}

function decideAll(question: Case, { world, namespaces }: Setting): readonly Decision<unknown>[] {
  const [what, limits, takers] = inputOf(question);
  const limited = (namespace: UserNamespace): UserNamespace => withLimits(namespace, what, new Map(limits));
  const kind = kindOf(what);
  let charges = what === "userNamespaces" ? chargesOf(world, namespaces) : {};
  return takers.map((place): Decision<unknown> => {
    const bare = processOf(world, credentialsOf(question, place));
    const process: Process = { ...bare, userNamespace: limited(bare.userNamespace) };
    if (what === "userNamespaces") {
      const decision = unshareUserNamespace(process, "new", charges);
      charges = decision.value?.charges ?? charges;
      return decision;
    }
    if (kind !== undefined) {
      const decision = unshareNamespaces(process, [kind], "new", { [kind]: charges });
      charges = decision.value?.charges[kind] ?? charges;
      return decision;
    }
    const decision = chargeUser(process, what, charges);
    charges = decision.value ?? charges;
    return decision;
  });
}

/** The namespaces of the scene have been counted, too. */
function chargesOf(world: World, namespaces: readonly NamespaceRow[]): Charges {
  return namespaces.reduce((charges: Charges, { parent, owner, group }) => {
    const creator: Process = processOf(world, [
      parent,
      [owner, owner, owner, owner],
      [group, group, group, group],
      [],
      "0",
      "0",
      "",
    ]);
    return unshareUserNamespace(creator, "counted", charges).value?.charges ?? charges;
  }, {});
}

function withLimits(
  namespace: UserNamespace,
  what: keyof NamespaceLimits,
  limits: ReadonlyMap<number, number>,
): UserNamespace {
  const { parent, id } = namespace;
  // The machine's own limits are high enough not to show.
  if (parent === undefined) return { ...namespace, limits: { ...initialNamespace().limits, [what]: 2147483647 } };
  const limit = limits.get(Number(id)) ?? namespace.limits[what];
  return { ...namespace, parent: withLimits(parent, what, limits), limits: { ...namespace.limits, [what]: limit } };
}
