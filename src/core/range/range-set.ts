import type { HostId } from "../id/id.ts";
import { expectArray, expectIterable } from "../misuse/misuse.ts";
import { checkRange, type IdRange } from "./range.ts";

declare const normalized: unique symbol;

/**
 * A set of IDs: its ranges in ascending order, with a gap between any two, and none of them empty.
 *
 * So two sets with the same IDs are the same list. {@link rangeSet} makes one from any ranges; a plain array is not
 * accepted where a set is expected. Sets are never changed, every operation gives a new one.
 *
 * @typeParam Id - whose IDs they are: {@link HostId} unless said otherwise, or {@link ContainerId}
 */
export type RangeSet<Id extends number = HostId> = readonly IdRange<Id>[] & { readonly [normalized]: true };

/**
 * Makes a set from ranges in any order: sorts them, joins those that overlap or touch, and drops the empty ones.
 *
 * @typeParam Id - whose IDs they are; taken from where the result goes, else {@link HostId}
 * @param ranges - half-open ranges of IDs
 * @returns the set of all their IDs
 * @throws TypeError when a start or a size is not an integer, RangeError when it is out of range.
 * @example
 * ```ts
 * import { rangeSet } from "userns-sim";
 *
 * rangeSet([
 *   { start: 20, size: 5 },
 *   { start: 0, size: 10 },
 *   { start: 10, size: 2 },
 * ]); // => [{ start: 0, size: 12 }, { start: 20, size: 5 }]
 * ```
 */
export function rangeSet<Id extends number = HostId>(ranges: Iterable<IdRange<NoInfer<Id>>>): RangeSet<Id> {
  return setIn<Id>("rangeSet", ranges);
}

export function setIn<Id extends number>(caller: string, ranges: Iterable<IdRange<Id>>): RangeSet<Id> {
  expectIterable(caller, "the ranges", ranges, "an array of ranges { start, size }");
  const filled: { start: number; size: number }[] = [];
  for (const range of ranges) {
    checkRange(caller, range);
    if (range.size > 0) filled.push({ start: range.start, size: range.size });
  }
  filled.sort((a, b) => a.start - b.start);
  const joined: { start: number; size: number }[] = [];
  for (const range of filled) {
    const last = joined.at(-1);
    if (last !== undefined && range.start <= last.start + last.size)
      last.size = Math.max(last.size, range.start + range.size - last.start);
    else joined.push(range);
  }
  return trustedSet<Id>(joined);
}

/** Only a look: whether the ranges are ascending and apart is not asked again. */
export function expectSet(caller: string, label: string, set: RangeSet<number>): void {
  expectArray(caller, label, set, "a set made by rangeSet");
}

/** Takes ranges for a set without looking: they must be ascending, apart and not empty. */
export function trustedSet<Id extends number>(ranges: readonly IdRange<number>[]): RangeSet<Id> {
  return ranges as RangeSet<Id>;
}
