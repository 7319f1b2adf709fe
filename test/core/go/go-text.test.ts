import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { goFields, goParseUint32, goQuote, goTrimmed } from "../../../src/core/go/go-text.ts";
import { prop } from "../../support/prop.ts";

describe("goQuote", () => {
  it.each([
    ["", '""'],
    ["pod-1 é ٠ €", '"pod-1 é ٠ €"'],
    ['say "\\"', '"say \\"\\\\\\""'],
    ["\x07\b\f\n\r\t\v", '"\\a\\b\\f\\n\\r\\t\\v"'],
    ["\x00\x01\x1f\x7f", '"\\x00\\x01\\x1f\\x7f"'],
    ["\x80\x85\xa0\xad", '"\\u0080\\u0085\\u00a0\\u00ad"'],
    ["\u200b\u2028\u3000\ufeff", '"\\u200b\\u2028\\u3000\\ufeff"'],
    ["😀", '"😀"'],
    ["\u{e0001}\u{10fffd}", '"\\U000e0001\\U0010fffd"'],
    ["a\ud800b", '"a�b"'],
    ["a\udcffb\udc80", '"a\\xffb\\x80"'],
    ["\udc7f\udd00", '"��"'],
  ])("quotes %j", (text, quoted) => {
    expect(goQuote(text)).toBe(quoted);
  });
});

describe("goFields", () => {
  it("splits at every white space of Go and at no other", () => {
    const spaces = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2009\u200a\u2028\u2029\u202f\u205f\u3000";
    for (const space of spaces) expect(goFields(`a${space}b`), JSON.stringify(space)).toEqual(["a", "b"]);
    for (const other of "\b\x0e\x1c\x1f\x84\x86\u180e\u200b\u2010\u2060\ufeff")
      expect(goFields(`a${other}b`), JSON.stringify(other)).toEqual([`a${other}b`]);
  });

  it("has no empty fields", () => {
    expect(goFields(" \t a  b\n")).toEqual(["a", "b"]);
    expect(goFields(" ")).toEqual([]);
  });
});

describe("goTrimmed", () => {
  const text = fc.string({ unit: fc.constantFrom(" ", "\x85", "\u3000", "\ufeff", "a", "b"), maxLength: 6 });

  prop("leaves what stands between the first and the last character that is no space", [text], (given) => {
    const [first = "", ...others] = goFields(given);
    const last = others.at(-1) ?? first;
    const [start, end] = goTrimmed(given);
    expect(start).toBeLessThanOrEqual(end);
    expect(given.slice(start, end)).toBe(
      first === "" ? "" : given.slice(given.indexOf(first), given.lastIndexOf(last) + last.length),
    );
    expect([goFields(given.slice(0, start)), goFields(given.slice(end))]).toEqual([[], []]);
  });
});

describe("goParseUint32", () => {
  it.each([
    ["0", 0],
    ["0065536", 65536],
    ["4294967295", 4294967295],
    ["4294967296", 'strconv.ParseUint: parsing "4294967296": value out of range'],
    ["", 'strconv.ParseUint: parsing "": invalid syntax'],
    ["12a", 'strconv.ParseUint: parsing "12a": invalid syntax'],
    ["-1", 'strconv.ParseUint: parsing "-1": invalid syntax'],
    ["4294967296x", 'strconv.ParseUint: parsing "4294967296x": value out of range'],
    ["99999999999999999999999", 'strconv.ParseUint: parsing "99999999999999999999999": value out of range'],
  ])("reads %j", (text, read) => {
    expect(goParseUint32(text)).toBe(read);
  });
});
