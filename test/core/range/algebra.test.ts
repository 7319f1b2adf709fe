import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clip, intersect, subtract, union } from "../../../src/core/range/algebra.ts";
import type { IdRange } from "../../../src/core/range/range.ts";
import { type RangeSet, rangeSet } from "../../../src/core/range/range-set.ts";
import { prop } from "../../support/prop.ts";
import { bases, frozenSet, members, smallRange, smallRanges } from "./arbitraries.ts";

describe("union, intersect, subtract", () => {
  it.each<[string, Pair[], Pair[], { or: Pair[]; and: Pair[]; minus: Pair[] }]>([
    ["nothing and nothing", [], [], { or: [], and: [], minus: [] }],
    ["something and nothing", [[1, 5]], [], { or: [[1, 5]], and: [], minus: [[1, 5]] }],
    ["nothing and something", [], [[1, 5]], { or: [[1, 5]], and: [], minus: [] }],
    ["the same twice", [[1, 5]], [[1, 5]], { or: [[1, 5]], and: [[1, 5]], minus: [] }],
    ["touching ranges", [[1, 5]], [[5, 9]], { or: [[1, 9]], and: [], minus: [[1, 5]] }],
    [
      "ranges apart",
      [[1, 5]],
      [[7, 9]],
      {
        or: [
          [1, 5],
          [7, 9],
        ],
        and: [],
        minus: [[1, 5]],
      },
    ],
    ["an overlap", [[1, 6]], [[3, 9]], { or: [[1, 9]], and: [[3, 6]], minus: [[1, 3]] }],
    [
      "a hole",
      [[0, 9]],
      [[3, 5]],
      {
        or: [[0, 9]],
        and: [[3, 5]],
        minus: [
          [0, 3],
          [5, 9],
        ],
      },
    ],
    ["a cover", [[3, 5]], [[0, 9]], { or: [[0, 9]], and: [[3, 5]], minus: [] }],
    [
      "a bridge",
      [
        [0, 2],
        [4, 6],
      ],
      [[2, 4]],
      {
        or: [[0, 6]],
        and: [],
        minus: [
          [0, 2],
          [4, 6],
        ],
      },
    ],
    [
      "all numbers and the last one",
      [[0, 4294967296]],
      [[4294967295, 4294967296]],
      { or: [[0, 4294967296]], and: [[4294967295, 4294967296]], minus: [[0, 4294967295]] },
    ],
  ])("of %s", (_, a, b, expected) => {
    const left = toSet(a);
    const right = toSet(b);
    expect({ or: union(left, right), and: intersect(left, right), minus: subtract(left, right) }).toEqual({
      or: toSet(expected.or),
      and: toSet(expected.and),
      minus: toSet(expected.minus),
    });
  });

  prop("agree with looking at every ID", [twoSets], ([base, a, b]) => {
    const inA = members(base, a);
    const inB = members(base, b);
    expect({
      or: members(base, union(a, b)),
      and: members(base, intersect(a, b)),
      minus: members(base, subtract(a, b)),
    }).toEqual({
      or: members(base, [...a, ...b]),
      and: inA.filter((id) => inB.includes(id)),
      minus: inA.filter((id) => !inB.includes(id)),
    });
  });

  prop("give sets: normalizing them changes nothing", [twoSets], ([, a, b]) => {
    for (const set of [union(a, b), intersect(a, b), subtract(a, b)]) expect(rangeSet(set)).toEqual(set);
  });

  prop("put a set together again from what is cut off and what is left", [twoSets], ([, a, b]) => {
    expect(union(subtract(a, b), intersect(a, b))).toEqual(a);
  });
});

describe("clip", () => {
  it.each<[string, Pair, Pair[]]>([
    [
      "everything inside",
      [0, 1000],
      [
        [100, 200],
        [300, 400],
      ],
    ],
    [
      "a part of each",
      [150, 350],
      [
        [150, 200],
        [300, 350],
      ],
    ],
    ["nothing but a gap", [200, 300], []],
    ["an empty range", [150, 150], []],
  ])("to %s", (_, [start, end], expected) => {
    const set = toSet([
      [100, 200],
      [300, 400],
    ]);
    expect(clip(set, { start, size: end - start })).toEqual(toSet(expected));
  });

  it("refuses what is no range", () => {
    expect(() => clip(rangeSet([]), { start: 0, size: -1 })).toThrow(/^clip: expected the size/);
  });

  prop(
    "keeps the IDs that lie in the range",
    [bases.chain((base) => fc.tuple(fc.constant(base), smallRanges(base).map(frozenSet), smallRange(base)))],
    ([base, set, within]) => {
      const inside = members(base, [within]);
      expect(members(base, clip(set, within))).toEqual(members(base, set).filter((id) => inside.includes(id)));
    },
  );
});

type Pair = [number, number];

const twoSets: fc.Arbitrary<[number, RangeSet, RangeSet]> = bases.chain((base) =>
  fc.tuple(fc.constant(base), smallRanges(base).map(frozenSet), smallRanges(base).map(frozenSet)),
);

function toSet(pairs: readonly Pair[]): RangeSet {
  return rangeSet(pairs.map(([start, end]): IdRange => ({ start, size: end - start })));
}
