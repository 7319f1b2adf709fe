import { describe, expect, it } from "vitest";
import { firstFit } from "../../../src/core/allocate/strategies/first-fit.ts";
import { nextFit } from "../../../src/core/allocate/strategies/next-fit.ts";
import { randomScan } from "../../../src/core/allocate/strategies/random-scan.ts";
import type { Strategy } from "../../../src/core/allocate/strategy/strategy.ts";
import { drawInt } from "../../../src/core/random/random.ts";
import { EXPLORE_STEPS, type ExploreBounds, type ExploreStep } from "../../../src/testing/explore/bounds.ts";
import { explore } from "../../../src/testing/explore/explore.ts";
import type { OwnLaw } from "../../../src/testing/model/own-laws.ts";
import type { AllocatorAdapter } from "../../../src/testing/subject/adapter.ts";
import { SimpleAllocator } from "../defects/simple-allocator.ts";
import { SizedAllocator } from "../defects/sizes.ts";
import { count } from "./naive.ts";
import { countHistories } from "./naive-allocator.ts";

/** Takes a slot by what it remembers, and remembers something else then. */
function strategyWith<Memory>(parts: Partial<Strategy<Memory>> & { readonly initial: Memory }): Strategy {
  const strategy: Strategy<Memory> = {
    name: "made up",
    propose: (_request, view, memory) => ({ ranges: [view.slotRange(view.nextFree(0) ?? 0)], memory }),
    ...parts,
  };
  return strategy as Strategy;
}

const cautious = strategyWith({
  name: "cautious",
  initial: null,
  propose: (_request, view) =>
    view.freeSlots === 1 ? { refuse: "exhausted" } : { ranges: [view.slotRange(view.nextFree(0) ?? 0)], memory: null },
});

/** Pods of one slot that come, go and are restored. */
const ONE: ExploreBounds = { maxSlotsPerPod: 1, steps: ["allocate", "release", "restore"] };

