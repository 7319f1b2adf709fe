import { checkUint32, isUint32 } from "../../id/uint32.ts";
import { expectArray, expectObject } from "../../misuse/misuse.ts";
import { drawInt } from "../../random/random.ts";
import type { Strategy } from "../strategy/strategy.ts";
import { nextRunAround, proposeRun } from "./support/propose-run.ts";

/** Where {@link randomScan} takes its draws from. */
export type RandomScanOptions = RandomScanSeed | RandomScanDraws;

/** Draws from a generator; see {@link drawInt}. */
export interface RandomScanSeed {
  /** Where the generator starts: an integer from 0 to 4294967295. */
  readonly seed: number;
  /** Absent: the draws come from the generator. */
  readonly draws?: never;
}

/** Draws given one by one, for tests and for replaying what happened elsewhere. */
export interface RandomScanDraws {
  /** The draws, in order; each the number of the slot where a scan starts. */
  readonly draws: readonly number[];
  /** Absent: there is no generator. */
  readonly seed?: never;
}

/**
 * Makes the strategy that draws a slot and takes the first free one from there on, with wrap; for a pod of several slots, the
 * first free run.
 *
 * - As: the kubelet since 1.26.
 * - Buys: reuse is spread by chance.
 * - Costs: a range may come back at once.
 *
 * Exactly one number is drawn for each range, in `[0, pool.slots)`, and none when the pool is full or the pod has a range.
 *
 * @param options - a seed, or the draws themselves
 * @returns with a seed, the strategy `random-scan`; it remembers the state of the generator. With draws, the strategy
 * `random-scan-draws`; it remembers how many are used, and refuses with `out-of-draws` when all are, with
 * `draw-outside-pool` when the next one is no slot. Both refuse with `fragmented` when no free run is long enough.
 * @throws TypeError when the seed or a draw is not an integer, RangeError when it lies outside 0 to 4294967295.
 * @remarks `randomScanStrategyWithOffset.AllocateBit` in Kubernetes' `allocator/bitmap.go` (since 1.26): one
 * `rand.Intn(max)`, then the first clear bit at `(draw + i) % max`. The kubelet's generator is Go's math/rand, seeded with
 * the time; this one is {@link drawInt}, so the numbers differ from any kubelet's.
 * @example
 * ```ts
 * import { allocate, createPool, emptyAllocations, randomScan, unwrap } from "userns-sim";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
 * const empty = emptyAllocations(pool, randomScan({ draws: [109, 109] }));
 * const first = unwrap(allocate(empty, "pod-a"));
 * first.range; // => { start: 7208960, size: 65536 }
 * unwrap(allocate(first.state, "pod-b")).range; // => { start: 65536, size: 65536 }
 * ```
 */
export function randomScan(options: RandomScanOptions): Strategy<number> {
  expectObject("randomScan", "options", options, "an object such as { seed: 1 }");
  return options.draws === undefined ? fromSeed(options.seed) : fromDraws(options.draws);
}

function fromSeed(seed: number): Strategy<number> {
  return {
    name: "random-scan",
    initial: checkUint32("randomScan", "the seed", seed),
    promises: ["complete", "one-range"],
    propose: (request, view, generator) => {
      const { value, state } = drawInt(generator, view.pool.slots);
      return proposeRun(request, view, nextRunAround(view, value, request.slots), state);
    },
    accepts: (memory): memory is number => isUint32(memory),
  };
}

function fromDraws(draws: readonly number[]): Strategy<number> {
  expectArray("randomScan", "draws", draws, "an array of numbers");
  // A copy: the caller's array may change, a strategy must not.
  const list = Array.from(draws, (draw) => checkUint32("randomScan", "each draw", draw));
  return {
    // Another name, because its memory means another thing: a snapshot of one must not be read by the other.
    name: "random-scan-draws",
    initial: 0,
    promises: ["complete", "one-range"],
    propose: (request, view, used) => {
      const draw = list[used];
      if (draw === undefined) return { refuse: "out-of-draws" };
      if (draw >= view.pool.slots) return { refuse: "draw-outside-pool" };
      return proposeRun(request, view, nextRunAround(view, draw, request.slots), used + 1);
    },
    accepts: (memory): memory is number => isUint32(memory) && memory <= list.length,
  };
}
