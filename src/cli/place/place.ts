import type { Pool } from "../../core/allocate/pool/pool.ts";
import { emptyAllocations } from "../../core/allocate/state/empty-allocations.ts";
import { entries } from "../../core/allocate/state/queries.ts";
import { allocate } from "../../core/allocate/steps/allocate.ts";
import type { Strategy } from "../../core/allocate/strategy/strategy.ts";
import { formatProcMap } from "../../core/forms/proc-map.ts";
import type { IdMap } from "../../core/idmap/id-map.ts";
import { podIdMap } from "../../core/idmap/pod-id-map.ts";
import { toHost } from "../../core/idmap/translate.ts";
import {
  type DeclaredId,
  type ManifestPod,
  type PodContainer,
  type PodSet,
  podsOf,
} from "../../core/manifest/pod-set.ts";
import type { IdRange } from "../../core/range/range.ts";
import { err, ok, type Result, unwrap } from "../../core/result.ts";
import type { ContainerFacts, GroupFacts, IdFacts, PodFacts } from "./json.ts";

/** A pod that got no range. */
export interface PodWithout {
  readonly pod: ManifestPod;
  /** How many pods before it got one. */
  readonly before: number;
  /** Why, in the strategy's own word. */
  readonly reason: string;
}

/**
 * Places every pod with `hostUsers: false`, one after the other, in the order of the input. Called now and then, `breathe`
 * lets signals be handled.
 */
export async function placePods<Memory>(
  sets: readonly PodSet[],
  pool: Pool,
  strategy: Strategy<Memory>,
  breathe: () => Promise<void>,
): Promise<Result<readonly PodFacts[], PodWithout>> {
  const pods: PodFacts[] = [];
  let state = emptyAllocations(pool, strategy);
  for (const pod of podsOf(sets)) {
    if (pods.length % PODS_IN_A_BREATH === 0) await breathe();
    if (pod.set.hostUsers !== false) pods.push(factsOf(pod, undefined));
    else {
      const allocated = allocate(state, pod.key);
      // There are as many slots as pods, so nothing else can be refused.
      if (!allocated.ok && allocated.error.code === "strategy-refused")
        return err({ pod, before: entries(state).length, reason: allocated.error.reason });
      const { state: next, range } = unwrap(allocated);
      state = next;
      pods.push(factsOf(pod, range));
    }
  }
  return ok(pods);
}

const PODS_IN_A_BREATH = 1000;

function factsOf(pod: ManifestPod, range: IdRange | undefined): PodFacts {
  const { set, namespace, name } = pod;
  const map = range === undefined ? undefined : podIdMap(range).uid;
  return {
    namespace,
    name,
    uid: set.uid ?? null,
    origin: { kind: set.kind, namespace, name: set.name },
    hostUsers: set.hostUsers ?? null,
    terminating: set.deletionTimestamp !== undefined,
    range: range ?? null,
    map: map === undefined ? null : formatProcMap(map).trimEnd(),
    containers: set.containers.map((container) => containerFacts(set, container, map)),
  };
}

/** Users and groups have maps of their own, but a pod's two are alike, so one serves for both. */
function containerFacts(set: PodSet, container: PodContainer, map: IdMap | undefined): ContainerFacts {
  const host = (inside: number): number | null => (map === undefined ? inside : (toHost(map, inside) ?? null));
  const id = (declared: DeclaredId): IdFacts =>
    declared.from === "image"
      ? { from: "image", inside: null, host: null }
      : { from: declared.from, inside: declared.id, host: host(declared.id) };
  const group =
    (from: GroupFacts["from"]) =>
    (inside: number): GroupFacts => ({ from, inside, host: host(inside) });
  const user = id(container.runAsUser);
  const primary = id(container.runAsGroup);
  const groups = [
    ...(set.fsGroup === undefined ? [] : [set.fsGroup]).map(group("fsGroup")),
    ...set.supplementalGroups.map(group("supplementalGroups")),
  ];
  const isUnmapped = [user, primary, ...groups].some(({ inside, host }) => inside !== null && host === null);
  const isUndecided = user.inside === null || primary.inside === null;
  return {
    name: container.name,
    type: container.type,
    user,
    group: primary,
    groups,
    groupsFromImage: set.supplementalGroupsPolicy === "Merge",
    outcome: isUnmapped ? "unmapped" : isUndecided ? "undecided" : "mapped",
  };
}