describe("explore", () => {
  it.each([
    [1, 1],
    [1, 2],
    [2, 3],
    [3, 2],
    [3, 4],
    [2, 5],
  ])("visits what a naive walk visits: %i slots and %i pods", (slots, pods) => {
    const naive = count(slots, pods);
    const { states, transitions, refusals, counterexample, coverage } = explore(firstFit, { ...ONE, slots, pods });
    expect(counterexample).toBeUndefined();
    expect(states).toBe(naive.states);
    const steps = EXPLORE_STEPS.map((kind) => [kind, { done: naive.done[kind], refused: naive.refused[kind] }]);
    expect(coverage.steps).toEqual(Object.fromEntries(steps));
    expect(refusals).toBe(EXPLORE_STEPS.reduce((sum, kind) => sum + naive.refused[kind], 0));
    expect(transitions).toBe(refusals + EXPLORE_STEPS.reduce((sum, kind) => sum + naive.done[kind], 0));
    const { depth, mostTaken } = naive;
    expect(coverage).toMatchObject({ isComplete: true, branches: 1, memories: 1, capacity: slots, depth, mostTaken });
  });

  it("visits pools with excluded slots, anywhere", () => {
    const pool = { start: 30, size: 30, idsPerPod: 10, exclude: [{ start: 44, size: 1 }] };
    const naive = count(3, 4, [1]);
    const { states, coverage, counterexample } = explore(firstFit, { ...ONE, pool });
    expect(counterexample).toBeUndefined();
    expect(states).toBe(naive.states);
    expect(coverage).toMatchObject({ capacity: 2, mostTaken: 2, isComplete: true });
    const { allocate, release, restore } = coverage.steps;
    expect(allocate).toEqual({ done: naive.done.allocate, refused: naive.refused.allocate });
    expect(release).toEqual({ done: naive.done.release, refused: naive.refused.release });
    expect(restore).toEqual({ done: naive.done.restore, refused: naive.refused.restore });
  });

  it("has five slots, a pod more than slots, and pods of up to three, when nothing is said", () => {
    const explored = explore(firstFit);
    expect(explored).toMatchObject({ states: 8383, counterexample: undefined, coverage: { isComplete: true } });
    expect(explored).toEqual(explore(firstFit, { slots: 5, pods: 6, maxSlotsPerPod: 3 }));
    expect(explore(firstFit, { slots: 2 })).toEqual(explore(firstFit, { slots: 2, pods: 3 }));
    expect(explored.coverage.steps.restart).toEqual({ done: 8383, refused: 0 });
  });

  it("finds what it finds in the smallest pool", () => {
    expect(explore(() => cautious).counterexample?.history.pool.size).toBe(65536);
    const late = strategyWith({
      initial: null,
      propose: ({ slots }, view) =>
        view.pool.slots > 2 || slots > 1
          ? { refuse: "exhausted" }
          : { ranges: [view.slotRange(view.nextFree(0) ?? 0)], memory: null },
    });
    const { counterexample } = explore(() => late, { ...ONE, slots: 4 });
    expect(counterexample?.history.pool.size).toBe(3 * 65536);
  });

  it("tries the steps that are wanted", () => {
    const only = explore(firstFit, { ...ONE, slots: 2, pods: 3, steps: ["allocate"] });
    // Without releases and restores, slots are filled from the first one on: 1 + 3 + 6 states.
    expect(only.states).toBe(10);
    expect(only.transitions).toBe(30);
    expect(only.coverage.steps.release).toEqual({ done: 0, refused: 0 });
    expect(only.coverage.depth).toBe(2);
    const { coverage, states } = explore(firstFit, {
      ...ONE,
      slots: 2,
      pods: 3,
      steps: ["allocate", "release", "restart"],
    });
    expect(coverage.steps.restart).toEqual({ done: states, refused: 0 });
    expect(explore(firstFit, { steps: [] })).toMatchObject({ states: 1, transitions: 0, coverage: { depth: 0 } });
  });

  it("tries pods of several slots, and runs of several to restore", () => {
    const { states, coverage, counterexample } = explore(firstFit, { ...ONE, slots: 2, pods: 2, maxSlotsPerPod: 2 });
    expect(counterexample).toBeUndefined();
    // Nobody, one pod with either slot or both, both pods with one each.
    expect(states).toBe(1 + 2 * 3 + 2);
    expect(coverage.mostTaken).toBe(2);
    const one = explore(firstFit, { ...ONE, slots: 1, pods: 1, maxSlotsPerPod: 3 });
    expect(one.counterexample).toBeUndefined();
    // Of two states and one pod: 1 slot fits, 2 and 3 do not; of a live pod both are refused.
    expect(one.coverage.steps.allocate).toEqual({ done: 2, refused: 4 });
    expect(one.coverage.steps.restore).toEqual({ done: 2, refused: 0 });
  });

  it("ends after so many states", () => {
    const { states, coverage, counterexample } = explore(firstFit, { ...ONE, slots: 3, maxStates: 5 });
    expect(counterexample).toBeUndefined();
    expect(coverage.isComplete).toBe(false);
    expect(states).toBeGreaterThan(5);
    expect(states).toBeLessThan(explore(firstFit, { ...ONE, slots: 3 }).states);
    expect(explore(firstFit, { ...ONE, slots: 2, maxStates: 13 }).coverage.isComplete).toBe(true);
    expect(explore(firstFit, { ...ONE, slots: 2, maxStates: 12 }).coverage.isComplete).toBe(false);
  });

  it("refuses to count further than numbers go", () => {
    const steps: readonly ExploreStep[] = [];
    expect(explore(firstFit, { slots: 14, pods: 12, steps }).states).toBe(1);
    expect(() => explore(firstFit, { slots: 15, pods: 12, steps })).toThrow(RangeError);
    expect(() => explore(firstFit, { slots: 15, pods: 12, steps })).toThrow(
      "explore: expected fewer slots or pods, got 15 slots and 12 pods",
    );
  });

  it("refuses a pool that is none", () => {
    expect(() => explore(firstFit, { slots: 0 })).toThrow();
  });
});

