import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { notText } from "../../../../src/core/forms/form/form-error.ts";
import { lineAndColumn } from "../../../../src/core/text/line-and-column.ts";
import { prop } from "../../../support/prop.ts";

describe("lineAndColumn", () => {
  it.each([
    ["", 0, 1, 1],
    ["abc", 2, 1, 3],
    ["a\nb", 1, 1, 2],
    ["a\nb", 2, 2, 1],
    ["\n\n", 1, 2, 1],
    ["\n\n", 2, 3, 1],
    ["ab\ncd\nef", 7, 3, 2],
  ])("finds place %j, %i at line %i, column %i", (text, at, line, column) => {
    expect(lineAndColumn(text, at)).toEqual({ line, column });
  });

  prop(
    "agrees with splitting into lines",
    [fc.string({ unit: fc.constantFrom("a", "\n") }), fc.nat(20)],
    (text, at) => {
      const before = text.slice(0, at).split("\n");
      expect(lineAndColumn(text, Math.min(at, text.length))).toEqual({
        line: before.length,
        column: (before.at(-1) ?? "").length + 1,
      });
    },
  );
});

describe("notText", () => {
  it("tells what it was given", () => {
    expect(notText("oci", 42)).toEqual({
      code: "not-text",
      form: "oci",
      line: 1,
      column: 1,
      found: "number",
      expected: "string-or-bytes",
    });
  });
});
