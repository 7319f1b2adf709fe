import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareNames } from "../../../src/core/go/compare-names.ts";
import { goBytes } from "../../../src/core/go/go-bytes.ts";
import { prop } from "../../support/prop.ts";

describe("compareNames", () => {
  it.each([
    ["a", "a", 0],
    ["a", "ab", -1],
    ["\uffff", "\u{1f600}", -1],
    ["\u{1f600}", "\u{1f601}", -1],
    ["\udc80", "\udcff", -1],
    ["a\udc80", "a\u00e9", -1],
    ["same\udcff", "same\u{1f600}", 1],
    ["same\udcc3", "same\u00e9", -1],
    ["\udcc3\udca9", "\u00e9\u0000", -1],
  ])("orders %j and %j by their bytes", (a, b, expected) => {
    expect(Math.sign(compareNames(a, b))).toBe(expected);
    expect(Math.sign(compareNames(b, a))).toBe(-expected || 0);
  });

  const pieces = fc.constantFrom("a", "b", "\u00e9", "\u20ac", "\uffff", "\u{1f600}", "\udc80", "\udcc3", "\udcff");
  const name = fc.array(pieces, { maxLength: 3 }).map((parts) => parts.join(""));

  prop("orders names as their bytes, behind whatever they share", [name, name, name], (shared, a, b) => {
    const [one, other] = [shared + a, shared + b];
    expect(Math.sign(compareNames(one, other))).toBe(Buffer.compare(goBytes(one), goBytes(other)));
  });
});
