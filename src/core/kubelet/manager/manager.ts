import { toUint32 } from "../../go/go-uint32.ts";
import { RELEASE_TABLE, type Release, traitAt } from "../../releases/releases.ts";
import type { KubeletPodRange } from "../settings/pod-ranges.ts";
import type { KubeletPool } from "../settings/pool.ts";

/** What the user-namespace manager of a running kubelet holds in memory. */
export interface Manager extends KubeletPool {
  /** The slots in use, in ascending order. */
  readonly used: readonly number[];
  /** The range of each pod that the manager remembers, in the order of the UIDs byte by byte. */
  readonly usedBy: readonly KubeletPodRange[];
  /**
   * Ranges that do not fit the pool but belong to pods, in the order of their UIDs byte by byte.
   *
   * Only a kubelet in which the defect `start-refused` is fixed has any. The slots that they touch are in use.
   */
  readonly adopted: readonly KubeletPodRange[];
}

/** Tells how many slots, from the lowest on, a release never gives out. */
export function reservedSlots(release: Release): number {
  return traitAt(RELEASE_TABLE.reservedSlots, release);
}

/**
 * Finds the slot of a range that a manager allocated, also when the range wrapped past 2^32.
 * @returns the slot, from 0
 */
export function allocatedSlot({ off, idsPerPod }: KubeletPool, hostId: number): number {
  return toUint32(hostId - off * idsPerPod) / idsPerPod;
}

export function slotsTouched(
  { off, slots, idsPerPod }: KubeletPool,
  { hostId, length }: KubeletPodRange,
): readonly number[] {
  const first = Math.max(Math.floor(hostId / idsPerPod) - off, 0);
  const end = Math.min(Math.ceil((hostId + length) / idsPerPod) - off, slots);
  // A length below 0 counts as none.
  return Array.from({ length: end - first }, (_, index) => first + index);
}
