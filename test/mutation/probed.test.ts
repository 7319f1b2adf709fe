import { describe, expect, it } from "vitest";
import { functionAt, functionsOf } from "./functions.ts";
import { probed } from "./probed.ts";

const TEXT = `
const double = (n) => n * 2;
const pair = (a) => (b) => [a, b];
class Box {
  constructor(n) { this.n = n; }
  get twice() { return double(this.n); }
}
function unused() { return () => ({}); }
globalThis.__told = { double, pair, Box };
`;

function reachedBy(use: string): readonly string[] {
  const reached = new Set<string>();
  const run = new Function("globalThis", `${probed("f.ts", TEXT)}; globalThis.__reached.add("use"); ${use}`);
  run({ __reached: reached });
  return [...reached].slice(2);
}

describe("a probed text", () => {
  it.each([
    ["double(2)", ["f.ts#1"]],
    ["pair(1)", ["f.ts#2"]],
    ["pair(1)(2)", ["f.ts#2", "f.ts#3"]],
    ["new Box(1).twice", ["f.ts#4", "f.ts#5", "f.ts#1"]],
    ["unused()()", ["f.ts#6", "f.ts#7"]],
  ])("tells the functions that %s begins", (use, expected) => {
    expect(reachedBy(use)).toEqual(expected);
  });

  it("tells that it was imported, and answers as before", () => {
    const globals: { __reached: Set<string>; __told?: { pair: (a: number) => (b: number) => number[] } } = {
      __reached: new Set(),
    };
    new Function("globalThis", probed("f.ts", TEXT))(globals);
    expect([...globals.__reached]).toEqual(["f.ts#0"]);
    expect(globals.__told?.pair(1)(2)).toEqual([1, 2]);
  });

  it("does nothing where nobody listens", () => {
    expect(() => new Function("globalThis", probed("f.ts", TEXT))({})).not.toThrow();
  });
});

describe("functionAt", () => {
  const functions = functionsOf(TEXT);
  it.each([
    ["class Box", 0],
    ["n * 2", 1],
    ["(b) =>", 3],
    ["this.n =", 4],
    ["({})", 7],
  ])("finds the innermost function around %s", (piece, expected) => {
    expect(functionAt(functions, TEXT.indexOf(piece))).toBe(expected);
  });
});
