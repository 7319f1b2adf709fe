import * as fc from "fast-check";
import { NO_ID } from "../../core/id/id.ts";
import { checkInteger } from "../../core/id/integer.ts";
import { expectObject } from "../../core/misuse/misuse.ts";
import type { IdRange } from "../../core/range/range.ts";
import { type RangeSet, rangeSet } from "../../core/range/range-set.ts";

/** Which ranges are wanted. */
export interface RangeConstraints {
  /** The smallest start; 0 when absent. */
  readonly min?: number;
  /** Where a range ends at the latest, itself not in it; 4294967295 when absent. */
  readonly end?: number;
  /** The smallest size; 1 when absent. */
  readonly minSize?: number;
  /** The largest size; as much as there is when absent. */
  readonly maxSize?: number;
}

/**
 * Generates half-open ranges `[start, start + size)`.
 *
 * @param constraints - which ranges are wanted
 * @returns ranges inside `[min, end)`; they shrink towards the smallest one at `min`
 * @example
 * ```ts
 * import * as fc from "fast-check";
 * import { ranges } from "userns-sim/testing";
 *
 * fc.check(fc.property(ranges(), ({ start, size }) => start + size <= 4294967295)).failed; // => false
 * ```
 */
export function ranges(constraints: RangeConstraints = {}): fc.Arbitrary<IdRange> {
  expectObject("ranges", "constraints", constraints, "an object such as { min: 1 }");
  const { min = 0, end = NO_ID, minSize = 1, maxSize = end - min } = constraints;
  checkInteger("ranges", "end", end, 0, NO_ID);
  checkInteger("ranges", "min", min, 0, end);
  checkInteger("ranges", "minSize", minSize, 0, end - min);
  checkInteger("ranges", "maxSize", maxSize, minSize, NO_ID);
  const room = end - min - minSize;
  return fc.tuple(fc.nat({ max: Math.min(maxSize - minSize, room) }), fc.nat({ max: room })).map(
    // A gap that does not fit beside the size is folded back, so nothing is thrown away and 0 stays 0.
    ([more, gap]) => ({ start: min + (gap % (room - more + 1)), size: minSize + more }),
    (value) => {
      const { start, size } = value as IdRange;
      if (start + size > end) throw new RangeError("ranges: none of these");
      return [size - minSize, start - min];
    },
  );
}

/** Which sets are wanted. */
export interface RangeSetConstraints {
  /** The most ranges; 8 when absent. */
  readonly maxRanges?: number;
  /** Where the last range ends at the latest, itself not in it; 4294967295 when absent. */
  readonly end?: number;
}

/**
 * Generates sets of IDs: sorted ranges that neither overlap nor touch.
 *
 * @param constraints - which sets are wanted
 * @returns sets as `rangeSet` makes them; they shrink towards the empty one
 * @example
 * ```ts
 * import * as fc from "fast-check";
 * import { rangeSet } from "userns-sim";
 * import { rangeSets } from "userns-sim/testing";
 *
 * fc.check(fc.property(rangeSets(), (set) => rangeSet(set).length === set.length)).failed; // => false
 * ```
 */
export function rangeSets(constraints: RangeSetConstraints = {}): fc.Arbitrary<RangeSet> {
  expectObject("rangeSets", "constraints", constraints, "an object such as { maxRanges: 8 }");
  const { maxRanges = 8, end = NO_ID } = constraints;
  checkInteger("rangeSets", "maxRanges", maxRanges, 0, NO_ID);
  checkInteger("rangeSets", "end", end, 0, NO_ID);
  // Gaps and sizes one after the other: each pair takes at most its share, so that the sum stays inside. The first range
  // needs no gap before it, hence one ID more to share.
  const share = Math.max(Math.floor((end + 1) / Math.max(maxRanges, 1) / 2), 1);
  const step = fc.tuple(fc.nat({ max: share - 1 }), fc.integer({ min: 1, max: share }));
  return fc.array(step, { maxLength: Math.min(maxRanges, Math.floor((end + 1) / 2)) }).map(
    (steps) => {
      let at = -1;
      return rangeSet(
        steps.map(([gap, size]) => {
          const start = at + 1 + gap;
          at = start + size;
          return { start, size };
        }),
      );
    },
    (value) => {
      let at = -1;
      return (value as RangeSet).map(({ start, size }) => {
        const gap = start - at - 1;
        at = start + size;
        return [gap, size] as [number, number];
      });
    },
  );
}