describe("a counterexample of explore", () => {
  it("ends the walk at once", () => {
    const outside = strategyWith({
      initial: null,
      propose: () => ({ ranges: [{ start: 0, size: 65536 }], memory: null }),
    });
    const { transitions, coverage } = explore(() => outside, { slots: 2, pods: 3, steps: ["allocate"] });
    expect([transitions, coverage.steps.allocate]).toEqual([1, { done: 0, refused: 1 }]);
  });

  it("has as few steps as any", () => {
    const pool = { start: 65536, size: 196608, idsPerPod: 65536, exclude: [] };
    const { counterexample, coverage } = explore(() => cautious, { ...ONE, pool });
    const allocate = (podUid: string) => ({ op: "allocate", podUid });
    expect(counterexample).toEqual({
      subject: "cautious",
      history: {
        pool,
        seed: 0,
        operations: [allocate("pod-0"), allocate("pod-1"), allocate("pod-2")],
      },
      answers: [
        { start: 65536, size: 65536 },
        { start: 131072, size: 65536 },
        { error: "exhausted", code: "exhausted" },
      ],
      finding: {
        law: "complete",
        operation: allocate("pod-2"),
        answer: { error: "exhausted", code: "exhausted" },
        strategy: "cautious",
        fault: { code: "room-left", free: 1, capacity: 3, slots: 1, says: "exhausted" },
        free: 1,
        capacity: 3,
      },
    });
    expect(coverage.isComplete).toBe(false);
    expect(explore(() => cautious, { slots: 1 }).counterexample?.answers).toHaveLength(1);
  });

  it("may be left aside, and is not gone on from", () => {
    const { counterexample, coverage, states } = explore(() => cautious, {
      ...ONE,
      slots: 3,
      except: ["complete", "gives-back"],
    });
    expect(counterexample).toBeUndefined();
    expect(coverage.isComplete).toBe(true);
    expect(states).toBe(explore(firstFit, { ...ONE, slots: 3 }).states);
    const sloppy: Strategy = { ...firstFit(), promises: ["aligned", "complete", "one-range"] };
    const bounds = { ...ONE, slots: 3, maxSlotsPerPod: 2 };
    expect(explore(() => sloppy, bounds).counterexample?.finding.law).toBe("aligned");
    expect(explore(() => sloppy, { ...bounds, except: ["aligned"] })).toMatchObject({
      states: explore(firstFit, bounds).states,
      counterexample: undefined,
    });
    const wrong = { ...firstFit(), propose: () => ({ ranges: [], memory: null }) };
    expect(explore(() => wrong, { ...ONE, slots: 3, except: ["accepted"] }).counterexample).toBeUndefined();
  });
});

