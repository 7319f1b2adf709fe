import { describe, expect, it } from "vitest";
import { escaped, isPlain, printable, withoutUnprintable } from "../../../src/core/text/printable.ts";

describe("printable", () => {
  it("leaves ordinary text alone", () => {
    for (const text of ["", "web-0", "a b", "grün", "→", "<b>", "😀"]) expect(printable(text)).toBe(text);
  });

  const cases: readonly (readonly [string, string])[] = [
    ["\u001b[31m", "\\u001b[31m"],
    ["a\nb\r\t\0", "a\\u000ab\\u000d\\u0009\\u0000"],
    ["\u007f\u009b", "\\u007f\\u009b"],
    ["\u202eabc\u2066", "\\u202eabc\\u2066"],
    ["\u200b\ufeff\u00ad", "\\u200b\\ufeff\\u00ad"],
    ["\u2028\u2029", "\\u2028\\u2029"],
    ["\ud800x", "\\ud800x"],
    ["\u{e0001}", "\\u{e0001}"],
  ];

  it.each(cases)("escapes case %#", (text, expected) => {
    expect(printable(text)).toBe(expected);
  });
});

describe("isPlain", () => {
  it("says it of no unit that must be escaped or is half a character", () => {
    const units = Array.from({ length: 65536 }, (_, unit) => String.fromCharCode(unit));
    const plain = units.filter(isPlain);
    expect(plain.filter((unit) => withoutUnprintable(unit, escaped) !== unit)).toEqual([]);
    for (const sign of ["a", "~", "×", "→", "…", "✓", "✗"]) expect(plain).toContain(sign);
    expect(isPlain("a\n")).toBe(false);
  });
});
