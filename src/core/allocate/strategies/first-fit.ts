import type { Strategy, StrategyPromise } from "../strategy/strategy.ts";
import { nextAlignedRun, nextRun, proposeRun } from "./support/propose-run.ts";

/**
 * Makes the strategy that takes the lowest free slots.
 *
 * - As: the kubelet 1.25, `useradd`.
 * - Buys: dense, easy to read.
 * - Costs: a range given back is the next one handed out.
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
  return strategyOf("first-fit", ["complete", "one-range"], nextRun);
}

/**
 * Makes the strategy that takes the lowest free slots which start at a multiple of the pod's own size.
 *
 * - As: nobody.
 * - Buys: the upper bits of an ID name the pod.
 * - Costs: the slots that lie before.
 *
 * @returns the strategy `aligned-first-fit`; it remembers nothing, and refuses with `fragmented` when no such run is free
 * @example
 * ```ts
 * import { alignedFirstFit, allocate, createPool, emptyAllocations, unwrap } from "userns-sim";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
 * const { range } = unwrap(allocate(emptyAllocations(pool, alignedFirstFit()), "pod-a", { size: 131072 }));
 * range; // => { start: 131072, size: 131072 }
 * ```
 */
export function alignedFirstFit(): Strategy<null> {
  return strategyOf("aligned-first-fit", ["aligned", "complete", "one-range"], nextAlignedRun);
}

function strategyOf(name: string, promises: readonly StrategyPromise[], find: typeof nextRun): Strategy<null> {
  return {
    name,
    initial: null,
    promises,
    propose: (request, view) => proposeRun(request, view, find(view, 0, request.slots), null),
    accepts: (memory): memory is null => memory === null,
  };
}
