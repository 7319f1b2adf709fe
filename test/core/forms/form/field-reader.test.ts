import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cut,
  decimal,
  type Field,
  faultsIn,
  linesIn,
  partedAt,
  splitAt,
  strtoul,
  trimmed,
  wordsIn,
} from "../../../../src/core/forms/form/field-reader.ts";
import { prop } from "../../../support/prop.ts";

const text = fc.string({ unit: fc.constantFrom("a", "1", ":", " ", "\t", "\n", "\r") });

/** Every way to cut a field, by name. */
const CUTS: Readonly<Record<string, (field: Field) => readonly Field[]>> = {
  lines: linesIn,
  words: wordsIn,
  pieces: (field) => splitAt(field, ":"),
  sides: (field) => partedAt(field, ":") ?? [],
  trimmed: (field) => [trimmed(field)],
  rest: (field) => [cut(field, Math.min(2, field.text.length))],
};

describe("a field", () => {
  for (const [name, pieces] of Object.entries(CUTS))
    prop(`knows where it stands in the text: ${name}`, [text, text], (before, own) => {
      const whole = before + own;
      for (const { text: piece, at } of pieces({ text: own, at: before.length }))
        expect(whole.slice(at, at + piece.length)).toBe(piece);
    });

  it.each<[string, string, readonly string[]]>([
    ["lines", "a\n\nb\n", ["a", "", "b", ""]],
    ["words", " a\t1\r\n b ", ["a", "1", "b"]],
    ["words", " \t", []],
    ["pieces", "a::1", ["a", "", "1"]],
    ["pieces", "", [""]],
    ["sides", "a:1:b", ["a", "1:b"]],
    ["sides", "a", []],
    ["trimmed", " a 1 ", ["a 1"]],
    ["trimmed", "  ", [""]],
  ])("gives its %s: %j", (name, given, expected) => {
    expect(CUTS[name]?.({ text: given, at: 0 }).map((piece) => piece.text)).toEqual(expected);
  });
});

describe("numbers", () => {
  it.each<[string, number, number]>([
    ["0", 0, 0],
    ["100000", 100000, 100000],
    ["010", 10, 8],
    ["0x10", Number.NaN, 16],
    ["0X1f", Number.NaN, 31],
    [" \t7", Number.NaN, 7],
    ["+7", Number.NaN, 7],
    ["-1", Number.NaN, Number.NaN],
    ["09", 9, Number.NaN],
    ["7 ", Number.NaN, Number.NaN],
    ["7k", Number.NaN, Number.NaN],
    ["", Number.NaN, Number.NaN],
    ["0x", Number.NaN, Number.NaN],
    ["1e3", Number.NaN, Number.NaN],
    ["4294967296", 4294967296, 4294967296],
    ["٣", Number.NaN, Number.NaN],
  ])("%j is %d in base 10 and %d to strtoul", (given, asDecimal, asStrtoul) => {
    expect([decimal(given), strtoul(given)]).toEqual([asDecimal, asStrtoul]);
  });
});

describe("faultsIn", () => {
  const { at, place } = faultsIn("proc-map", "ab\ncd ef");

  it("tells line and column, what was found, what would be right, and what the program says", () => {
    expect(at("not-a-number", { text: "ef", at: 6 }, "number", "bad number")).toEqual({
      ok: false,
      error: {
        code: "not-a-number",
        form: "proc-map",
        line: 2,
        column: 4,
        found: "ef",
        expected: "number",
        text: "bad number",
      },
    });
  });

  it("has no text where the program has none", () => {
    expect(at("not-a-number", { text: "ab", at: 0 }, "number").error).not.toHaveProperty("text");
  });

  it("gives the place alone", () => {
    expect(place({ text: "cd", at: 3 })).toEqual({ form: "proc-map", line: 2, column: 1 });
  });
});
