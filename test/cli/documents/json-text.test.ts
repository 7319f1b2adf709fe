import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { endOfValue, positionsOf } from "../../../src/cli/documents/json-text.ts";
import type { ManifestPath } from "../../../src/core/manifest/place.ts";
import { prop } from "../../support/prop.ts";

describe("endOfValue", () => {
  const cases: readonly (readonly [string, number])[] = [
    ["{}", 2],
    ["[[]]x", 4],
    ["  {} {}", 4],
    ['"a"b', 3],
    ['"\\""x', 4],
    ['"\\\\"x', 4],
    ['{"}": "]\\"}"}x', 13],
    ["12,3", 2],
    ["true]", 4],
    ["null\n", 4],
    ["1", 1],
    ["{", 1],
    ["[[]", 3],
    ['"abc', 4],
    ['"abc\\', 5],
    ["", 0],
    ["  ", 2],
    ["}x", 1],
    [",1", 1],
  ];

  it.each(cases)("of %j is %s", (text, end) => {
    expect(endOfValue(text, 0)).toBe(end);
    expect(endOfValue(`[],${text}`, 3)).toBe(end + 3);
  });

  prop(
    "is where JSON.stringify stopped",
    [fc.jsonValue(), fc.constantFrom("", " ", ",1", "]", "{}")],
    (value, rest) => {
      const text = JSON.stringify(value);
      // A number goes on in the digits that follow it.
      if (typeof value !== "number" || rest !== "{}") expect(endOfValue(text + rest, 0)).toBe(text.length);
    },
  );
});

function positionOf(text: string, start: number, path: ManifestPath): number {
  return Number(positionsOf(text, start, [path])[0]);
}

describe("positionsOf", () => {
  const text = '{"a": [1, {"b": "x"}, [2]],\n "c\\u0064": null, "e": 1, "e": {"f": 0}}';
  const cases: readonly (readonly [ManifestPath, string])[] = [
    [[], "{"],
    [["a"], "[1,"],
    [["a", 0], "1,"],
    [["a", 1], '{"b"'],
    [["a", 1, "b"], '"x"'],
    [["a", 2, 0], "2]"],
    [["cd"], "null"],
    [["e", "f"], "0}}"],
    [["x"], '{"a"'],
    [["a", "x"], "[1,"],
    [["a", 1, "x", "y"], '{"b"'],
    [["cd", "x"], "null"],
    [["cd", 0], "null"],
    [["a", 3], "[1,"],
    [["a", 2, 1], "[2]"],
    [[0], '{"a"'],
  ];

  it.each(cases)("of %j", (path, expected) => {
    expect(text.slice(positionOf(text, 0, path)).startsWith(expected)).toBe(true);
    const shifted = `[] \n ${text}`;
    expect(positionOf(shifted, 3, path)).toBe(positionOf(text, 0, path) + 5);
  });

  it("of an element of an empty list is that of the list", () => {
    for (const empty of ["[]", "[ ]"]) expect(positionOf(`{"a": ${empty}, "b": 1}`, 0, ["a", 0])).toBe(6);
  });

  it("finds many at once, in their order", () => {
    const paths = cases.map(([path]) => path);
    const alone = paths.map((path) => positionOf(text, 0, path));
    expect(positionsOf(text, 0, paths)).toEqual(alone);
    expect(positionsOf(text, 0, [...paths].reverse())).toEqual(alone.reverse());
  });

  prop("finds every value of a JSON text", [fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(0, 2)], (value, indent) => {
    const text = JSON.stringify(value, undefined, indent);
    const check = (inner: unknown, path: ManifestPath): void => {
      const start = positionOf(text, 0, path);
      expect(JSON.parse(text.slice(start, endOfValue(text, start)))).toEqual(JSON.parse(JSON.stringify(inner)));
      if (typeof inner === "object" && inner !== null)
        for (const [key, child] of Object.entries(inner))
          check(child, [...path, Array.isArray(inner) ? Number(key) : key]);
    };
    check(value, []);
  });
});
