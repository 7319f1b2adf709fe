import { describe, expect, it } from "vitest";
import { Dice } from "../../../src/core/random/dice.ts";
import { drawInt } from "../../../src/core/random/random.ts";

describe("Dice", () => {
  it("draws what the generator draws, one after the other", () => {
    const dice = new Dice(7);
    const first = drawInt(7, 100);
    const second = drawInt(first.state, 6);
    expect([dice.below(100), dice.below(6)]).toEqual([first.value, second.value]);
  });

  it.each([
    [0, 0],
    [30, 300],
    [100, 1000],
  ])("says yes in %i of a hundred cases", (percent, about) => {
    const dice = new Dice(1);
    const yes = Array.from({ length: 1000 }, () => dice.chance(percent)).filter(Boolean).length;
    expect(Math.abs(yes - about)).toBeLessThanOrEqual(percent % 100 === 0 ? 0 : 50);
  });

  it("picks each of several things, and none of none", () => {
    const dice = new Dice(1);
    expect(new Set(Array.from({ length: 50 }, () => dice.one(["a", "b", "c"])))).toEqual(new Set(["a", "b", "c"]));
    expect(dice.one([])).toBe(undefined);
  });
});
