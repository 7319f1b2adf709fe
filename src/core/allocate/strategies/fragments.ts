import type { IdRange } from "../../range/range.ts";
import { MOST_RANGES } from "../steps/check-ranges.ts";
import type { AllocationRequest, PoolView, Proposal, Strategy } from "../strategy/strategy.ts";

/**
 * Makes the strategy that takes the lowest free slots, wherever they are.
 *
 * - As: Podman's `--userns=auto`.
 * - Buys: never refuses while slots are free.
 * - Costs: a pod may have several ranges.
 *
 * @returns the strategy `fragments`; it remembers nothing, and refuses with `too-many-ranges` what would take more than 340
 * @remarks Podman's `--userns=auto` does so, ID by ID (containers/storage, `getAutoUserNSIDMappings`), and so finds out about
 * the kernel's limit of 340 mappings only when it writes the map. Here a pod's pieces are whole slots.
 * @example
 * ```ts
 * import { allocate, createPool, emptyAllocations, fragments, release, unwrap } from "userns-sim";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
 * const first = unwrap(allocate(emptyAllocations(pool, fragments()), "pod-a")).state;
 * const second = unwrap(allocate(first, "pod-b")).state;
 * const third = unwrap(release(second, "pod-a")).state;
 * unwrap(allocate(third, "pod-c", { size: 131072 })).ranges.map(({ start }) => start); // => [65536, 196608]
 * ```
 */
export function fragments(): Strategy<null> {
  return {
    name: "fragments",
    initial: null,
    promises: ["complete"],
    propose: proposeLowest,
    accepts: (memory): memory is null => memory === null,
  };
}

function proposeLowest({ slots }: AllocationRequest, view: PoolView): Proposal<null> {
  const ranges: IdRange[] = [];
  let slot = 0;
  for (let missing = slots; missing > 0; ) {
    const first = view.nextFree(slot);
    if (first === undefined) return { refuse: "no-free-slot" };
    if (ranges.length === MOST_RANGES) return { refuse: "too-many-ranges" };
    const run = view.freeRun(first, missing);
    ranges.push({ start: view.slotRange(first).start, size: run * view.pool.idsPerPod });
    missing -= run;
    slot = first + run;
  }
  return { ranges, memory: null };
}
