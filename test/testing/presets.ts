import { firstFit } from "../../src/core/allocate/strategies/first-fit.ts";
import { hashPartition } from "../../src/core/allocate/strategies/hash-partition.ts";
import { leastRecentlyReleased } from "../../src/core/allocate/strategies/least-recently-released.ts";
import { randomScan } from "../../src/core/allocate/strategies/random-scan.ts";
import { STRATEGIES, STRATEGY_NAMES, type StrategyName } from "../../src/core/allocate/strategies/strategies.ts";
import { quarantine } from "../../src/core/allocate/wrappers/quarantine.ts";
import { reserve } from "../../src/core/allocate/wrappers/reserve.ts";
import { sticky } from "../../src/core/allocate/wrappers/sticky.ts";
import type { WrapperName } from "../../src/core/allocate/wrappers/wrappers.ts";
import type { MakeStrategy } from "../../src/testing/subject/subject.ts";

/** A strategy that must keep every law, and whether a few slots have few states: what counts steps, or remembers those that are gone, has many. */
export interface Preset {
  readonly make: MakeStrategy;
  readonly hasFewStates: boolean;
}

const MANY_STATES: readonly StrategyName[] = ["least-recently-released"];

const WRAPPED: Readonly<Record<WrapperName, Preset>> = {
  quarantine: { make: (seed) => quarantine(randomScan({ seed }), { allocations: 2 }), hasFewStates: false },
  sticky: { make: () => sticky(firstFit()), hasFewStates: false },
  reserve: { make: (seed) => reserve(hashPartition({ seed }), 1), hasFewStates: true },
};

/** The strategies of the library, alone and wrapped. */
export const PRESETS: Readonly<Record<string, Preset>> = {
  ...Object.fromEntries(
    STRATEGY_NAMES.map((name) => [name, { make: STRATEGIES[name].make, hasFewStates: !MANY_STATES.includes(name) }]),
  ),
  ...WRAPPED,
  "all wrappers": {
    make: () => quarantine(sticky(reserve(leastRecentlyReleased(), 1)), { allocations: 1 }),
    hasFewStates: false,
  },
};
