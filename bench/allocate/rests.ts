import { emptyAllocations } from "../../src/core/allocate/state/empty-allocations.ts";
import { allocate } from "../../src/core/allocate/steps/allocate.ts";
import { release } from "../../src/core/allocate/steps/release.ts";
import { randomScan } from "../../src/core/allocate/strategies/random-scan.ts";
import { quarantine } from "../../src/core/allocate/wrappers/quarantine.ts";
import type { Weigh } from "../support/suite.ts";
import { churn, poolOfCell } from "./churn.ts";

/** Nanoseconds that it takes to fill the pool and take as many steps as it has slots, while what was given back rests. */
export const weigh: Weigh = (cell) => {
  const { pool } = poolOfCell(cell);
  const before = process.cpuUsage();
  let state = emptyAllocations(pool, quarantine(randomScan({ seed: 1 }), { allocations: pool.slots / 4 }));
  const keep = (result: ReturnType<typeof allocate | typeof release>): void => {
    if (!result.ok) throw new Error(result.error.code);
    state = result.value.state;
  };
  churn(cell, () => ({
    allocate: (podUid) => keep(allocate(state, podUid)),
    release: (podUid) => keep(release(state, podUid)),
  }))(pool.slots / 2);
  const { user, system } = process.cpuUsage(before);
  return (user + system) * 1000;
};
