import { buddy } from "../../src/core/allocate/strategies/buddy.ts";
import { byIndex } from "../../src/core/allocate/strategies/by-index.ts";
import { alignedFirstFit, firstFit } from "../../src/core/allocate/strategies/first-fit.ts";
import { fragments } from "../../src/core/allocate/strategies/fragments.ts";
import { hashLinear } from "../../src/core/allocate/strategies/hash-linear.ts";
import { hashPartition } from "../../src/core/allocate/strategies/hash-partition.ts";
import { hashProbe } from "../../src/core/allocate/strategies/hash-probe.ts";
import { leastRecentlyReleased } from "../../src/core/allocate/strategies/least-recently-released.ts";
import { nextFit } from "../../src/core/allocate/strategies/next-fit.ts";
import { randomScan } from "../../src/core/allocate/strategies/random-scan.ts";
import { quarantine } from "../../src/core/allocate/wrappers/quarantine.ts";
import { reserve } from "../../src/core/allocate/wrappers/reserve.ts";
import { sticky } from "../../src/core/allocate/wrappers/sticky.ts";
import type { MakeStrategy } from "../../src/testing/run-strategy.ts";

/** A strategy that must keep every law, and whether a few slots have few states: what counts steps, or remembers those that are gone, has many. */
export interface Preset {
  readonly make: MakeStrategy;
  readonly hasFewStates: boolean;
}

/** The strategies of the library, alone and wrapped. */
export const PRESETS: Readonly<Record<string, Preset>> = {
  "random-scan": { make: (seed) => randomScan({ seed }), hasFewStates: true },
  "first-fit": { make: firstFit, hasFewStates: true },
  "aligned-first-fit": { make: alignedFirstFit, hasFewStates: true },
  "next-fit": { make: nextFit, hasFewStates: true },
  "hash-probe": { make: (seed) => hashProbe({ seed }), hasFewStates: true },
  "hash-partition": { make: (seed) => hashPartition({ seed }), hasFewStates: true },
  "hash-linear": { make: hashLinear, hasFewStates: true },
  "by-index": { make: () => byIndex((podUid) => Number(podUid.replace("pod-", ""))), hasFewStates: true },
  buddy: { make: buddy, hasFewStates: true },
  fragments: { make: fragments, hasFewStates: true },
  "least-recently-released": { make: leastRecentlyReleased, hasFewStates: false },
  quarantine: { make: (seed) => quarantine(randomScan({ seed }), { allocations: 2 }), hasFewStates: false },
  sticky: { make: () => sticky(firstFit()), hasFewStates: false },
  reserve: { make: (seed) => reserve(hashPartition({ seed }), 1), hasFewStates: true },
  "all wrappers": {
    make: () => quarantine(sticky(reserve(leastRecentlyReleased(), 1)), { allocations: 1 }),
    hasFewStates: false,
  },
};
