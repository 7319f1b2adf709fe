import { expectFunction } from "../../misuse/misuse.ts";
import type { AllocationRequest, PoolView, Proposal, Strategy } from "../strategy/strategy.ts";
import { proposeRun } from "./support/propose-run.ts";

/**
 * Makes the strategy that computes a pod's slot from a number of the caller's.
 *
 * - As: `useradd` with `SUB_UID_DETERMINISTIC`.
 * - Buys: nothing is remembered or searched for, and the range of a pod is known before it is there.
 * - Costs: the numbers are your affair: two pods with one number, and one is refused.
 *
 * Two pods with one index are told apart by the allocator only: the second is refused. No index is wrapped around at the
 * pool's end.
 *
 * @param indexOf - gives the number of the pod's first slot, counted from 0, from its UID; always the same for the same UID
 * @returns the strategy `by-index`; it remembers nothing, and refuses with `no-index` when the index is not an integer from 0
 * on, with `index-past-pool` when the slots would not be in the pool, with `index-taken` when they cannot be handed out
 * @throws TypeError when the argument is no function.
 * @remarks `useradd` does so with `SUB_UID_DETERMINISTIC`: the index is the user's ID less `UID_MIN`. Its setting to wrap
 * around is called unsafe, because two users then get the same IDs; here there is none.
 * @example
 * ```ts
 * import { allocate, byIndex, createPool, emptyAllocations, unwrap } from "userns-sim";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
 * const empty = emptyAllocations(pool, byIndex((podUid) => Number(podUid.replace("web-", ""))));
 * const { state, range } = unwrap(allocate(empty, "web-3"));
 * range; // => { start: 262144, size: 65536 }
 * const refused = allocate(state, "web-110");
 * !refused.ok && "reason" in refused.error && refused.error.reason; // => "index-past-pool"
 * ```
 */
export function byIndex(indexOf: (podUid: string) => number): Strategy<null> {
  expectFunction("byIndex", "indexOf", indexOf, "a function from the UID of a pod to a slot");
  return {
    name: "by-index",
    initial: null,
    promises: ["one-range"],
    propose: (request, view) => proposeAt(indexOf(request.podUid), request, view),
    accepts: (memory): memory is null => memory === null,
  };
}

function proposeAt(index: number, request: AllocationRequest, view: PoolView): Proposal<null> {
  const { slots } = request;
  if (!Number.isInteger(index) || index < 0) return { refuse: "no-index" };
  if (index + slots > view.pool.slots) return { refuse: "index-past-pool" };
  if (view.freeRun(index, slots) < slots) return { refuse: "index-taken" };
  return proposeRun(request, view, index, null);
}
