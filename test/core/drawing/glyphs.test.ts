import { describe, expect, it } from "vitest";
import { ASCII, UNICODE } from "../../../src/core/drawing/glyphs.ts";

describe.each([
  ["UNICODE", UNICODE],
  ["ASCII", ASCII],
])("%s", (_name, glyphs) => {
  const { shares, ...signs } = glyphs;

  it("tells the verdicts apart, and what is free from what is taken", () => {
    const { cross, tick, undecided, free } = signs;
    expect(new Set([cross, tick, undecided]).size).toBe(3);
    expect(new Set([free, ...shares]).size).toBe(1 + shares.length);
  });

  it("takes one column for each, but for an arrow", () => {
    const { arrow, ...others } = signs;
    expect(arrow.length).toBeLessThanOrEqual(2);
    for (const sign of [...Object.values(others), arrow]) expect(sign.trim()).toBe(sign);
    for (const sign of Object.values(others)) expect(sign).toHaveLength(1);
  });
});

it("has nothing in ASCII that is none", () => {
  expect(Object.values(ASCII).join("")).toMatch(/^[!-~]+$/);
});
