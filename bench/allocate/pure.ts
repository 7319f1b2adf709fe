import { emptyAllocations } from "../../src/core/allocate/state/empty-allocations.ts";
import { allocate } from "../../src/core/allocate/steps/allocate.ts";
import { release } from "../../src/core/allocate/steps/release.ts";
import { randomScan } from "../../src/core/allocate/strategies/random-scan.ts";
import type { Prepare } from "../support/suite.ts";
import { churn } from "./churn.ts";

/** The library. */
export const prepare: Prepare = (cell) =>
  churn(cell, (pool) => {
    let state = emptyAllocations(pool, randomScan({ seed: 1 }));
    return {
      allocate(podUid) {
        const result = allocate(state, podUid);
        if (!result.ok) throw new Error(result.error.code);
        state = result.value.state;
      },
      release(podUid) {
        const result = release(state, podUid);
        if (!result.ok) throw new Error(result.error.code);
        state = result.value.state;
      },
    };
  });
