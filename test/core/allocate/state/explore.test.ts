import { afterEach, describe, expect, it, vi } from "vitest";
import { State } from "../../../../src/core/allocate/state/allocations.ts";
import { buddy } from "../../../../src/core/allocate/strategies/buddy.ts";
import { firstFit } from "../../../../src/core/allocate/strategies/first-fit.ts";
import { fragments } from "../../../../src/core/allocate/strategies/fragments.ts";
import { nextFit } from "../../../../src/core/allocate/strategies/next-fit.ts";
import { randomScan } from "../../../../src/core/allocate/strategies/random-scan.ts";
import { explain } from "../../../../src/testing/counterexample/explain.ts";
import type { ExploreBounds } from "../../../../src/testing/explore/bounds.ts";
import { explore } from "../../../../src/testing/explore/explore.ts";
import type { MakeStrategy } from "../../../../src/testing/subject/subject.ts";
import { bundledOnce } from "../../../support/bundled.ts";
import { anyPieces, anyRange, poolOf } from "../support/proposals.ts";

/** A run that asks for few random cases wants few states too. */
const QUICK = Number(process.env["FC_RUNS"] ?? 200) < 200;

describe("every reachable state of 4 slots and 5 pods", () => {
  it("is sound with first-fit", () => {
    expect(exploreSmall("first-fit", firstFit)).toEqual({ states: 501, transitions: 10430, refusals: 3665 });
  });

  it("is sound with next-fit", () => {
    expect(exploreSmall("next-fit", nextFit)).toEqual({ states: 2004, transitions: 41720, refusals: 14660 });
  });

  it("is sound with random-scan, whatever is drawn", () => {
    expect(exploreSmall("random-scan", seeded)).toEqual({ states: 501, transitions: 15655, refusals: 4265 });
  });

  it("is sound with any strategy, whatever it proposes", () => {
    const { make, bounds } = anyRange(poolOf(4));
    expect(exploreSmall("any strategy", make, bounds)).toEqual({ states: 501, transitions: 47005, refusals: 39705 });
  });

  it("is sound when a slot is excluded", () => {
    const { make, bounds } = anyRange(poolOf(4, [{ start: 2 * 65536 + 1, size: 1 }]));
    expect(exploreSmall("any strategy, slot 1 excluded", make, bounds)).toEqual({
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

describe("every reachable state of 4 slots and 3 pods of 1 to 2 slots", () => {
  it("is sound with first-fit, which gives runs", () => {
    expect(exploreSizes("first-fit", firstFit)).toBe(countSizes(true));
  });

  it("is sound with buddy, which gives runs", () => {
    expect(exploreSizes("buddy", buddy)).toBe(countSizes(true));
  });

  it("is sound with fragments, which gives pieces", () => {
    expect(exploreSizes("fragments", fragments)).toBe(countSizes(false));
  });

  it("is sound with any strategy, whatever pieces it proposes", () => {
    const { make, bounds } = anyPieces(poolOf(4));
    expect(exploreSizes("any strategy", make, bounds)).toBe(countSizes(false));
  });
});

/** The explorer and what it explores, bundled once, when the first long exploration begins. */
const large = bundledOnce<typeof import("./explored.ts")>("test/core/allocate/state/explored.ts");

describe.skipIf(QUICK)("every reachable state of 6 slots and 7 pods", () => {
  it("is sound with first-fit", () => {
    expect(exploreLarge("first-fit", large().firstFit)).toEqual({
      states: 37633,
      transitions: 1130570,
      refusals: 361753,
    });
  });

  it("is sound with next-fit", () => {
    expect(exploreLarge("next-fit", large().nextFit)).toEqual({
      states: 225798,
      transitions: 6783420,
      refusals: 2170518,
    });
  });

  it("is sound with random-scan, whatever is drawn", () => {
    expect(exploreLarge("random-scan", (seed) => large().randomScan({ seed }))).toEqual({
      states: 37633,
      transitions: 1783593,
      refusals: 397033,
    });
  });

  it("is sound with any strategy, whatever it proposes", () => {
    const { make, bounds } = large().anyRange(poolOf(6));
    expect(exploreLarge("any strategy", make, bounds)).toEqual({
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
    const { step } = State;
    vi.spyOn(State, "step").mockImplementation((state, podUid, place, memory) =>
      step(state, podUid, place === 1 ? 0 : place, memory),
    );
    expect(() => exploreSmall("first-fit", firstFit)).toThrow("the state lists");
  });

  it("finds an allocator that changes old states", () => {
    const { step } = State;
    vi.spyOn(State, "step").mockImplementation((state, podUid, place, memory) => {
      const after = step(state, podUid, place, memory);
      State.coreOf(state).toggle(podUid, place);
      return after;
    });
    expect(() => exploreSmall("first-fit", firstFit)).toThrow("the state lists");
  });
});

function seeded(seed: number): ReturnType<MakeStrategy> {
  return randomScan({ seed });
}

/** The numbers of an exploration that found nothing. */
interface Explored {
  readonly states: number;
  readonly transitions: number;
  readonly refusals: number;
}

function exploreSmall(name: string, make: MakeStrategy, bounds: ExploreBounds = {}): Explored {
  return explored(`${name}, 4 slots, 5 pods`, make, { slots: 4, pods: 5, ...bounds });
}

function exploreSizes(name: string, make: MakeStrategy, bounds: ExploreBounds = {}): number {
  const wide: ExploreBounds = { slots: 4, pods: 3, maxSlotsPerPod: 2, ...bounds };
  return explored(`${name}, 4 slots, 3 pods of 1 to 2`, make, wide).states;
}

/** Counts without running anything: each of 4 slots has one of 3 pods or none, no pod has 3, and two lie in a row or not. */
function countSizes(inRow: boolean): number {
  let states = 0;
  for (let code = 0; code < 4 ** 4; code++) {
    const owners = [0, 1, 2, 3].map((slot) => Math.floor(code / 4 ** slot) % 4);
    const isRight = [1, 2, 3].every((pod) => {
      const held = owners.flatMap((owner, slot) => (owner === pod ? [slot] : []));
      const [low = 0, high = low + 1] = held;
      return held.length <= 2 && (!inRow || high - low === 1);
    });
    if (isRight) states++;
  }
  return states;
}

function exploreLarge(name: string, make: MakeStrategy, bounds: ExploreBounds = {}): Explored {
  return explored(`${name}, 6 slots, 7 pods`, make, { slots: 6, pods: 7, ...bounds }, large().explore);
}

function explored(name: string, make: MakeStrategy, bounds: ExploreBounds, walk = explore): Explored {
  const { states, transitions, refusals, counterexample, coverage } = walk(make, {
    maxSlotsPerPod: 1,
    steps: ["allocate", "release", "restore"],
    ...bounds,
  });
  if (counterexample !== undefined) throw new Error(explain(counterexample));
  if (!coverage.isComplete || coverage.mostTaken < coverage.capacity) throw new Error("it did not come to the end");
  console.log(`${name}: ${states} states, ${transitions} transitions, ${refusals} of them refused`);
  return { states, transitions, refusals };
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
