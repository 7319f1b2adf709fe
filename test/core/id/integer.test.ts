import { describe, expect, it } from "vitest";
import { checkInteger } from "../../../src/core/id/integer.ts";

describe("checkInteger", () => {
  it.each([1, 2, 3])("gives %s back when 1 to 3 is asked for", (value) => {
    expect(checkInteger("fn", "the count", value, 1, 3)).toBe(value);
  });

  it.each([0, 4])("throws a RangeError for %s when 1 to 3 is asked for", (value) => {
    expect(() => checkInteger("fn", "the count", value, 1, 3)).toThrow(
      new RangeError(`fn: expected the count from 1 to 3, got ${value}`),
    );
  });

  it.each([
    [1.5, "1.5"],
    [Number.NaN, "NaN"],
    [-Infinity, "-Infinity"],
    [null, "null"],
    [undefined, "undefined"],
    ["2", '"2"'],
    [2n, "a bigint"],
    [{ valueOf: (): number => 2 }, "an object"],
  ])("throws a TypeError for %s", (value, shown) => {
    expect(() => checkInteger("fn", "the count", value as number, 1, 3)).toThrow(
      new TypeError(`fn: expected the count to be an integer, got ${shown}`),
    );
  });
});
