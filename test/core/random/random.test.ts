import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Draw, drawInt } from "../../../src/core/random/random.ts";
import { prop } from "../../support/prop.ts";

describe("drawInt", () => {
  it("goes on giving the numbers it gave when it was published", () => {
    expect(draws(1, 110, 8).map((draw) => draw.value)).toEqual([46, 10, 53, 79, 74, 22, 50, 49]);
    expect(draws(4294967295, 65535, 4)).toEqual([
      { state: 2654435768, value: 2045 },
      { state: 1013904241, value: 48413 },
      { state: 3668340010, value: 63088 },
      { state: 2027808483, value: 28971 },
    ]);
  });

  it("draws 0 where there is nothing to choose", () => {
    expect(draws(7, 1, 3).map((draw) => draw.value)).toEqual([0, 0, 0]);
  });

  it("draws again where the numbers left over would be likelier", () => {
    const bound = 2 ** 31 + 1;
    const states = draws(0, bound, 100).map((draw) => draw.state);
    expect(states).toEqual(oracleDraws(0, bound, 100).map((draw) => draw.state));
    expect(new Set(states).size).toBe(100);
    // About half of all numbers are drawn again, so the counter has stepped about twice as often.
    const steps = oracleSteps(0, states.at(-1));
    expect(steps).toBeGreaterThan(150);
    expect(steps).toBeLessThan(250);
  });

  it("draws again on the very first number left over", () => {
    // A bound above 2^31 that is itself the next number drawn: all numbers from the bound on are left over.
    const { value: bound, state } = drawInt(3, 4294967296);
    expect(bound).toBeGreaterThan(2 ** 31);
    expect(drawInt(3, bound)).toEqual(drawInt(state, bound));
  });

  it("draws every number about equally often", () => {
    const counts = new Array(7).fill(0);
    for (const { value } of draws(65536, 7, 7000)) counts[value]++;
    expect(Math.min(...counts)).toBeGreaterThan(880);
    expect(Math.max(...counts)).toBeLessThan(1120);
  });

  prop(
    "agrees with the same generator written with big integers",
    [fc.integer({ min: 0, max: 4294967295 }), fc.integer({ min: 1, max: 4294967296 })],
    (state, bound) => {
      expect(draws(state, bound, 5)).toEqual(oracleDraws(state, bound, 5));
    },
  );

  prop("draws from all of the 32-bit numbers", [fc.integer({ min: 0, max: 4294967295 })], (state) => {
    expect(drawInt(state, 4294967296)).toEqual(oracleDraw(state, 4294967296));
  });

  it.each([-1, 4294967296])("throws a RangeError for the state %s", (state) => {
    expect(() => drawInt(state, 10)).toThrow(
      new RangeError(`drawInt: expected the state from 0 to 4294967295, got ${state}`),
    );
  });

  it("throws a TypeError for a state that is no integer", () => {
    expect(() => drawInt(0.5, 10)).toThrow(new TypeError("drawInt: expected the state to be an integer, got 0.5"));
  });

  it.each([0, -1, 4294967297])("throws a RangeError for the bound %s", (bound) => {
    expect(() => drawInt(0, bound)).toThrow(
      new RangeError(`drawInt: expected the bound from 1 to 4294967296, got ${bound}`),
    );
  });

  it("throws a TypeError for a bound that is no integer", () => {
    expect(() => drawInt(0, 1.5)).toThrow(new TypeError("drawInt: expected the bound to be an integer, got 1.5"));
  });
});

const GAMMA = 0x9e3779b9n;
const MASK = 0xffffffffn;

function draws(state: number, bound: number, count: number, draw: typeof drawInt = drawInt): readonly Draw[] {
  const drawn: Draw[] = [];
  let next = state;
  for (let i = 0; i < count; i++) {
    const one = draw(next, bound);
    drawn.push(one);
    next = one.state;
  }
  return drawn;
}

function oracleDraws(state: number, bound: number, count: number): readonly Draw[] {
  return draws(state, bound, count, oracleDraw);
}

function oracleDraw(state: number, bound: number): Draw {
  const next = (BigInt(state) + GAMMA) & MASK;
  let z = next;
  z = ((z ^ (z >> 16n)) * 0x21f0aaadn) & MASK;
  z = ((z ^ (z >> 15n)) * 0x735a2d97n) & MASK;
  z = z ^ (z >> 15n);
  // The numbers that do not fill a last whole round of `bound` are drawn again.
  const fair = z < 2n ** 32n - (2n ** 32n % BigInt(bound));
  return fair ? { value: Number(z % BigInt(bound)), state: Number(next) } : oracleDraw(Number(next), bound);
}

function oracleSteps(from: number, to: number | undefined): number {
  let steps = 0;
  for (let at = BigInt(from); Number(at) !== to; at = (at + GAMMA) & MASK) steps++;
  return steps;
}
