import * as fc from "fast-check";
import type { HostId } from "../../../src/core/id/id.ts";
import type { IdRange } from "../../../src/core/range/range.ts";
import { type RangeSet, rangeSet } from "../../../src/core/range/range-set.ts";

/** How many IDs the small worlds have, in which every ID is looked at. */
export const WORLD = 48;

/** Where the small worlds begin: at 0, across 2^31 where signed numbers end, and up to 2^32. */
export const bases: fc.Arbitrary<number> = fc.constantFrom(0, 2 ** 31 - WORLD / 2, 2 ** 32 - WORLD);

/** Ranges of one small world, empty and overlapping ones too. */
export function smallRanges(base: number, maxLength = 8): fc.Arbitrary<IdRange[]> {
  return fc.array(smallRange(base), { maxLength });
}

/** One range of a small world. */
export function smallRange(base: number): fc.Arbitrary<IdRange> {
  return fc
    .tuple(fc.integer({ min: 0, max: WORLD - 1 }), fc.integer({ min: 0, max: WORLD }))
    .map(([at, size]) => ({ start: base + at, size: Math.min(size, WORLD - at) }));
}

/** Every ID of a small world. */
export function world(base: number): number[] {
  return Array.from({ length: WORLD }, (_, at) => base + at);
}

/** The IDs of a small world that lie in any of the ranges: the slow and obvious way. */
export function members(base: number, ranges: readonly IdRange[]): number[] {
  return world(base).filter((id) => ranges.some(({ start, size }) => start <= id && id < start + size));
}

/** A set that throws when anything in it is written. */
export function frozenSet(ranges: readonly IdRange[]): RangeSet<HostId> {
  return deepFreeze(rangeSet(ranges));
}

export function deepFreeze<T extends readonly object[]>(list: T): T {
  for (const entry of list) Object.freeze(entry);
  return Object.freeze(list) as T;
}
