import { isUint32 } from "../../id/uint32.ts";
import type { Strategy } from "../strategy/strategy.ts";
import { nextRunAround, proposeRun } from "./support/propose-run.ts";

/**
 * Makes the strategy that goes on behind the slots it gave last, round and round.
 *
 * - As: nobody.
 * - Buys: a range given back rests until the scan comes by again.
 * - Costs: nothing worth the name.
 *
 * @returns the strategy `next-fit`; it remembers the slot to look at next, and refuses with `fragmented` when no free run is
 * long enough
 * @example
 * ```ts
 * import { allocate, createPool, emptyAllocations, nextFit, release, unwrap } from "userns-sim";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
 * const first = unwrap(allocate(emptyAllocations(pool, nextFit()), "pod-a")).state;
 * const second = unwrap(release(first, "pod-a")).state;
 * unwrap(allocate(second, "pod-b")).range; // => { start: 131072, size: 65536 }
 * ```
 */
export function nextFit(): Strategy<number> {
  return {
    name: "next-fit",
    initial: 0,
    promises: ["complete", "one-range"],
    propose: (request, view, next) => {
      const first = nextRunAround(view, next, request.slots);
      return proposeRun(request, view, first, ((first ?? next) + request.slots) % view.pool.slots);
    },
    accepts: (memory, pool): memory is number => isUint32(memory) && memory < pool.slots,
  };
}
