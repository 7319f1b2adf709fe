import { describe, expect, it } from "vitest";
import { checkUint32, isUint32 } from "../../../src/core/id/uint32.ts";

describe("isUint32", () => {
  it.each([0, -0, 1, 65536, 2147483647, 2147483648, 4294967294, 4294967295])("accepts %s", (value) => {
    expect(isUint32(value)).toBe(true);
  });

  it.each([-1, 0.5, 4294967296, 2 ** 53, Number.NaN, Infinity, "0", 0n, null, undefined, [0], {}])(
    "refuses %s",
    (value) => {
      expect(isUint32(value)).toBe(false);
    },
  );
});

describe("checkUint32", () => {
  it.each([0, 2147483648, 4294967295])("gives %s back", (value) => {
    expect(checkUint32("fn", "the ID", value)).toBe(value);
  });

  it("gives 0 for -0", () => {
    expect(checkUint32("fn", "the ID", -0)).toBe(0);
  });

  it.each([-1, 4294967296])("throws a RangeError for %s", (value) => {
    expect(() => checkUint32("fn", "the ID", value)).toThrow(
      new RangeError(`fn: expected the ID from 0 to 4294967295, got ${value}`),
    );
  });

  it("throws a TypeError for a fraction", () => {
    expect(() => checkUint32("fn", "the ID", 0.5)).toThrow(
      new TypeError("fn: expected the ID to be an integer, got 0.5"),
    );
  });
});
