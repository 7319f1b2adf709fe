import type { Allocations } from "../../src/core/allocate/state/allocations.ts";
import { emptyAllocations } from "../../src/core/allocate/state/empty-allocations.ts";
import { randomScan } from "../../src/core/allocate/strategies/random-scan.ts";
import type { Weigh } from "../support/suite.ts";
import { podUids, poolOfCell } from "./churn.ts";
import { heapBytes } from "./heap-bytes.ts";
import { steps } from "./steps.ts";

/** Bytes for each state of a long history when all of them are kept, the copies of the arrays included. */
export const weigh: Weigh = (cell) => {
  const { pool, live } = poolOfCell(cell);
  const count = Number(cell["steps"]);
  // Made before the first weighing, as are all UIDs: neither is the price of a state.
  const kept = new Array<Allocations | undefined>(count).fill(undefined);
  const run = steps(emptyAllocations(pool, randomScan({ seed: 1 })), podUids(live + 1));
  const before = heapBytes();
  for (let i = 0; i < count; i++) kept[i] = run.next();
  const after = heapBytes();
  // Used after the weighing, so that nothing is collected before it.
  if (kept.at(-1) === undefined) throw new Error("expected states");
  return (after - before) / count;
};
