import { describe, expect, it } from "vitest";
import { inDrawnOrder } from "./draw.ts";

describe("inDrawnOrder", () => {
  const things = Array.from({ length: 50 }, (_, index) => index);

  it("has each thing once", () => {
    expect([...inDrawnOrder(things, 7)].sort((a, b) => a - b)).toEqual(things);
  });

  it("is the same for a seed, and another for another", () => {
    const order = [...inDrawnOrder(things, 7)];
    expect([...inDrawnOrder(things, 7)]).toEqual(order);
    expect([...inDrawnOrder(things, 8)]).not.toEqual(order);
  });

  it("begins with each thing equally often", () => {
    const firsts = new Map<number, number>();
    for (let seed = 0; seed < 4000; seed++) {
      const [first = -1] = inDrawnOrder([0, 1, 2, 3], seed);
      firsts.set(first, (firsts.get(first) ?? 0) + 1);
    }
    for (const count of firsts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
    expect(firsts.size).toBe(4);
  });

  it("has nothing of nothing", () => {
    expect([...inDrawnOrder([], 1)]).toEqual([]);
  });
});
