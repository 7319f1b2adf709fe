import { checkInteger } from "../id/integer.ts";
import { checkRange, endIn, ID_SPACE, type IdRange } from "./range.ts";
import { expectSet, type RangeSet } from "./range-set.ts";

/**
 * Finds the lowest place in a range where a number of free IDs lie side by side.
 *
 * @typeParam Id - whose IDs they are
 * @param taken - the IDs that are not free
 * @param within - the half-open range to search
 * @param size - how many free IDs are wanted, 1 to 4294967296; a gap of exactly that size will do
 * @returns the first ID of the lowest gap, or `undefined` when no gap is large enough
 * @throws TypeError when a number is not an integer, RangeError when it is out of range.
 * @remarks The first fit of `find_free_range` in shadow's `lib/subordinate_io.c`, with which useradd(8) picks
 * subordinate IDs, on half-open ranges.
 * @example
 * ```ts
 * import { firstGap, rangeSet } from "userns-sim";
 *
 * const taken = rangeSet([{ start: 100000, size: 65536 }]);
 * firstGap(taken, { start: 100000, size: 600000000 }, 65536); // => 165536
 * ```
 */
export function firstGap<Id extends number>(
  taken: RangeSet<Id>,
  within: IdRange<NoInfer<Id>>,
  size: number,
): Id | undefined {
  expectSet("firstGap", "taken", taken);
  checkRange("firstGap", within);
  checkInteger("firstGap", "the size", size, 1, ID_SPACE);
  let start: number = within.start;
  for (const range of taken) {
    if (start + size <= range.start) break;
    start = Math.max(start, endIn("firstGap", range));
  }
  return start + size <= endIn("firstGap", within) ? (start as Id) : undefined;
}
