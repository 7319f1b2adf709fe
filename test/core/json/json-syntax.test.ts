import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonFault } from "../../../src/core/json/json-syntax.ts";
import { prop } from "../../support/prop.ts";

/** The grammar is that of `JSON.parse`. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const code = "invalid-json";

describe("jsonFault", () => {
  it.each([
    "0",
    "-0",
    "-1.5e+10",
    "1E-2",
    "true",
    " \t\r\nnull \t\r\n",
    '""',
    '"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD800"',
    '"\u007f\u2028\ud800"',
    "[]",
    "{}",
    "[ ]",
    "{ }",
    '[1,"2",[],{}]',
    '{"a":1,"a":{"b":[{}]}}',
    ' { "a" : [ 1 , 2 ] , "b" : null } ',
  ])("finds nothing wrong with %j", (text) => {
    expect(jsonFault(text)).toBe(undefined);
    expect(isJson(text)).toBe(true);
  });

  it.each([
    ["", 0, "value"],
    [" \n", 2, "value"],
    ["\ufeff{}", 0, "value"],
    ["\u00a0{}", 0, "value"],
    ["\v1", 0, "value"],
    ["x", 0, "value"],
    ["'a'", 0, "value"],
    ["+1", 0, "value"],
    [".5", 0, "value"],
    ["-", 0, "value"],
    ["nul", 0, "value"],
    ["NaN", 0, "value"],
    ["[1,]", 3, "value"],
    ["[,1]", 1, "value"],
    ["[", 1, "value"],
    ["[1", 2, "comma-or-]"],
    ["[1 2]", 3, "comma-or-]"],
    ["[1}", 2, "comma-or-]"],
    ["[01]", 2, "comma-or-]"],
    ["[1.]", 2, "comma-or-]"],
    ["[1e]", 2, "comma-or-]"],
    ["[1.5.5]", 4, "comma-or-]"],
    ["[truex]", 5, "comma-or-]"],
    ["1 x", 2, "end-of-text"],
    ["00", 1, "end-of-text"],
    ["{} {}", 3, "end-of-text"],
    ["{}}", 2, "end-of-text"],
    ["// c", 0, "value"],
    ["{", 1, "key"],
    ["{ a:1}", 2, "key"],
    ["{1:1}", 1, "key"],
    ["{]", 1, "key"],
    ['{"a":1,}', 7, "key"],
    ['{"a":1, 2', 8, "key"],
    ['{"a"}', 4, "colon"],
    ['{"a" 1}', 5, "colon"],
    ['{"a":}', 5, "value"],
    ['{"a":1 "b":2}', 7, "comma-or-}"],
    ['{"a":1]', 6, "comma-or-}"],
    ['[{"a":1},2', 10, "comma-or-]"],
    ['{"a":[1],2', 9, "key"],
    ['"abc', 4, "closing-quote"],
    ['"a\nb"', 2, "closing-quote"],
    ['"a\u001fb"', 2, "closing-quote"],
    ['{"a\tb":1}', 3, "closing-quote"],
    ['"\\x41"', 1, "escape"],
    ['"\\x\\n"', 1, "escape"],
    ['"ab\\', 3, "escape"],
    ['"\\u12g4"', 1, "escape"],
    ['"\\u123"', 1, "escape"],
    ['"\\u123', 1, "escape"],
    ['"\\U0041"', 1, "escape"],
  ])("finds the fault of %j at %i: %s", (text, at, expected) => {
    expect(jsonFault(text)).toEqual({ code, at, expected });
    expect(isJson(text)).toBe(false);
  });

  it("takes 10000 levels and no more", () => {
    const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
    expect(jsonFault(nested(10000))).toBe(undefined);
    expect(jsonFault(`[${nested(9999)},${nested(9999)}]`)).toBe(undefined);
    expect(jsonFault(nested(10001))).toEqual({
      code: "too-deep",
      at: 10000,
      expected: "10000-levels",
    });
    expect(jsonFault('{"a":'.repeat(20000))).toMatchObject({ code: "too-deep", at: 50000 });
  });

  const pieces = fc.constantFrom(
    ...["{", "}", "[", "]", ",", ":", '"', "\\", " ", "\n", "\u00a0", "\u0000", "\ud800", '"a"', '"\\n"', '"\\u00e9"'],
    ...["0", "1", "-", ".", "e", "true", "null", "1.5", "-1e5", "[]", "{}", '"a":'],
  );

  prop(
    "agrees with JSON.parse on anything",
    [fc.array(pieces, { maxLength: 8 })],
    (parts) => {
      const text = parts.join("");
      expect(jsonFault(text) === undefined).toBe(isJson(text));
    },
    { numRuns: 5000 },
  );

  prop(
    "agrees with JSON.parse on JSON with one character changed",
    [fc.json({ maxDepth: 3 }), fc.nat(), fc.option(pieces)],
    (json, place, piece) => {
      const at = place % json.length;
      const text = json.slice(0, at) + (piece ?? "") + json.slice(at + 1);
      expect(jsonFault(json)).toBe(undefined);
      expect(jsonFault(text) === undefined).toBe(isJson(text));
    },
    { numRuns: 2000 },
  );
});
