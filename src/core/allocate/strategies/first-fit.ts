import type { Strategy } from "../strategy.ts";
import { nextRun, proposeRun } from "./propose-run.ts";

/**
 * Makes the strategy that takes the lowest free slots: predictable and dense, but a range given back is the next one handed
 * out.
 *
 * @returns the strategy `first-fit`; it remembers nothing, and refuses with `fragmented` when no free run is long enough
 * @remarks The kubelet did so in 1.25 (`userns_manager.go`), and `useradd` does for subordinate IDs (shadow, `find_free_range`).
 * @example
 * ```ts
 * import { allocate, createPool, emptyAllocations, firstFit, unwrap } from "userns-sim";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
 * unwrap(allocate(emptyAllocations(pool, firstFit()), "pod-a")).range; // => { start: 65536, size: 65536 }
 * ```
 */
export function firstFit(): Strategy<null> {
  return {
    name: "first-fit",
    initial: null,
    promises: ["complete", "one-range"],
    propose: (request, view) => proposeRun(request, view, nextRun(view, 0, request.slots), null),
    accepts: (memory): memory is null => memory === null,
  };
}
