import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { IdRange } from "../../../src/core/range/range.ts";
import { rangeSet } from "../../../src/core/range/range-set.ts";
import { prop } from "../../support/prop.ts";
import { bases, deepFreeze, members, smallRanges } from "./arbitraries.ts";

describe("rangeSet", () => {
  it.each<[string, [number, number][], [number, number][]]>([
    ["nothing", [], []],
    ["one empty range", [[3, 3]], []],
    ["one range", [[1, 5]], [[1, 5]]],
    [
      "two ranges in the wrong order",
      [
        [7, 9],
        [1, 5],
      ],
      [
        [1, 5],
        [7, 9],
      ],
    ],
    [
      "two adjacent ranges",
      [
        [1, 5],
        [5, 9],
      ],
      [[1, 9]],
    ],
    [
      "two ranges one ID apart",
      [
        [1, 5],
        [6, 9],
      ],
      [
        [1, 5],
        [6, 9],
      ],
    ],
    [
      "two overlapping ranges",
      [
        [1, 6],
        [3, 9],
      ],
      [[1, 9]],
    ],
    [
      "a nested range",
      [
        [1, 9],
        [3, 5],
      ],
      [[1, 9]],
    ],
    [
      "a nested range, then one that touches the outer one",
      [
        [1, 9],
        [3, 5],
        [9, 10],
      ],
      [[1, 10]],
    ],
    [
      "the same range twice",
      [
        [1, 5],
        [1, 5],
      ],
      [[1, 5]],
    ],
    [
      "the same start, the longer one last",
      [
        [1, 2],
        [1, 5],
      ],
      [[1, 5]],
    ],
    [
      "an empty range between two others",
      [
        [1, 3],
        [4, 4],
        [5, 7],
      ],
      [
        [1, 3],
        [5, 7],
      ],
    ],
    [
      "an empty range that bridges nothing",
      [
        [1, 3],
        [3, 3],
        [4, 7],
      ],
      [
        [1, 3],
        [4, 7],
      ],
    ],
    [
      "four overlapping ranges",
      [
        [6, 9],
        [0, 3],
        [2, 5],
        [4, 7],
      ],
      [[0, 9]],
    ],
    [
      "a range at 0 and one at the last number",
      [
        [4294967295, 4294967296],
        [0, 1],
      ],
      [
        [0, 1],
        [4294967295, 4294967296],
      ],
    ],
    [
      "ranges across 2^31",
      [
        [2147483648, 2147483649],
        [2147483647, 2147483648],
      ],
      [[2147483647, 2147483649]],
    ],
    ["all there is", [[0, 4294967296]], [[0, 4294967296]]],
  ])("of %s", (_, given, expected) => {
    expect(rangeSet(given.map(toRange))).toEqual(expected.map(toRange));
  });

  it("takes any iterable", () => {
    expect(rangeSet(new Set([{ start: 1, size: 1 }]))).toEqual([{ start: 1, size: 1 }]);
  });

  it("keeps nothing of the caller's objects", () => {
    const range = { start: 1, size: 1, note: "mine" };
    const set = rangeSet([range]);
    expect(set[0]).not.toBe(range);
    expect(set).toEqual([{ start: 1, size: 1 }]);
  });

  it("refuses what is no range, an empty one included", () => {
    expect(() => rangeSet([{ start: 0, size: 1.5 }])).toThrow(
      new TypeError("rangeSet: expected the size of a range to be an integer, got 1.5"),
    );
    expect(() => rangeSet([{ start: -1, size: 0 }])).toThrow(/^rangeSet: /);
  });

  prop("holds the IDs of the ranges and no others", [inWorld], ([base, ranges]) => {
    expect(members(base, rangeSet(deepFreeze(ranges)))).toEqual(members(base, ranges));
  });

  prop("is ascending, without empty ranges, with a gap between any two", [inWorld], ([, ranges]) => {
    let end = -1;
    for (const { start, size } of rangeSet(ranges)) {
      expect(size).toBeGreaterThan(0);
      expect(start).toBeGreaterThan(end);
      end = start + size;
    }
  });

  prop("of a set is that set", [inWorld], ([, ranges]) => {
    const set = rangeSet(ranges);
    expect(rangeSet(set)).toEqual(set);
  });
});

const inWorld: fc.Arbitrary<[number, IdRange[]]> = bases.chain((base) =>
  fc.tuple(fc.constant(base), smallRanges(base)),
);

function toRange([start, end]: [number, number]): IdRange {
  return { start, size: end - start };
}
