import type { Allocations } from "../../src/core/allocate/state/allocations.ts";
import { emptyAllocations } from "../../src/core/allocate/state/empty-allocations.ts";
import { ownerOf } from "../../src/core/allocate/state/queries.ts";
import { randomScan } from "../../src/core/allocate/strategies/random-scan.ts";
import type { Weigh } from "../support/suite.ts";
import { podUids, poolOfCell } from "./churn.ts";
import { heapBytes } from "./heap-bytes.ts";
import { steps } from "./steps.ts";

/** Bytes that are kept when only the first state of a long history is, without the one copy of the arrays it needs. */
export const weigh: Weigh = (cell) => {
  const { pool, live } = poolOfCell(cell);
  // The UIDs are the caller's, and made before. So is the machine code: the first walk is not weighed.
  const pods = podUids(live + 1);
  const make = (): Allocations => emptyAllocations(pool, randomScan({ seed: 1 }));
  warmUp(make, pods, Number(cell["steps"]));
  const before = heapBytes();
  const first = make();
  walk(first, pods, Number(cell["steps"]));
  const after = heapBytes();
  if (ownerOf(first, pool.start) !== undefined) throw new Error("expected an empty pool");
  return after - before - pool.slots * 8 - pool.slots / 8;
};

/** In a function of its own too: the interpreter keeps an argument alive until the caller returns. */
function warmUp(make: () => Allocations, pods: readonly string[], count: number): void {
  walk(make(), pods, count);
}

/** In a function of its own, so that nothing but the first state is left when it returns. */
function walk(first: Allocations, pods: readonly string[], count: number): void {
  const history = steps(first, pods);
  for (let i = 0; i < count; i++) history.next();
}
