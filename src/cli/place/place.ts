import { formatProcMap } from "../../core/forms/kernel/proc-map.ts";
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
import type { NodeError } from "../../core/node/placement/errors.ts";
import { uidFault } from "../../core/node/placement/give-ranges.ts";
import type { Giver } from "../../core/node/placement/giver.ts";
import { nodePodUid } from "../../core/node/pod/pod.ts";
import type { IdRange } from "../../core/range/range.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { ContainerFacts, GroupFacts, IdFacts, PodFacts } from "./json.ts";

/** A pod that got no range. */
export interface PodWithout {
  readonly pod: ManifestPod;
  /** How many pods before it got one. */
  readonly before: number;
  readonly error: NodeError;
}

/** Places the pods one after the other, in the order of the input. Called now and then, `breathe` lets signals be handled. */
export async function placePods(
  sets: readonly PodSet[],
  first: Giver,
  breathe: () => Promise<void>,
): Promise<Result<readonly PodFacts[], PodWithout>> {
  const pods: PodFacts[] = [];
  let giver = first;
  let before = 0;
  for (const pod of podsOf(sets)) {
    if (pods.length % PODS_IN_A_BREATH === 0) await breathe();
    const asking = { uid: nodePodUid(pod), hostUsers: pod.set.hostUsers };
    const fault = uidFault([asking]);
    const given = fault === undefined ? giver.give(asking) : err(fault);
    if (!given.ok) return err({ pod, before, error: given.error });
    const { range, next } = given.value;
    if (range !== undefined) before++;
    giver = next;
    pods.push(factsOf(pod, range));
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
