import { checkInteger } from "../id/integer.ts";
import { endIn, ID_SPACE, type IdRange } from "./range.ts";
import { expectSet, type RangeSet, trustedSet } from "./range-set.ts";

/**
 * Takes the lowest IDs of a set, across its ranges.
 *
 * @typeParam Id - whose IDs they are
 * @param set - a set of IDs
 * @param count - how many to take, 0 to 4294967296
 * @returns the set of the `count` lowest IDs, or `undefined` when the set has fewer
 * @throws TypeError when the count is not an integer, RangeError when it lies outside 0 to 4294967296.
 * @example
 * ```ts
 * import { rangeSet, take } from "userns-sim";
 *
 * const free = rangeSet([{ start: 0, size: 10 }, { start: 20, size: 10 }]);
 * take(free, 12); // => [{ start: 0, size: 10 }, { start: 20, size: 2 }]
 * take(free, 21); // => undefined
 * ```
 */
export function take<Id extends number>(set: RangeSet<Id>, count: number): RangeSet<Id> | undefined {
  expectSet("take", "set", set);
  checkInteger("take", "the count", count, 0, ID_SPACE);
  const taken: IdRange<Id>[] = [];
  let missing = count;
  for (const range of set) {
    if (missing === 0) break;
    const size = Math.min(range.size, missing);
    taken.push({ start: range.start, size });
    missing -= size;
  }
  return missing === 0 ? trustedSet<Id>(taken) : undefined;
}

/**
 * Cuts each range of a set into slots of one size, and drops what is left over at its end.
 *
 * The slots start where the range starts; they are not aligned to multiples of the size.
 *
 * @typeParam Id - whose IDs they are
 * @param set - a set of IDs
 * @param size - how many IDs a slot holds, 1 to 4294967296
 * @returns the slots in ascending order; there are as many as fit, so a large set and a small size give a long list
 * @throws TypeError when the size is not an integer, RangeError when it lies outside 1 to 4294967296.
 * @example
 * ```ts
 * import { partition, rangeSet } from "userns-sim";
 *
 * partition(rangeSet([{ start: 0, size: 250 }]), 100); // => [{ start: 0, size: 100 }, { start: 100, size: 100 }]
 * ```
 */
export function partition<Id extends number>(set: RangeSet<Id>, size: number): readonly IdRange<Id>[] {
  expectSet("partition", "set", set);
  checkInteger("partition", "the size", size, 1, ID_SPACE);
  const slots: IdRange<Id>[] = [];
  for (const range of set) {
    const lastStart = endIn("partition", range) - size;
    for (let start: number = range.start; start <= lastStart; start += size) slots.push({ start: start as Id, size });
  }
  return slots;
}
