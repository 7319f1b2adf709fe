import type { Pool } from "../../../../src/core/allocate/pool.ts";
import type { PodRange } from "../../../../src/core/allocate/queries.ts";

/** Two pods that have an ID in common. */
export interface Overlap {
  readonly podUid: string;
  readonly otherUid: string;
}

/**
 * Looks at a whole state: finds two pods that share an ID, whatever the order of the list.
 *
 * One bit a slot, because the ranges are whole slots; one that is none is checked by {@link overlapBySorting}.
 */
export function findOverlap(pool: Pool, pods: readonly PodRange[]): Overlap | undefined {
  const { start, idsPerPod, slots } = pool;
  const seen = new Int32Array(Math.ceil(slots / 32));
  for (const { range } of pods) {
    const slot = (range.start - start) / idsPerPod;
    const word = seen[slot >>> 5] as number;
    const bit = 1 << slot;
    // No slot of the pool, or one seen before: rare, so the slow way may find out who shares what.
    const odd = slot >>> 0 !== slot || slot >= slots || range.size !== idsPerPod;
    if (odd || (word & bit) !== 0) return overlapBySorting(pods);
    seen[slot >>> 5] = word | bit;
  }
  return undefined;
}

/** The same by the book: sorts by start, and then only neighbours can overlap first. */
export function overlapBySorting(pods: readonly PodRange[]): Overlap | undefined {
  const sorted = [...pods].sort((a, b) => a.range.start - b.range.start);
  let last: PodRange | undefined;
  for (const pod of sorted) {
    if (last !== undefined && pod.range.start < last.range.start + last.range.size)
      return { podUid: last.podUid, otherUid: pod.podUid };
    last = pod;
  }
  return undefined;
}
