import type { Pool } from "../../../../src/core/allocate/pool/pool.ts";
import type { PodRange } from "../../../../src/core/allocate/state/queries.ts";
import type { IdRange } from "../../../../src/core/range/range.ts";

/** Two pods that have an ID in common; the same pod twice when two of its own ranges do. */
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
  for (const { ranges } of pods)
    for (const range of ranges) {
      const first = (range.start - start) / idsPerPod;
      const end = first + range.size / idsPerPod;
      // No slots of the pool, or one seen before: rare, so the slow way may find out who shares what.
      if (first >>> 0 !== first || end >>> 0 !== end || end > slots) return overlapBySorting(pods);
      for (let slot = first; slot < end; slot++) {
        const word = seen[slot >>> 5] as number;
        const bit = 1 << slot;
        if ((word & bit) !== 0) return overlapBySorting(pods);
        seen[slot >>> 5] = word | bit;
      }
    }
  return undefined;
}

/** The same by the book: sorts by start, and then only neighbours can overlap first. */
export function overlapBySorting(pods: readonly PodRange[]): Overlap | undefined {
  const sorted = pods
    .flatMap(({ podUid, ranges }) => ranges.map((range) => ({ podUid, range })))
    .sort((a, b) => a.range.start - b.range.start);
  let last: { readonly podUid: string; readonly range: IdRange } | undefined;
  for (const piece of sorted) {
    if (last !== undefined && piece.range.start < last.range.start + last.range.size)
      return { podUid: last.podUid, otherUid: piece.podUid };
    last = piece;
  }
  return undefined;
}