describe("a strategy that draws", () => {
  const make = (seed: number): Strategy => randomScan({ seed });

  it("is asked with as many seeds as give every first draw", () => {
    const { coverage, states, counterexample } = explore(make, { ...ONE, slots: 3, pods: 4 });
    expect(counterexample).toBeUndefined();
    expect(coverage.branches).toBeGreaterThan(1);
    expect(coverage.branches).toBeLessThanOrEqual(6);
    expect(coverage.memories).toBe(1);
    expect(states).toBe(count(3, 4).states);
    // Without restores it is the draws alone that reach every state.
    expect(explore(make, { ...ONE, slots: 3, pods: 4, steps: ["allocate", "release"] }).states).toBe(states);
    expect(explore(make, { slots: 1 }).coverage.branches).toBe(1);
  });

  it("covers the draws from every number up to the slots", () => {
    const drawn = new Set<string>();
    const spy = strategyWith<number>({
      initial: 0,
      propose: (_request, view, memory) => {
        for (const bound of [2, 3, 4, 5]) drawn.add(`${bound}:${drawInt(memory, bound).value}`);
        return { ranges: [view.slotRange(view.nextFree(0) ?? 0)], memory: memory + 1 };
      },
    });
    const { coverage } = explore((seed) => ({ ...spy, initial: seed }), { ...ONE, slots: 5, pods: 1 });
    expect(drawn.size).toBe(2 + 3 + 4 + 5);
    expect(coverage.memories).toBe(1);
    expect(coverage.steps.allocate.done).toBe(coverage.branches + 5);
    const drawsOf = (seed: number) => [2, 3, 4, 5].map((bound) => `${bound}:${drawInt(seed, bound).value}`);
    const told = new Set(drawsOf(0));
    let seeds = 1;
    for (let seed = 1; told.size < drawn.size; seed++) {
      if (drawsOf(seed).some((draw) => !told.has(draw))) seeds++;
      for (const draw of drawsOf(seed)) told.add(draw);
    }
    expect(coverage.branches).toBe(seeds);
  });

  it("is asked with the seeds that are given", () => {
    const seen = new Set<number>();
    const spied = (seed: number): Strategy => {
      const inner = randomScan({ seed }) as Strategy<number>;
      const strategy: Strategy<number> = {
        ...inner,
        propose: (request, view, memory) => {
          seen.add(memory);
          return inner.propose(request, view, memory);
        },
      };
      return strategy as Strategy;
    };
    const { coverage } = explore(spied, { ...ONE, slots: 2, seeds: [7, 8, 9] });
    expect(coverage.branches).toBe(3);
    expect([...seen]).toEqual([7, 8, 9]);
    expect(explore(firstFit, { ...ONE, slots: 2, seeds: [1, 2] }).coverage.branches).toBe(1);
  });

  it("has its seed found in any memory, and what it remembers else is told apart", () => {
    const nested = (seed: number): Strategy =>
      strategyWith<{ readonly deep: readonly [string, { readonly seed: number }]; readonly turns: number }>({
        initial: { deep: ["x", { seed }], turns: 0 },
        propose: (_request, view, { deep, turns }) => ({
          ranges: [view.slotRange(view.nextFree(0) ?? 0)],
          memory: { deep: [deep[0], { seed: deep[1].seed + 1 }], turns: (turns + 1) % 3 },
        }),
        released: (_event, _view, { deep, turns }) => ({ deep: [deep[0], { seed: 99 }], turns }),
        restored: (_event, _view, { deep, turns }) => ({ deep: [deep[0], { seed: 98 }], turns }),
      });
    const { coverage, counterexample } = explore(nested, {
      ...ONE,
      slots: 2,
      pods: 2,
      steps: [...(ONE.steps ?? []), "restart"],
    });
    expect(counterexample).toBeUndefined();
    expect(coverage).toMatchObject({ isComplete: true, memories: 3 });
    expect(coverage.branches).toBeGreaterThan(1);
  });

  it("may refuse", () => {
    const shy = (seed: number): Strategy =>
      strategyWith<number>({
        initial: seed,
        promises: ["aligned", "one-range"],
        propose: (_request, view, memory) =>
          drawInt(memory, 2).value === 0
            ? { refuse: "not-today" }
            : { ranges: [view.slotRange(view.nextFree(0) ?? 0)], memory: memory + 1 },
      });
    const { coverage, counterexample, refusals } = explore(shy, { ...ONE, slots: 2 });
    expect(counterexample).toBeUndefined();
    expect(refusals).toBeGreaterThan(0);
    expect(coverage).toMatchObject({ isComplete: true, mostTaken: 2 });
  });
});

describe("what a strategy remembers", () => {
  it("makes states of its own", () => {
    const { states, coverage } = explore(nextFit, { ...ONE, slots: 2, pods: 3 });
    expect(coverage.memories).toBe(2);
    expect(states).toBeGreaterThan(13);
    expect(states).toBeLessThanOrEqual(26);
  });
});

