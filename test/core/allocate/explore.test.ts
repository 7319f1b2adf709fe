import { afterEach, describe, expect, it, vi } from "vitest";
import { Allocations } from "../../../src/core/allocate/allocations.ts";
import { createPool, type Pool } from "../../../src/core/allocate/pool.ts";
import type { IdRange } from "../../../src/core/range/range.ts";
import { unwrap } from "../../../src/core/result.ts";
import { drivenAdversary, drivenFirstFit, drivenNextFit, drivenRandomScan } from "./support/driven.ts";
import { type Driven, type Exploration, explore } from "./support/explorer.ts";

/** A run that asks for few random cases wants few states too. */
const QUICK = Number(process.env["FC_RUNS"] ?? 200) < 200;

/** A slow machine may take long; nothing is asserted about time. */
const LIMIT = { timeout: 300_000 };

describe("every reachable state of 4 slots and 5 pods", () => {
  it("is sound with first-fit", () => {
    expect(exploreSmall("first-fit", drivenFirstFit)).toEqual({ states: 501, transitions: 10430, refusals: 3665 });
  });

  it("is sound with next-fit", () => {
    expect(exploreSmall("next-fit", drivenNextFit)).toEqual({ states: 2004, transitions: 41720, refusals: 14660 });
  });

  it("is sound with random-scan, whatever is drawn", () => {
    expect(exploreSmall("random-scan", drivenRandomScan)).toEqual({ states: 501, transitions: 13565, refusals: 4025 });
  });

  it("is sound with any strategy, whatever it proposes", () => {
    expect(exploreSmall("any strategy", drivenAdversary)).toEqual({ states: 501, transitions: 47005, refusals: 39705 });
  });

  it("is sound when a slot is excluded", () => {
    const pool = poolOf(4, [{ start: 2 * 65536 + 1, size: 1 }]);
    expect(print("any strategy, slot 1 excluded", explore(pool, 5, drivenAdversary(pool)))).toEqual({
      states: 136,
      transitions: 15705,
      refusals: 14130,
    });
  });

  it("is every way to give 4 slots, or 3, to 5 pods", () => {
    expect(count(5, 4)).toEqual({ states: 501, accepted: 10430 - 3665 });
    expect(count(5, 3).states).toBe(136);
  });
});

describe.skipIf(QUICK)("every reachable state of 6 slots and 7 pods", () => {
  it("is sound with first-fit", LIMIT, () => {
    expect(exploreLarge("first-fit", drivenFirstFit)).toEqual({
      states: 37633,
      transitions: 1130570,
      refusals: 361753,
    });
  });

  it("is sound with next-fit", LIMIT, () => {
    expect(exploreLarge("next-fit", drivenNextFit)).toEqual({
      states: 225798,
      transitions: 6783420,
      refusals: 2170518,
    });
  });

  it("is sound with random-scan, whatever is drawn", LIMIT, () => {
    expect(exploreLarge("random-scan", drivenRandomScan)).toEqual({
      states: 37633,
      transitions: 1597015,
      refusals: 386953,
    });
  });

  it("is sound with any strategy, whatever it proposes", LIMIT, () => {
    expect(exploreLarge("any strategy", drivenAdversary)).toEqual({
      states: 37633,
      transitions: 5515153,
      refusals: 4664443,
    });
  });

  it("is every way to give 6 slots to 7 pods", () => {
    expect(count(7, 6)).toEqual({ states: 37633, accepted: 1130570 - 361753 });
  });
});

describe("the explorer", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("finds an allocator that gives a slot twice", () => {
    const { step } = Allocations;
    vi.spyOn(Allocations, "step").mockImplementation((state, podUid, slot, memory) =>
      step(state, podUid, slot === 1 ? 0 : slot, memory),
    );
    expect(() => exploreSmall("first-fit", drivenFirstFit)).toThrow("the pod owns the range");
  });

  it("finds an allocator that changes old states", () => {
    const { step } = Allocations;
    vi.spyOn(Allocations, "step").mockImplementation((state, podUid, slot, memory) => {
      const after = step(state, podUid, slot, memory);
      Allocations.coreOf(state).toggle(podUid, slot);
      return after;
    });
    expect(() => exploreSmall("first-fit", drivenFirstFit)).toThrow("the count is one more");
  });
});

function exploreSmall(name: string, drive: (pool: Pool) => Driven): Exploration {
  const pool = poolOf(4);
  return print(`${name}, 4 slots, 5 pods`, explore(pool, 5, drive(pool)));
}

function exploreLarge(name: string, drive: (pool: Pool) => Driven): Exploration {
  const pool = poolOf(6);
  return print(`${name}, 6 slots, 7 pods`, explore(pool, 7, drive(pool)));
}

function print(name: string, exploration: Exploration): Exploration {
  const { states, transitions, refusals } = exploration;
  console.log(`${name}: ${states} states, ${transitions} transitions, ${refusals} of them refused`);
  return exploration;
}

function poolOf(slots: number, exclude: readonly IdRange[] = []): Pool {
  return unwrap(createPool({ start: 65536, size: slots * 65536, exclude }));
}

/**
 * Counts without running anything. States: k pods, k slots, and k! ways to join them. Accepted steps from one with k pods:
 * each of these allocates, restores and releases what it has; each other pod allocates unless the pool is full, and restores
 * each free slot.
 */
function count(pods: number, slots: number): { readonly states: number; readonly accepted: number } {
  let states = 0;
  let accepted = 0;
  for (let k = 0, ways = 1; k <= Math.min(pods, slots); k++) {
    const free = slots - k;
    states += ways;
    accepted += ways * (3 * k + (pods - k) * (Math.min(free, 1) + free));
    ways = (ways * (pods - k) * free) / (k + 1);
  }
  return { states, accepted };
}
