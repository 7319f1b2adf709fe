import { compareNames } from "../../go/compare-names.ts";
import type { HostId } from "../../id/id.ts";

/** A pod and the host IDs `[hostId, hostId + length)` that it has. */
export interface KubeletPodRange {
  /** The UID of the pod. */
  readonly podUid: string;
  /** The first ID. */
  readonly hostId: HostId;
  /** How many IDs there are. */
  readonly length: number;
}

/** Finds a pod in a list that is in the order of {@link compareNames}. */
export function findPod<T extends { readonly podUid: string }>(list: readonly T[], podUid: string): T | undefined {
  const entry = list[placeOf(list, podUid)];
  return entry?.podUid === podUid ? entry : undefined;
}

/**
 * Puts a pod into a list that is in the order of {@link compareNames}, in the place of its older entry if it has one.
 */
export function putPod<T extends { readonly podUid: string }>(list: readonly T[], entry: T): readonly T[] {
  const place = placeOf(list, entry.podUid);
  const copy = list.slice();
  copy.splice(place, list[place]?.podUid === entry.podUid ? 1 : 0, entry);
  return copy;
}

/** Takes a pod out of a list that is in the order of {@link compareNames}. */
export function dropPod<T extends { readonly podUid: string }>(list: readonly T[], podUid: string): readonly T[] {
  return list.filter((entry) => entry.podUid !== podUid);
}

export function overlap(a: KubeletPodRange, b: KubeletPodRange): boolean {
  return a.hostId < b.hostId + b.length && b.hostId < a.hostId + a.length;
}

/** The place of the first entry that does not come before the pod. */
function placeOf(list: readonly { readonly podUid: string }[], podUid: string): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = list[middle];
    if (entry !== undefined && compareNames(entry.podUid, podUid) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
