import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkRange, endOf, type IdRange, rangeContains, rangesOverlap } from "../../../src/core/range/range.ts";
import { prop } from "../../support/prop.ts";
import { bases, members, smallRange, world } from "./arbitraries.ts";

describe("endOf", () => {
  it.each([
    [{ start: 0, size: 0 }, 0],
    [{ start: 65536, size: 65536 }, 131072],
    [{ start: 4294967295, size: 1 }, 4294967296],
    [{ start: 0, size: 4294967296 }, 4294967296],
  ])("of %j is %s", (range, end) => {
    expect(endOf(range)).toBe(end);
  });

  it("refuses what is no range", () => {
    expect(() => endOf({ start: -1, size: 1 })).toThrow(/^endOf: /);
    expect(() => endOf({ size: 1 } as never)).toThrow(
      new TypeError("endOf: expected the range to be an object { start, size }, got an object"),
    );
  });
});

describe("rangeContains", () => {
  it("holds the start and not the end", () => {
    const range = { start: 10, size: 5 };
    expect([9, 10, 14, 15].map((id) => rangeContains(range, id))).toEqual([false, true, true, false]);
  });

  it("is never true for an empty range", () => {
    expect(rangeContains({ start: 10, size: 0 }, 10)).toBe(false);
  });

  it("refuses what is no range and what is no ID", () => {
    expect(() => rangeContains({ start: 0, size: -1 }, 0)).toThrow(/^rangeContains: expected the size/);
    expect(() => rangeContains({ start: 0, size: 1 }, 4294967296)).toThrow(
      new RangeError("rangeContains: expected the ID from 0 to 4294967295, got 4294967296"),
    );
  });

  prop(
    "agrees with looking at every ID",
    [bases.chain((base) => fc.tuple(fc.constant(base), smallRange(base)))],
    (c) => {
      const [base, range] = c;
      expect(world(base).filter((id) => rangeContains(range, id))).toEqual(members(base, [range]));
    },
  );
});

describe("rangesOverlap", () => {
  it.each<[string, IdRange, IdRange, boolean]>([
    ["the same range twice", { start: 5, size: 5 }, { start: 5, size: 5 }, true],
    ["one ID in common", { start: 0, size: 6 }, { start: 5, size: 5 }, true],
    ["one inside the other", { start: 0, size: 10 }, { start: 4, size: 2 }, true],
    ["touching ranges", { start: 0, size: 5 }, { start: 5, size: 5 }, false],
    ["ranges apart", { start: 0, size: 5 }, { start: 6, size: 5 }, false],
    ["an empty range inside", { start: 0, size: 10 }, { start: 5, size: 0 }, false],
    ["the last ID of all", { start: 4294967295, size: 1 }, { start: 0, size: 4294967296 }, true],
  ])("for %s", (_, a, b, expected) => {
    expect([rangesOverlap(a, b), rangesOverlap(b, a)]).toEqual([expected, expected]);
  });

  it("refuses what is no range, on either side", () => {
    const range = { start: 0, size: 1 };
    expect(() => rangesOverlap({ start: 0.5, size: 1 }, range)).toThrow(/^rangesOverlap: /);
    expect(() => rangesOverlap(range, { start: 0.5, size: 1 })).toThrow(/^rangesOverlap: /);
  });

  prop(
    "is true exactly when an ID lies in both",
    [bases.chain((base) => fc.tuple(fc.constant(base), smallRange(base), smallRange(base)))],
    ([base, a, b]) => {
      const inB = new Set(members(base, [b]));
      expect(rangesOverlap(a, b)).toBe(members(base, [a]).some((id) => inB.has(id)));
    },
  );
});

describe("checkRange", () => {
  it.each([
    { start: 0, size: 0 },
    { start: 4294967295, size: 0 },
    { start: 4294967295, size: 1 },
    { start: 1, size: 4294967295 },
  ])("lets %j pass", (range) => {
    expect(checkRange("fn", range)).toBe(undefined);
  });

  it.each([
    [{ start: -1, size: 1 }, new RangeError("fn: expected the start of a range from 0 to 4294967295, got -1")],
    [
      { start: 4294967296, size: 0 },
      new RangeError("fn: expected the start of a range from 0 to 4294967295, got 4294967296"),
    ],
    [{ start: Number.NaN, size: 1 }, new TypeError("fn: expected the start of a range to be an integer, got NaN")],
    [{ start: 0, size: -1 }, new RangeError("fn: expected the size of a range from 0 to 4294967296, got -1")],
    [
      { start: 0, size: 4294967297 },
      new RangeError("fn: expected the size of a range from 0 to 4294967296, got 4294967297"),
    ],
    [{ start: 0, size: 1.5 }, new TypeError("fn: expected the size of a range to be an integer, got 1.5")],
    [
      { start: 4294967295, size: 2 },
      new RangeError("fn: expected a range to end at 4294967296 at most, got [4294967295, 4294967297)"),
    ],
  ])("refuses %j", (range, error) => {
    expect(() => checkRange("fn", range)).toThrow(error);
  });
});

describe("the answer to a step in the place of a range", () => {
  it("is met with the word that is missing", () => {
    const answer = { state: {}, range: { start: 65536, size: 65536 } } as unknown as IdRange<number>;
    expect(() => rangeContains(answer, 5)).toThrow(
      new TypeError(
        "rangeContains: expected the range to be an object { start, size }, got the answer to a step: give its range",
      ),
    );
  });
});
