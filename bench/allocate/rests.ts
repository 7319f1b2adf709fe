import { emptyAllocations } from "../../src/core/allocate/state/empty-allocations.ts";
import { allocate } from "../../src/core/allocate/steps/allocate.ts";
import { release } from "../../src/core/allocate/steps/release.ts";
import { randomScan } from "../../src/core/allocate/strategies/random-scan.ts";
import { quarantine } from "../../src/core/allocate/wrappers/quarantine.ts";
import type { Weigh } from "../support/suite.ts";
import { churn } from "./churn.ts";

/** Nanoseconds of as many steps as there are slots, while what was given back rests. */
export const weigh: Weigh = (cell) => {
  const slots = Number(cell["slots"]);
  const run = churn(cell, (pool) => {
    let state = emptyAllocations(pool, quarantine(randomScan({ seed: 1 }), { allocations: Math.floor(slots / 4) }));
    const keep = (result: ReturnType<typeof allocate | typeof release>): void => {
      if (!result.ok) throw new Error(result.error.code);
      state = result.value.state;
    };
    return {
      allocate: (podUid) => keep(allocate(state, podUid)),
      release: (podUid) => keep(release(state, podUid)),
    };
  });
  const before = process.cpuUsage();
  // Each time is a release and an allocation.
  run(slots / 2);
  const { user, system } = process.cpuUsage(before);
  return (user + system) * 1000;
};
