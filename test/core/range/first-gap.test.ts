import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstGap } from "../../../src/core/range/first-gap.ts";
import { rangeSet } from "../../../src/core/range/range-set.ts";
import { prop } from "../../support/prop.ts";
import { bases, frozenSet, members, smallRange, smallRanges, WORLD } from "./arbitraries.ts";

describe("firstGap", () => {
  it.each([
    ["before the first range", { start: 0, size: 100 }, 10, 0],
    ["in the gap that fits exactly", { start: 0, size: 100 }, 20, 20],
    ["behind the last range", { start: 0, size: 100 }, 21, 60],
    ["behind the last range, up to the end", { start: 0, size: 100 }, 40, 60],
    ["nowhere", { start: 0, size: 100 }, 41, undefined],
    ["nowhere, although IDs past the range are free", { start: 0, size: 70 }, 20, 20],
    ["only from the start of the range on", { start: 25, size: 100 }, 15, 25],
    ["behind the range that the start lies in", { start: 15, size: 100 }, 5, 20],
    ["nowhere in a range that is taken", { start: 41, size: 10 }, 1, undefined],
  ])("finds a place %s", (_, within, size, expected) => {
    const taken = rangeSet([
      { start: 10, size: 10 },
      { start: 40, size: 20 },
    ]);
    expect(firstGap(taken, within, size)).toBe(expected);
  });

  it("finds the last ID of all", () => {
    const taken = rangeSet([{ start: 0, size: 4294967295 }]);
    expect(firstGap(taken, { start: 0, size: 4294967296 }, 1)).toBe(4294967295);
  });

  it("refuses what is no range and what is no size", () => {
    const set = rangeSet([]);
    expect(() => firstGap(set, { start: 0, size: -1 }, 1)).toThrow(/^firstGap: expected the size of a range/);
    expect(() => firstGap(set, { start: 0, size: 1 }, 0)).toThrow(
      new RangeError("firstGap: expected the size from 1 to 4294967296, got 0"),
    );
    expect(() => firstGap(set, { start: 0, size: 1 }, 4294967297)).toThrow(RangeError);
  });

  prop(
    "agrees with trying every place",
    [
      bases.chain((base) =>
        fc.tuple(
          fc.constant(base),
          smallRanges(base, 5).map(frozenSet),
          smallRange(base),
          fc.integer({ min: 1, max: WORLD }),
        ),
      ),
    ],
    ([base, taken, within, size]) => {
      const blocked = members(base, taken);
      const places = members(base, [within]).filter(
        (start) =>
          start + size <= within.start + within.size && !blocked.some((id) => start <= id && id < start + size),
      );
      expect(firstGap(taken, within, size)).toBe(places[0]);
    },
  );
});
