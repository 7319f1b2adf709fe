import { allocate } from "../../core/allocate/allocate.ts";
import { emptyAllocations } from "../../core/allocate/empty-allocations.ts";
import type { Pool } from "../../core/allocate/pool.ts";
import type { Strategy } from "../../core/allocate/strategy.ts";
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
import { unwrap } from "../../core/result.ts";
import type { ContainerFacts, GroupFacts, IdFacts, PodFacts } from "./json.ts";

/**
 * Places every pod with `hostUsers: false`, one after the other.
 *
 * @param sets - the pods
 * @param pool - the host IDs they may get; at least as many slots as there are such pods
 * @param strategy - how a range is chosen
 * @param breathe - called now and then, so that signals are handled
 * @returns the pods in the same order, those on host users included
 */
export async function placePods<Memory>(
  sets: readonly PodSet[],
  pool: Pool,
  strategy: Strategy<Memory>,
  breathe: () => Promise<void>,
): Promise<readonly PodFacts[]> {
  const pods: PodFacts[] = [];
  let state = emptyAllocations(pool, strategy);
  for (const pod of podsOf(sets)) {
    if (pods.length % PODS_IN_A_BREATH === 0) await breathe();
    if (pod.set.hostUsers !== false) pods.push(factsOf(pod, undefined));
    else {
      const allocated = unwrap(allocate(state, pod.key));
      state = allocated.state;
      pods.push(factsOf(pod, allocated.range));
    }
  }
  return pods;
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
