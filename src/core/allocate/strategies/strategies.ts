import type { Strategy, StrategyPromise } from "../strategy/strategy.ts";
import { buddy } from "./buddy.ts";
import { byIndex } from "./by-index.ts";
import { alignedFirstFit, firstFit } from "./first-fit.ts";
import { fragments } from "./fragments.ts";
import { hashLinear } from "./hash-linear.ts";
import { hashPartition } from "./hash-partition.ts";
import { hashProbe } from "./hash-probe.ts";
import { leastRecentlyReleased } from "./least-recently-released.ts";
import { nextFit } from "./next-fit.ts";
import { randomScan } from "./random-scan.ts";
import { numberAtEnd } from "./support/number-at-end.ts";

export * from "./buddy.ts";
export * from "./by-index.ts";
export * from "./first-fit.ts";
export * from "./fragments.ts";
export * from "./hash-linear.ts";
export * from "./hash-partition.ts";
export * from "./hash-probe.ts";
export * from "./least-recently-released.ts";
export * from "./next-fit.ts";
export * from "./random-scan.ts";

/**
 * The names of all strategies of the library, the kubelet's first.
 *
 * @example
 * ```ts
 * import { STRATEGY_NAMES } from "userns-sim";
 *
 * STRATEGY_NAMES[0]; // => "random-scan"
 * ```
 */
export const STRATEGY_NAMES = [
  "random-scan",
  "first-fit",
  "aligned-first-fit",
  "next-fit",
  "hash-probe",
  "hash-partition",
  "hash-linear",
  "by-index",
  "least-recently-released",
  "buddy",
  "fragments",
] as const;

/** The name of a strategy of the library: what it is called in refusals and snapshots, and on the command line. */
export type StrategyName = (typeof STRATEGY_NAMES)[number];

/** What is known of a strategy before it is made. */
export interface StrategyRow {
  /**
   * Makes it, as it is without options.
   *
   * @param seed - where its draws begin: an integer from 0 to 4294967295; one that does not draw leaves it aside
   * @returns the strategy
   */
  readonly make: (seed: number) => Strategy;
  /** Whether it draws, so that the seed changes anything. */
  readonly draws: boolean;
  /** What it promises beyond what {@link allocate} checks. */
  readonly promises: readonly StrategyPromise[];
}

/**
 * All strategies of the library, by name: for whoever lets others choose one, and for tests of all of them.
 *
 * `by-index` goes by the number at the end of a pod's UID, 3 for `web-3`, as pods of a StatefulSet have one in their names; it
 * refuses pods without one with `no-index`. For another number there is {@link byIndex}.
 *
 * A program that imports a single strategy does not get this table, nor what is in it.
 *
 * @example
 * ```ts
 * import { allocate, createPool, emptyAllocations, STRATEGIES, STRATEGY_NAMES, unwrap } from "userns-sim";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
 * const { make, draws, promises } = STRATEGIES["by-index"];
 * unwrap(allocate(emptyAllocations(pool, make(1)), "web-3")).range; // => { start: 262144, size: 65536 }
 * [draws, promises]; // => [false, ["one-range"]]
 *
 * STRATEGY_NAMES.filter((name) => STRATEGIES[name].promises.includes("aligned")); // => ["aligned-first-fit"]
 * ```
 */
export const STRATEGIES: Readonly<Record<StrategyName, StrategyRow>> = {
  "random-scan": { make: (seed) => randomScan({ seed }), draws: true, promises: ["complete", "one-range"] },
  "first-fit": { make: firstFit, draws: false, promises: ["complete", "one-range"] },
  "aligned-first-fit": { make: alignedFirstFit, draws: false, promises: ["aligned", "complete", "one-range"] },
  "next-fit": { make: nextFit, draws: false, promises: ["complete", "one-range"] },
  "hash-probe": { make: (seed) => hashProbe({ seed }), draws: true, promises: ["one-range"] },
  "hash-partition": { make: (seed) => hashPartition({ seed }), draws: true, promises: ["complete", "one-range"] },
  "hash-linear": { make: hashLinear, draws: false, promises: ["complete", "one-range"] },
  "by-index": { make: () => byIndex(numberAtEnd), draws: false, promises: ["one-range"] },
  "least-recently-released": { make: leastRecentlyReleased, draws: false, promises: ["complete", "one-range"] },
  buddy: { make: buddy, draws: false, promises: ["one-range"] },
  fragments: { make: fragments, draws: false, promises: ["complete"] },
};

/**
 * Tells whether something is the name of a strategy of the library.
 *
 * @param name - anything, such as what somebody typed
 * @returns whether it is one of {@link STRATEGY_NAMES}
 * @example
 * ```ts
 * import { isStrategyName } from "userns-sim";
 *
 * ["first-fit", "worst-fit?", undefined].map(isStrategyName); // => [true, false, false]
 * ```
 */
export function isStrategyName(name: unknown): name is StrategyName {
  return STRATEGY_NAMES.some((known) => known === name);
}
