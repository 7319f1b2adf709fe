import { buddy } from "../../core/allocate/strategies/buddy.ts";
import { firstFit } from "../../core/allocate/strategies/first-fit.ts";
import { fragments } from "../../core/allocate/strategies/fragments.ts";
import { hashLinear } from "../../core/allocate/strategies/hash-linear.ts";
import { hashPartition } from "../../core/allocate/strategies/hash-partition.ts";
import { hashProbe } from "../../core/allocate/strategies/hash-probe.ts";
import { leastRecentlyReleased } from "../../core/allocate/strategies/least-recently-released.ts";
import { nextFit } from "../../core/allocate/strategies/next-fit.ts";
import { randomScan } from "../../core/allocate/strategies/random-scan.ts";
import type { Strategy } from "../../core/allocate/strategy.ts";

/** A strategy that the command line can name. */
export interface NamedStrategy {
  /**
   * Makes it.
   *
   * @param seed - where its draws begin
   */
  readonly make: (seed: number) => Strategy;
  /** Whether it draws, so that the seed changes anything. */
  readonly draws: boolean;
}

/** The name of a strategy on the command line. */
export type StrategyName =
  | "random-scan"
  | "first-fit"
  | "next-fit"
  | "hash-probe"
  | "hash-partition"
  | "hash-linear"
  | "least-recently-released"
  | "buddy"
  | "fragments";

/** The strategies by the names the command line gives them. A new one is added here, and nowhere else. */
export const STRATEGIES: Readonly<Record<StrategyName, NamedStrategy>> = {
  "random-scan": { make: (seed) => randomScan({ seed }), draws: true },
  "first-fit": { make: firstFit, draws: false },
  "next-fit": { make: nextFit, draws: false },
  "hash-probe": { make: (seed) => hashProbe({ seed }), draws: true },
  "hash-partition": { make: (seed) => hashPartition({ seed }), draws: true },
  "hash-linear": { make: hashLinear, draws: false },
  "least-recently-released": { make: leastRecentlyReleased, draws: false },
  buddy: { make: buddy, draws: false },
  fragments: { make: fragments, draws: false },
};
