import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { partition, take } from "../../../src/core/range/cut.ts";
import { type RangeSet, rangeSet } from "../../../src/core/range/range-set.ts";
import { prop } from "../../support/prop.ts";
import { bases, frozenSet, members, smallRanges, WORLD } from "./arbitraries.ts";

describe("take", () => {
  it.each([
    ["nothing", 0, []],
    ["a part of the first range", 3, [{ start: 0, size: 3 }]],
    ["all of the first range", 10, [{ start: 0, size: 10 }]],
    [
      "more than the first range",
      12,
      [
        { start: 0, size: 10 },
        { start: 20, size: 2 },
      ],
    ],
    [
      "everything",
      20,
      [
        { start: 0, size: 10 },
        { start: 20, size: 10 },
      ],
    ],
    ["more than there is", 21, undefined],
  ])("gives %s", (_, count, expected) => {
    const set = rangeSet([
      { start: 0, size: 10 },
      { start: 20, size: 10 },
    ]);
    expect(take(set, count)).toEqual(expected);
  });

  it("takes all there is", () => {
    const all = rangeSet([{ start: 0, size: 4294967296 }]);
    expect(take(all, 4294967296)).toEqual(all);
  });

  it("refuses what is no count", () => {
    expect(() => take(rangeSet([]), -1)).toThrow(
      new RangeError("take: expected the count from 0 to 4294967296, got -1"),
    );
    expect(() => take(rangeSet([]), 4294967297)).toThrow(RangeError);
  });

  prop("gives the lowest IDs, or nothing when there are too few", [setAndNumber(0)], ([base, set, count]) => {
    const inSet = members(base, set);
    const taken = take(set, count);
    expect(taken && members(base, taken)).toEqual(count > inSet.length ? undefined : inSet.slice(0, count));
  });
});

describe("partition", () => {
  it("cuts each range from its start and drops what is left over", () => {
    const set = rangeSet([
      { start: 0, size: 250 },
      { start: 1050, size: 99 },
      { start: 4294967196, size: 100 },
    ]);
    expect(partition(set, 100)).toEqual([
      { start: 0, size: 100 },
      { start: 100, size: 100 },
      { start: 4294967196, size: 100 },
    ]);
  });

  it("gives all there is as one slot", () => {
    expect(partition(rangeSet([{ start: 0, size: 4294967296 }]), 4294967296)).toEqual([{ start: 0, size: 4294967296 }]);
  });

  it("refuses slots of no ID", () => {
    expect(() => partition(rangeSet([]), 0)).toThrow(
      new RangeError("partition: expected the size from 1 to 4294967296, got 0"),
    );
    expect(() => partition(rangeSet([]), 4294967297)).toThrow(RangeError);
  });

  prop("gives whole slots, and leaves less than one of each range", [setAndNumber(1)], ([base, set, size]) => {
    const slots = partition(set, size);
    expect(slots.every((slot) => slot.size === size)).toBe(true);
    const expected = set.flatMap(({ start, size: length }) =>
      members(base, [{ start, size: length - (length % size) }]),
    );
    expect(slots.flatMap((slot) => members(base, [slot]))).toEqual(expected);
  });
});

function setAndNumber(min: number): fc.Arbitrary<[number, RangeSet, number]> {
  return bases.chain((base) =>
    fc.tuple(fc.constant(base), smallRanges(base).map(frozenSet), fc.integer({ min, max: WORLD })),
  );
}
