import { randomScan } from "../../src/core/allocate/strategies/random-scan.ts";
import { startStrategy, stepStrategy } from "../../src/testing/subject/strategy-steps.ts";
import type { Prepare } from "../support/suite.ts";
import { drawn } from "./drawn.ts";

/** The kit, with the library. */
export const prepare: Prepare = (cell) =>
  drawn(cell, (pool) => {
    const strategy = randomScan({ seed: 1 });
    let state = startStrategy(pool, strategy);
    return (operation) => {
      const step = stepStrategy(state, operation, pool, () => strategy);
      ({ state } = step);
      return step.answer;
    };
  });
