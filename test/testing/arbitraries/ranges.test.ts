import { describe, expect, it } from "vitest";
import type { IdRange } from "../../../src/core/range/range.ts";
import { type RangeSet, rangeSet } from "../../../src/core/range/range-set.ts";
import { rangeSets, ranges } from "../../../src/testing/arbitraries/ranges.ts";
import { prop } from "../../support/prop.ts";
import { minimaOf, sampleOf } from "./minimum.ts";

describe("ranges", () => {
  prop("lie inside of all IDs", [ranges()], ({ start, size }) => {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(size).toBeGreaterThanOrEqual(1);
    expect(start + size).toBeLessThanOrEqual(4294967295);
  });

  const bounds = { min: 10, end: 20, minSize: 3, maxSize: 6 };
  prop("lie inside of the bounds", [ranges(bounds)], ({ start, size }) => {
    expect(start).toBeGreaterThanOrEqual(10);
    expect(start + size).toBeLessThanOrEqual(20);
    expect(size).toBeGreaterThanOrEqual(3);
    expect(size).toBeLessThanOrEqual(6);
  });

  it("are all that there are", () => {
    const found = new Set(sampleOf(ranges(bounds)).map(({ start, size }) => `${start}+${size}`));
    // 8 starts for the size 3, 7 for 4, 6 for 5 and 5 for 6.
    expect(found.size).toBe(26);
    expect(found).toContain("17+3");
    expect(found).toContain("14+6");
    expect(sampleOf(ranges({ min: 4, end: 5 }), 5)).toEqual(Array(5).fill({ start: 4, size: 1 }));
    expect(new Set(sampleOf(ranges({ end: 3 })).map((range) => JSON.stringify(range))).size).toBe(6);
  });

  it("shrink towards the smallest one at the start", () => {
    expect(minimaOf(ranges())).toEqual([{ start: 0, size: 1 }]);
    expect(minimaOf(ranges(bounds))).toEqual([{ start: 10, size: 3 }]);
    expect(minimaOf(ranges(), ({ size }) => size >= 1000)).toEqual([{ start: 0, size: 1000 }]);
  });

  it("shrink what somebody wrote down, if it is one of them", () => {
    const arbitrary = ranges(bounds);
    const is = (start: unknown, size: unknown) => arbitrary.canShrinkWithoutContext({ start, size });
    expect(is(14, 4)).toBe(true);
    expect(is(14, 6)).toBe(true);
    expect(is(10, 3)).toBe(true);
    expect(is(15, 6)).toBe(false);
    expect(is(9, 3)).toBe(false);
    expect(is(10, 2)).toBe(false);
    expect(is(10, 7)).toBe(false);
    expect(is("10", 3)).toBe(false);
    expect(arbitrary.canShrinkWithoutContext(null)).toBe(false);
    const shrunk = [...arbitrary.shrink({ start: 14, size: 6 } as IdRange, undefined)].map(({ value }) => value);
    expect(shrunk).toContainEqual({ start: 14, size: 3 });
    expect(shrunk).toContainEqual({ start: 10, size: 6 });
  });
});

describe("rangeSets", () => {
  for (const [maxRanges, end] of [
    [8, undefined],
    [1, undefined],
    [3, 10],
    [100, 7],
    [0, 10],
  ] as const)
    prop(
      `are sets, ${maxRanges} ranges at most below ${end ?? "the end"}`,
      [rangeSets(end === undefined ? { maxRanges } : { maxRanges, end })],
      (set) => {
        expect(rangeSet(set)).toEqual(set);
        expect(set.length).toBeLessThanOrEqual(maxRanges);
        const last = set.at(-1);
        if (last !== undefined) expect(last.start + last.size).toBeLessThanOrEqual(end ?? 4294967295);
      },
    );

  it("have 8 ranges at most, and so many now and then", () => {
    const lengths = sampleOf(rangeSets()).map(({ length }) => length);
    expect(Math.max(...lengths)).toBe(8);
    expect(Math.min(...lengths)).toBe(0);
    const narrow = sampleOf(rangeSets({ maxRanges: 100, end: 7 })).map(({ length }) => length);
    expect(Math.max(...narrow)).toBe(4);
    expect(sampleOf(rangeSets({ end: 1 }), 100)).toContainEqual([{ start: 0, size: 1 }]);
    expect(sampleOf(rangeSets({ end: 0 }), 100).every(({ length }) => length === 0)).toBe(true);
  });

  it("reach up to the last ID, and start at 0", () => {
    const sets = sampleOf(rangeSets({ maxRanges: 2, end: 11 }));
    expect(Math.max(...sets.flat().map(({ start, size }) => start + size))).toBe(11);
    const ends = sampleOf(rangeSets({ maxRanges: 1 })).map(([range]) => (range ? range.start + range.size : 0));
    expect(Math.max(...ends)).toBeGreaterThan(4294967200);
    expect(sets.some(([first]) => first?.start === 0)).toBe(true);
  });

  it("shrink towards the empty one, and towards small ones at the start", () => {
    expect(minimaOf(rangeSets())).toEqual([[]]);
    expect(minimaOf(rangeSets(), ({ length }) => length > 1)).toEqual([
      [
        { start: 0, size: 1 },
        { start: 2, size: 1 },
      ],
    ]);
  });

  it("shrink what somebody wrote down, if it is one of them", () => {
    const arbitrary = rangeSets({ maxRanges: 2, end: 40 });
    const set = [
      { start: 3, size: 2 },
      { start: 9, size: 10 },
    ];
    expect(arbitrary.canShrinkWithoutContext(set)).toBe(true);
    const touching = [set[0], { start: 5, size: 1 }];
    expect(arbitrary.canShrinkWithoutContext(touching)).toBe(false);
    expect(arbitrary.canShrinkWithoutContext([...set, { start: 20, size: 1 }])).toBe(false);
    expect(arbitrary.canShrinkWithoutContext("set")).toBe(false);
    const shrunk = [...arbitrary.shrink(set as unknown as RangeSet, undefined)].map(({ value }) => value);
    expect(shrunk).toContainEqual([]);
    expect(shrunk).toContainEqual([{ start: 3, size: 10 }]);
  });
});
