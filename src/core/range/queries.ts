import { checkUint32 } from "../id/uint32.ts";
import { checkRange, endIn, type IdRange } from "./range.ts";
import { expectSet, type RangeSet } from "./range-set.ts";

/**
 * Tells whether an ID is in a set.
 *
 * @typeParam Id - whose IDs they are
 * @param set - a set of IDs
 * @param id - an ID of the same side, 0 to 4294967295
 * @returns `true` when one of the set's ranges holds the ID
 * @throws TypeError when the ID is not an integer, RangeError when it lies outside 0 to 4294967295.
 * @example
 * ```ts
 * import { contains, rangeSet } from "userns-sim";
 *
 * const set = rangeSet([{ start: 65536, size: 65536 }]);
 * contains(set, 65536); // => true
 * contains(set, 131072); // => false
 * ```
 */
export function contains<Id extends number>(set: RangeSet<Id>, id: NoInfer<Id>): boolean {
  expectSet("contains", "set", set);
  checkUint32("contains", "the ID", id);
  const range = lastStartingUpTo(set, id);
  return range !== undefined && id < endIn("contains", range);
}

/**
 * Tells whether a whole range lies in a set.
 *
 * As the ranges of a set do not touch, it then lies inside one of them.
 *
 * @typeParam Id - whose IDs they are
 * @param set - a set of IDs
 * @param range - a half-open range of the same side
 * @returns `true` when every ID of the range is in the set; so `true` for an empty range
 * @throws TypeError when the start or the size of the range is not an integer, RangeError when it is out of range.
 * @example
 * ```ts
 * import { covers, rangeSet } from "userns-sim";
 *
 * const set = rangeSet([{ start: 0, size: 10 }, { start: 20, size: 10 }]);
 * covers(set, { start: 22, size: 8 }); // => true
 * covers(set, { start: 5, size: 20 }); // => false
 * ```
 */
export function covers<Id extends number>(set: RangeSet<Id>, range: IdRange<NoInfer<Id>>): boolean {
  expectSet("covers", "set", set);
  checkRange("covers", range);
  if (range.size === 0) return true;
  const around = lastStartingUpTo(set, range.start);
  return around !== undefined && endIn("covers", range) <= endIn("covers", around);
}

/**
 * Counts the IDs of a set.
 *
 * @param set - a set of IDs
 * @returns how many there are, 0 to 4294967296
 * @example
 * ```ts
 * import { rangeSet, sizeOf } from "userns-sim";
 *
 * sizeOf(rangeSet([{ start: 0, size: 10 }, { start: 20, size: 10 }])); // => 20
 * ```
 */
export function sizeOf(set: RangeSet<number>): number {
  expectSet("sizeOf", "set", set);
  let size = 0;
  for (const range of set) size += range.size;
  return size;
}

/**
 * Tells whether two sets hold the same IDs.
 *
 * @typeParam Id - whose IDs they are
 * @param a - a set of IDs
 * @param b - another one, of the same side
 * @returns `true` when every ID of the one is in the other
 * @example
 * ```ts
 * import { rangeSet, sameRanges } from "userns-sim";
 *
 * const a = rangeSet([{ start: 0, size: 4 }, { start: 4, size: 4 }]);
 * const b = rangeSet([{ start: 0, size: 8 }]);
 * sameRanges(a, b); // => true
 * ```
 */
export function sameRanges<Id extends number>(a: RangeSet<Id>, b: RangeSet<Id>): boolean {
  expectSet("sameRanges", "a", a);
  expectSet("sameRanges", "b", b);
  if (a.length !== b.length) return false;
  return a.every((range, i) => range.start === b[i]?.start && range.size === b[i]?.size);
}

/**
 * Gives the largest ID of a set below another ID.
 *
 * @typeParam Id - whose IDs they are
 * @param set - a set of IDs
 * @param id - an ID of the same side, 0 to 4294967295; it need not be in the set
 * @returns the ID of the set that comes before `id`, or `undefined` when none does
 * @throws TypeError when the ID is not an integer, RangeError when it lies outside 0 to 4294967295.
 * @example
 * ```ts
 * import { nextLower, rangeSet } from "userns-sim";
 *
 * const set = rangeSet([{ start: 500, size: 500 }]);
 * nextLower(set, 2000); // => 999
 * nextLower(set, 500); // => undefined
 * ```
 */
export function nextLower<Id extends number>(set: RangeSet<Id>, id: NoInfer<Id>): Id | undefined {
  expectSet("nextLower", "set", set);
  checkUint32("nextLower", "the ID", id);
  const range = lastStartingUpTo(set, id - 1);
  return range && ((Math.min(endIn("nextLower", range), id) - 1) as Id);
}

/** The last range that starts at or before `id`: the only one that can hold it. */
function lastStartingUpTo(set: RangeSet<number>, id: number): IdRange<number> | undefined {
  let found: IdRange<number> | undefined;
  let low = 0;
  let high = set.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = set[middle];
    if (range !== undefined && range.start <= id) {
      found = range;
      low = middle + 1;
    } else {
      high = middle - 1;
    }
  }
  return found;
}
