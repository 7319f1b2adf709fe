import type { Allocations } from "../../src/core/allocate/state/allocations.ts";
import { emptyAllocations } from "../../src/core/allocate/state/empty-allocations.ts";
import { allocatedSlots } from "../../src/core/allocate/state/queries.ts";
import { allocate } from "../../src/core/allocate/steps/allocate.ts";
import { release } from "../../src/core/allocate/steps/release.ts";
import { randomScan } from "../../src/core/allocate/strategies/random-scan.ts";
import { unwrap } from "../../src/core/result.ts";
import type { Prepare } from "../support/suite.ts";
import { podUids, poolOfCell } from "./churn.ts";

/** How a history is walked. */
export interface Walk {
  /** How many of the newest states are kept. */
  readonly keep: number;
  /** In how many of 100 steps the history goes on from one of the kept states. */
  readonly branch: number;
  /** After how many of 100 steps a step from one of the kept states is tried and dropped. */
  readonly peek: number;
}

/** Steps near the cell's occupancy: a random pod is released when it has a range, else it gets one. */
export function historyBench({ keep, branch, peek }: Walk): Prepare {
  return (cell) => {
    const { pool, live } = poolOfCell(cell);
    const pods = podUids(live * 2);
    let seed = 1;
    const draw = (bound: number): number => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return Math.floor((seed / 4294967296) * bound);
    };
    const step = (state: Allocations): Allocations => {
      const pod = pods[draw(pods.length)] as string;
      const released = release(state, pod);
      if (released.ok) return released.value.state;
      return allocatedSlots(state) === pool.slots ? state : unwrap(allocate(state, pod)).state;
    };
    let state = emptyAllocations(pool, randomScan({ seed: 1 }));
    for (const pod of pods.slice(0, live)) state = unwrap(allocate(state, pod)).state;
    const kept: Allocations[] = new Array<Allocations>(Math.max(keep, 1)).fill(state);
    let turn = 0;
    return (times) => {
      for (let i = 0; i < times; i++) {
        if (draw(100) < branch) state = kept[draw(keep)] as Allocations;
        state = step(state);
        if (keep > 0) kept[turn++ % keep] = state;
        if (draw(100) < peek) step(kept[draw(keep)] as Allocations);
      }
    };
  };
}
