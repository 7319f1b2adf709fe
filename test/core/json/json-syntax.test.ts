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
    ["", 0, "a value"],
    [" \n", 2, "a value"],
    ["\ufeff{}", 0, "a value"],
    ["\u00a0{}", 0, "a value"],
    ["\v1", 0, "a value"],
    ["x", 0, "a value"],
    ["'a'", 0, "a value"],
    ["+1", 0, "a value"],
    [".5", 0, "a value"],
    ["-", 0, "a value"],
    ["nul", 0, "a value"],
    ["NaN", 0, "a value"],
    ["[1,]", 3, "a value"],
    ["[,1]", 1, "a value"],
    ["[", 1, "a value"],
    ["[1", 2, "a comma or ]"],
    ["[1 2]", 3, "a comma or ]"],
    ["[1}", 2, "a comma or ]"],
    ["[01]", 2, "a comma or ]"],
    ["[1.]", 2, "a comma or ]"],
    ["[1e]", 2, "a comma or ]"],
    ["[1.5.5]", 4, "a comma or ]"],
    ["[truex]", 5, "a comma or ]"],
    ["1 x", 2, "the end of the text"],
    ["00", 1, "the end of the text"],
    ["{} {}", 3, "the end of the text"],
    ["{}}", 2, "the end of the text"],
    ["// c", 0, "a value"],
    ["{", 1, "a key in quotation marks"],
    ["{ a:1}", 2, "a key in quotation marks"],
    ["{1:1}", 1, "a key in quotation marks"],
    ["{]", 1, "a key in quotation marks"],
    ['{"a":1,}', 7, "a key in quotation marks"],
    ['{"a":1, 2', 8, "a key in quotation marks"],
    ['{"a"}', 4, "a colon"],
    ['{"a" 1}', 5, "a colon"],
    ['{"a":}', 5, "a value"],
    ['{"a":1 "b":2}', 7, "a comma or }"],
    ['{"a":1]', 6, "a comma or }"],
    ['[{"a":1},2', 10, "a comma or ]"],
    ['{"a":[1],2', 9, "a key in quotation marks"],
    ['"abc', 4, "a closing quotation mark"],
    ['"a\nb"', 2, "a closing quotation mark"],
    ['"a\u001fb"', 2, "a closing quotation mark"],
    ['{"a\tb":1}', 3, "a closing quotation mark"],
    ['"\\x41"', 1, "one of the escapes of JSON"],
    ['"\\x\\n"', 1, "one of the escapes of JSON"],
    ['"ab\\', 3, "one of the escapes of JSON"],
    ['"\\u12g4"', 1, "one of the escapes of JSON"],
    ['"\\u123"', 1, "one of the escapes of JSON"],
    ['"\\u123', 1, "one of the escapes of JSON"],
    ['"\\U0041"', 1, "one of the escapes of JSON"],
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
      expected: "at most 10000 arrays and objects inside each other",
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
