import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shown, shownBytes } from "../../../src/core/text/shown.ts";
import { prop } from "../../support/prop.ts";

describe("shown", () => {
  it.each([
    ["", ""],
    ["plain text, with spaces", "plain text, with spa…"],
    ["12345678901234567890", "12345678901234567890"],
    ["123456789012345678901", "12345678901234567890…"],
    ["\u{1f600}".repeat(20), "\u{1f600}".repeat(20)],
    ["\u{1f600}".repeat(21), `${"\u{1f600}".repeat(20)}…`],
    [`a${"\u{1f600}".repeat(50)}`, `a${"\u{1f600}".repeat(19)}…`],
    ["a\tb\r", "a\\u{9}b\\u{d}"],
    ["\0\u007f\u0085", "\\u{0}\\u{7f}\\u{85}"],
    ["\u00a0\u2003\u3000", "\\u{a0}\\u{2003}\\u{3000}"],
    ["\u200b\u202e\ufeff", "\\u{200b}\\u{202e}\\u{feff}"],
    ["\u2028\u2029", "\\u{2028}\\u{2029}"],
    ["\ud800x\udc00", "\\u{d800}x\\u{dc00}"],
    ["müller", "müller"],
  ])("shows %j as %j", (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  prop("is short, whatever it is given", [fc.string({ unit: "binary", minLength: 100 })], (text) => {
    expect(shown(text).length).toBeLessThanOrEqual(20 * 10 + 1);
  });
});

describe("shownBytes", () => {
  it.each([
    ["0 1 x~", "0 1 x~"],
    ["\0\t\x1f\x7f", "\\x00\\x09\\x1f\\x7f"],
    ["\xa0\xff", "\\xa0\\xff"],
    ["1".repeat(21), `${"1".repeat(20)}…`],
  ])("shows %j as %j", (bytes, expected) => {
    expect(shownBytes(bytes)).toBe(expected);
  });
});
