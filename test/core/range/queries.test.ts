import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contains, covers, nextLower, sameRanges, sizeOf } from "../../../src/core/range/queries.ts";
import { type RangeSet, rangeSet } from "../../../src/core/range/range-set.ts";
import { prop } from "../../support/prop.ts";
import { bases, frozenSet, members, smallRange, smallRanges, world } from "./arbitraries.ts";

describe("contains", () => {
  it("holds the first and the last ID of each range, and not their neighbours", () => {
    const set = threeRanges();
    const ids = [9, 10, 19, 20, 29, 30, 30 + 1, 4294967294, 4294967295];
    expect(ids.filter((id) => contains(set, id))).toEqual([10, 19, 30, 4294967295]);
  });

  it("is false in the empty set", () => {
    expect(contains(rangeSet([]), 0)).toBe(false);
  });

  it("refuses what is no ID", () => {
    expect(() => contains(rangeSet([]), 4294967296)).toThrow(
      new RangeError("contains: expected the ID from 0 to 4294967295, got 4294967296"),
    );
  });

  prop("agrees with looking at every range", [oneSet], ([base, set]) => {
    expect(world(base).filter((id) => contains(set, id))).toEqual(members(base, set));
  });
});

describe("covers", () => {
  it.each([
    ["a whole range of the set", { start: 10, size: 10 }, true],
    ["its first ID", { start: 10, size: 1 }, true],
    ["its last ID", { start: 19, size: 1 }, true],
    ["one ID too many before", { start: 9, size: 2 }, false],
    ["one ID too many after", { start: 19, size: 2 }, false],
    ["a range across a gap", { start: 10, size: 21 }, false],
    ["an empty range in the set", { start: 10, size: 0 }, true],
    ["an empty range outside", { start: 0, size: 0 }, true],
    ["the last ID of all", { start: 4294967295, size: 1 }, true],
  ])("%s", (_, range, expected) => {
    expect(covers(threeRanges(), range)).toBe(expected);
  });

  it("refuses what is no range", () => {
    expect(() => covers(rangeSet([]), { start: 0, size: -1 })).toThrow(/^covers: /);
  });

  prop(
    "is true exactly when every ID of the range is in the set",
    [bases.chain((base) => fc.tuple(fc.constant(base), smallRanges(base).map(frozenSet), smallRange(base)))],
    ([base, set, range]) => {
      const inSet = members(base, set);
      expect(covers(set, range)).toBe(members(base, [range]).every((id) => inSet.includes(id)));
    },
  );
});

describe("sizeOf", () => {
  it("counts up to all there is", () => {
    expect(sizeOf(rangeSet([{ start: 0, size: 4294967296 }]))).toBe(4294967296);
  });

  prop("counts the IDs", [oneSet], ([base, set]) => {
    expect(sizeOf(set)).toBe(members(base, set).length);
  });
});

describe("sameRanges", () => {
  it.each([
    ["another start", [{ start: 1, size: 5 }], [{ start: 2, size: 5 }]],
    ["another size", [{ start: 1, size: 5 }], [{ start: 1, size: 6 }]],
    [
      "one range more",
      [{ start: 1, size: 5 }],
      [
        { start: 1, size: 5 },
        { start: 7, size: 1 },
      ],
    ],
    ["nothing", [{ start: 1, size: 5 }], []],
  ])("tells a set from one with %s", (_, a, b) => {
    expect([sameRanges(rangeSet(a), rangeSet(b)), sameRanges(rangeSet(b), rangeSet(a))]).toEqual([false, false]);
  });

  prop("is true exactly when both sets hold the same IDs", [twoSets], ([base, a, b]) => {
    expect(sameRanges(a, b)).toBe(String(members(base, a)) === String(members(base, b)));
    expect(sameRanges(a, rangeSet(a))).toBe(true);
  });
});

describe("nextLower", () => {
  it.each([
    [0, undefined],
    [10, undefined],
    [11, 10],
    [20, 19],
    [25, 19],
    [30, 19],
    [31, 30],
    [4294967295, 30],
  ])("of %s is %s", (id, expected) => {
    expect(nextLower(threeRanges(), id)).toBe(expected);
  });

  it("refuses what is no ID", () => {
    expect(() => nextLower(rangeSet([]), -1)).toThrow(
      new RangeError("nextLower: expected the ID from 0 to 4294967295, got -1"),
    );
  });

  prop("is the largest ID of the set below", [oneSet], ([base, set]) => {
    const inSet = members(base, set);
    for (const id of world(base)) expect(nextLower(set, id)).toBe(inSet.filter((other) => other < id).at(-1));
  });
});

const oneSet: fc.Arbitrary<[number, RangeSet]> = bases.chain((base) =>
  fc.tuple(fc.constant(base), smallRanges(base).map(frozenSet)),
);

const twoSets: fc.Arbitrary<[number, RangeSet, RangeSet]> = bases.chain((base) =>
  fc.tuple(fc.constant(base), smallRanges(base, 2).map(frozenSet), smallRanges(base, 2).map(frozenSet)),
);

function threeRanges(): RangeSet {
  return rangeSet([
    { start: 10, size: 10 },
    { start: 30, size: 1 },
    { start: 4294967295, size: 1 },
  ]);
}