describe("an allocator", () => {
  const simple: AllocatorAdapter = { start: (pool, seed) => new SimpleAllocator(pool, seed) };

  it("is explored by going all the way to each state again", () => {
    const { states, coverage, counterexample } = explore(simple, { slots: 2 });
    expect(counterexample).toBeUndefined();
    expect(coverage).toMatchObject({ isComplete: true, mostTaken: 2, capacity: 2, branches: 1 });
    expect(coverage.steps.restore).toEqual({ done: 0, refused: 0 });
    expect(coverage.steps.loseRecord.done).toBeGreaterThan(0);
    expect(states).toBeGreaterThan(13);
  });

  it.each([
    [1, 2],
    [2, 3],
    [3, 2],
    [3, 3],
    [4, 3],
  ])("has the states that a naive walk over all histories has: %i slots and %i pods", (slots, pods) => {
    const naive = countHistories(slots, pods);
    const { states, coverage } = explore(simple, {
      pool: { start: 65536, size: slots * 65536, idsPerPod: 65536, exclude: [] },
      pods,
    });
    const steps = EXPLORE_STEPS.map((kind) => [kind, { done: naive.done[kind], refused: naive.refused[kind] }]);
    expect(coverage.steps).toEqual(Object.fromEntries(steps));
    expect(states).toBe(naive.states);
  });

  it("is asked for what it has functions for", () => {
    const only: AllocatorAdapter = {
      start: (...given) => {
        const allocator = new SimpleAllocator(...given);
        return { allocate: (podUid) => allocator.allocate(podUid) };
      },
    };
    const { coverage } = explore(only, { slots: 2 });
    expect(Object.entries(coverage.steps).flatMap(([op, { done }]) => (done > 0 ? [op] : []))).toEqual(["allocate"]);
  });

  it("is asked for several slots where it says so", () => {
    const seen = new Set<number | undefined>();
    const start: AllocatorAdapter["start"] = (...given) => {
      const allocator = new SizedAllocator(...given);
      return {
        allocate: (podUid, size) => {
          seen.add(size);
          return allocator.allocate(podUid, size);
        },
      };
    };
    explore({ start }, { slots: 3 });
    expect([...seen]).toEqual([undefined]);
    explore({ start, sizes: true }, { slots: 3 });
    expect([...seen]).toEqual([undefined, 131072, 196608]);
  });

  it("must answer the same on the way to each state", () => {
    let starts = 0;
    const moody: AllocatorAdapter = {
      start: (...given) => {
        const allocator = new SimpleAllocator(...given);
        if (starts++ % 2 === 1)
          allocator.find = () => [1, 0].find((slot) => slot < allocator.length && allocator.isFree(slot));
        return allocator;
      },
    };
    expect(explore(moody, { slots: 2 }).counterexample?.finding).toMatchObject({
      law: "deterministic",
      fault: { answer: { start: 65536 }, other: { start: 131072 }, when: "new-allocator" },
    });
  });

  it("is held to laws of one's own", () => {
    const laws = { "low-half": lowHalf };
    const { counterexample } = explore(simple, { slots: 4, laws });
    expect(counterexample?.finding).toMatchObject({ law: "low-half", fault: { says: "pod-1 has [131072, 196608)" } });
    expect(explore(firstFit, { slots: 4, laws }).counterexample?.finding.law).toBe("low-half");
  });
});

/** A pod lives in the lower half of the pool. */
const lowHalf: OwnLaw = ({ live, pool }) => {
  const { podUid, ranges } =
    live.find(({ ranges: [range] }) => (range?.start ?? 0) >= pool.start + pool.size / 2) ?? {};
  const [range] = ranges ?? [];
  return range && `${podUid} has [${range.start}, ${range.start + range.size})`;
};
