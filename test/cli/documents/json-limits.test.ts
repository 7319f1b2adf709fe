import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonOverLimit } from "../../../src/cli/documents/json-limits.ts";
import { prop } from "../../support/prop.ts";

/** Counts what JSON.parse made, the slow way. */
function valuesIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 1;
  return Object.values(value).reduce<number>((sum, inner) => sum + valuesIn(inner), 1);
}

const MOST = 4_000_000;

describe("jsonOverLimit", () => {
  prop(
    "counts what JSON.parse makes of a text",
    [fc.jsonValue({ maxDepth: 4 }), fc.nat(4)],
    (value, indent) => {
      const text = JSON.stringify(value, undefined, indent);
      const room = MOST - 1 - valuesIn(value);
      const before = `[${"0,".repeat(room)}`;
      expect(jsonOverLimit(`${before}${text}]`)).toBeUndefined();
      expect(jsonOverLimit(`${before}0,${text}]`)?.flaw).toBe("more than 4000000 values; give fewer objects at a time");
    },
    { numRuns: 5 },
  );

  it.each([
    ['"\\"[', undefined],
    ["[".repeat(250), undefined],
    [`"${"[".repeat(300)}"`, undefined],
    ["[]".repeat(300), undefined],
    [`{"a":${"[".repeat(250)}`, 254],
    ['"\\', undefined],
    ["", undefined],
  ])("looks for depth outside of texts only: %j", (text, offset) => {
    expect(jsonOverLimit(text)?.offset).toBe(offset);
  });
});
