import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { moved, stepped } from "../../../docs/page/pictures/drawn/keys.ts";
import { prop } from "../../support/prop.ts";

const KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", "Enter", " "];

describe("moved", () => {
  it.each([
    ["ArrowRight", 0, 1],
    ["ArrowRight", 109, 109],
    ["ArrowLeft", 16, 15],
    ["ArrowLeft", 0, 0],
    ["ArrowDown", 0, 16],
    ["ArrowDown", 100, 100],
    ["ArrowUp", 20, 4],
    ["ArrowUp", 4, 4],
    ["PageDown", 3, 99],
    ["PageDown", 14, 94],
    ["PageUp", 99, 3],
    ["PageUp", 3, 3],
    ["Home", 50, 0],
    ["End", 50, 109],
    ["Enter", 50, 50],
    ["a", 50, undefined],
    ["Escape", 50, undefined],
  ])("leads with %s from %i to %s, of 110 in rows of 16", (key, at, to) => {
    expect(moved(key, at, { columns: 16, count: 110 })).toBe(to);
  });

  it("leads nowhere where there is nothing", () => {
    expect(KEYS.map((key) => moved(key, 0, { columns: 16, count: 0 }))).toEqual(KEYS.map(() => undefined));
  });

  const shape = fc
    .record({ columns: fc.integer({ min: 1, max: 20 }), count: fc.integer({ min: 1, max: 300 }) })
    .chain(({ columns, count }) =>
      fc.record({ columns: fc.constant(columns), count: fc.constant(count), at: fc.nat(count - 1) }),
    );

  prop("stays among the cells, and within the column up and down", [shape, fc.constantFrom(...KEYS)], (any, key) => {
    const to = moved(key, any.at, any);
    expect(to).toBeGreaterThanOrEqual(0);
    expect(to).toBeLessThan(any.count);
    if (/Up|Down/.test(key)) expect((to ?? 0) % any.columns).toBe(any.at % any.columns);
  });
});

describe("stepped", () => {
  const steps = { last: 4294967294, home: 5, end: 70000 };

  it.each([
    ["ArrowRight", 1000, 1001],
    ["ArrowUp", 1000, 1001],
    ["ArrowLeft", 1000, 999],
    ["ArrowDown", 0, 0],
    ["PageUp", 1000, 2000],
    ["PageDown", 1500, 500],
    ["PageDown", 500, 0],
    ["ArrowUp", 4294967294, 4294967294],
    ["Home", 1000, 5],
    ["End", 1000, 70000],
    ["Enter", 1000, undefined],
  ])("leads with %s from %i to %s", (key, at, to) => {
    expect(stepped(key, at, steps)).toBe(to);
  });
});
