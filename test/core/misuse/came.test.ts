import { describe, expect, it } from "vitest";
import { came } from "../../../src/core/misuse/came.ts";
import { err, ok } from "../../../src/core/result.ts";

describe("came", () => {
  const cases: readonly (readonly [unknown, string])[] = [
    ["pod", '"pod"'],
    ["p".repeat(24), `"${"p".repeat(24)}"`],
    ["p".repeat(25), `"${"p".repeat(24)}…"`],
    [ok(1), "a Result: unwrap it"],
    [err({ code: "pool-exhausted" }), "a Result: unwrap it"],
    [[1, 2], "an array"],
    [Promise.resolve(1), "a promise: await it"],
    [{ start: 0 }, "an object"],
    [null, "null"],
    [undefined, "undefined"],
    [-0.5, "-0.5"],
    [Number.NaN, "NaN"],
    [true, "a boolean"],
    [1n, "a bigint"],
    [Symbol("pod"), "a symbol"],
    [() => 1, "a function"],
  ];

  it.each(cases)("says what case %# is", (value, said) => {
    expect(came(value)).toBe(said);
  });
});
