import { describe, expect, it } from "vitest";
import { Failure } from "../../../src/cli/base/failure.ts";
import { jsonLines } from "../../../src/cli/output/json.ts";

const lines = (document: object, ascii = false) => [...jsonLines(document, { ascii })];

describe("a document as JSON", () => {
  it("is what JSON.stringify gives, line by line", () => {
    const document = { a: [1, { b: "c\nd" }], e: {} };
    expect(lines(document).join("\n")).toBe(JSON.stringify(document, undefined, 2));
  });

  it("escapes what cannot be printed, and with ascii what is none", () => {
    expect(lines({ a: "ü\u200b\u{1f600}\u009f" })[1]).toBe('  "a": "ü\\u200b\u{1f600}\\u009f"');
    expect(lines({ a: "ü\u{1f600}" }, true)[1]).toBe('  "a": "\\u00fc\\ud83d\\ude00"');
  });

  it("says so where it is longer than a text can be", () => {
    const thrown = (error: Error) => () =>
      lines({
        toJSON: () => {
          throw error;
        },
      });
    expect(thrown(new RangeError("Invalid string length"))).toThrow(Failure);
    expect(thrown(new TypeError("other"))).toThrow(TypeError);
  });
});
