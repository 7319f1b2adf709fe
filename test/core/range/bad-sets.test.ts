import { describe, expect, it } from "vitest";
import { clip, intersect, subtract, union } from "../../../src/core/range/algebra.ts";
import { partition } from "../../../src/core/range/cut.ts";
import { firstGap } from "../../../src/core/range/first-gap.ts";
import { contains, covers, nextLower } from "../../../src/core/range/queries.ts";
import { type RangeSet, rangeSet } from "../../../src/core/range/range-set.ts";

const SET = rangeSet([{ start: 3, size: 3 }]);
const within = { start: 4, size: 1 };

/** The functions that take a set, and look at its ranges. */
const ASKED: Readonly<Record<string, (set: RangeSet) => unknown>> = {
  union: (set) => [union(set, SET)],
  subtract: (set) => [subtract(set, SET)],
  intersect: (set) => [intersect(set, SET)],
  clip: (set) => [clip(set, within)],
  contains: (set) => contains(set, 5),
  covers: (set) => covers(set, within),
  nextLower: (set) => nextLower(set, 5),
  firstGap: (set) => firstGap(set, { start: 3, size: 9 }, 1),
  partition: (set) => partition(set, 1),
};

describe("a set that was not made by rangeSet", () => {
  it.each(Object.entries(ASKED))("is refused by %s in its name, whatever is wrong with a range", (name, ask) => {
    for (const bad of [{ start: 3 }, { start: 3, size: -1 }, { start: 3, size: 1.5 }, { start: 3, size: 4294967296 }])
      expect(() => ask([bad] as never), JSON.stringify(bad)).toThrow(new RegExp(`^${name}: expected `));
  });

  it.each(Object.entries({ union, subtract, intersect }))("is refused by %s where no ranges are in it", (name, of) => {
    for (const bad of [5, {}, { start: Number.NaN, size: 1 }])
      expect(() => of([bad] as never, SET), String(bad)).toThrow(new RegExp(`^${name}: expected `));
  });

  it.each(Object.entries({ union, subtract, intersect }))("is refused by %s as the second one as well", (name, of) => {
    expect(() => of(SET, [{ start: 3, size: 0.5 }] as never)).toThrow(new RegExp(`^${name}: expected `));
  });
});
