import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JsonReader } from "../../../src/core/json/json-reader.ts";
import { prop } from "../../support/prop.ts";

/** Reads a whole value the way the forms do, entry by entry. */
function readAll(reader: JsonReader<string>): unknown {
  const kind = reader.kind();
  if (kind === "object") {
    const entries: [string, unknown][] = [];
    for (const key of reader.keys()) entries.push([key, readAll(reader)]);
    return Object.fromEntries(entries);
  }
  if (kind === "array") {
    const items: unknown[] = [];
    for (const _ of reader.entries()) items.push(readAll(reader));
    return items;
  }
  const value: unknown = JSON.parse(reader.peek());
  expect(kind).toBe(value === null ? "null" : typeof value);
  reader.skip();
  return value;
}

const spaced = fc
  .tuple(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom("", "\n", " \t\r\n"))
  .map(([json, space]) => ({ json, text: `${space}${JSON.stringify(json, null, space)}${space}` }));

describe("JsonReader", () => {
  prop("reads what JSON.parse reads", [spaced], ({ json, text }) => {
    expect(readAll(new JsonReader("cri", text))).toEqual(JSON.parse(JSON.stringify(json)));
  });

  prop("skips exactly one value", [spaced, spaced], (first, second) => {
    const reader = new JsonReader("cri", `[${first.text},${second.text}]`);
    const kinds: unknown[] = [];
    for (const _ of reader.entries()) {
      kinds.push(reader.at);
      reader.skip();
    }
    expect(kinds).toEqual([
      1 + first.text.length - first.text.trimStart().length,
      2 + first.text.length + second.text.length - second.text.trimStart().length,
    ]);
  });

  it("skips brackets and quotation marks in strings", () => {
    const reader = new JsonReader("cri", '["]\\"}[{,", {"]": ["}"]}, true]');
    const seen: string[] = [];
    for (const _ of reader.entries()) {
      seen.push(reader.peek());
      reader.skip();
    }
    expect(seen).toEqual(['"]\\"}[{,"', "{", "true"]);
  });

  it.each([
    ["{}", "{"],
    ["[1]", "["],
    ['"12345678901234567890"', '"1234567890123456789…'],
    ["-1.5", "-1.5"],
  ])("quotes %j in a refusal", (text, found) => {
    expect(new JsonReader("cri", `\n ${text}`).fault("wrong-type", "a.b", "number")).toEqual({
      code: "wrong-type",
      form: "cri",
      line: 2,
      column: 2,
      path: "a.b",
      found,
      expected: "number",
    });
  });

  it("refuses a value that was read before", () => {
    const reader = new JsonReader("cri", " [ ]");
    reader.skip();
    expect(reader.fault("missing-field", "", "something", 1)).toMatchObject({ column: 2, found: "[" });
  });
});
