import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { copyPlain, isPlainShallow, NotPlainData } from "../../../src/core/shape/plain-data.ts";
import { prop } from "../../support/prop.ts";

describe("copyPlain", () => {
  prop("gives what JSON gives back", [fc.jsonValue()], (value) => {
    const copy = copyPlain(value, "");
    expect(copy).toEqual(value);
    if (typeof value === "object" && value !== null) expect(copy).not.toBe(value);
  });

  it("keeps a key called __proto__, and does not follow it", () => {
    const copy = copyPlain(JSON.parse('{"__proto__": {"a": 1}}'), "") as Record<string, unknown>;
    expect(Object.keys(copy)).toEqual(["__proto__"]);
    expect(copy["a"]).toBeUndefined();
  });

  it("takes objects without a prototype", () => {
    expect(copyPlain(Object.assign(Object.create(null), { a: 1 }), "")).toEqual({ a: 1 });
  });

  it("refuses what JSON would drop or turn into something else, and says where", () => {
    class Point {
      readonly x = 1;
    }
    const paths = [
      { a: { b: [0, { c: undefined }] } },
      { a: [Number.NaN] },
      { a: 1n },
      [new Point()],
      { a: Object.create({}) },
      [new Array(1)],
    ].map(pathOf);
    expect(paths).toEqual(["at.a.b[1].c", "at.a[0]", "at.a", "at[0]", "at.a", "at[0][0]"]);
  });

  it("goes 100 deep and no deeper", () => {
    expect(copyPlain(nested(100), "at")).toEqual(nested(100));
    expect(pathOf(nested(101))).toBe(`at${"[0]".repeat(101)}`);
  });
});

describe("isPlainShallow", () => {
  it("is true for what may be plain data", () => {
    const values = [
      0,
      -1.5,
      "",
      true,
      null,
      {},
      [],
      undefined,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      1n,
      () => 0,
      Symbol("x"),
    ];
    expect(values.map(isPlainShallow)).toEqual([
      true,
      true,
      true,
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

function pathOf(value: unknown): string {
  try {
    copyPlain(value, "at");
  } catch (thrown) {
    if (thrown instanceof NotPlainData) return thrown.path;
  }
  return "copied";
}

function nested(depth: number): unknown {
  let value: unknown = 0;
  for (let i = 0; i < depth; i++) value = [value];
  return value;
}
