import { err, ok, type Result } from "../result.ts";
import type { Allocated } from "./allocate.ts";
import { Allocations } from "./allocations.ts";
import { checkPodUid } from "./pod-uid.ts";
import { slotRange } from "./slots.ts";
import { tellStrategy } from "./tell-strategy.ts";

/** Why {@link release} takes nothing back. */
export type ReleaseError = NotAllocated;

/** The pod has no range. The kubelet does nothing in this case, and says nothing. */
export interface NotAllocated {
  /** Which refusal it is. */
  readonly code: "not-allocated";
  /** The UID of the pod. */
  readonly podUid: string;
}

/**
 * Takes the range of a pod back: from now on another pod may get it.
 *
 * The strategy hears of it. Whatever it does then, the range is free: a strategy that throws keeps the memory it had, and
 * the result says so in `fault`.
 *
 * @param state - the state before; it stays valid
 * @param podUid - the UID of the pod: any string
 * @returns the state after and the range that is free now; or a refusal when the pod has none
 * @throws TypeError when an argument is no state or no string. {@link TypeError}
 * @example
 * ```ts
 * import { allocate, createPool, emptyAllocations, firstFit, release, unwrap } from "userns-sim";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
 * const { state } = unwrap(allocate(emptyAllocations(pool, firstFit()), "pod-a"));
 * unwrap(release(state, "pod-a")).range; // => { start: 65536, size: 65536 }
 * release(state, "pod-b"); // => { ok: false, error: { code: "not-allocated", podUid: "pod-b" } }
 * ```
 */
export function release(state: Allocations, podUid: string): Result<Allocated, ReleaseError> {
  const core = Allocations.enter("release", state);
  checkPodUid("release", podUid);
  const slot = core.slotOf(podUid);
  if (slot === undefined) return err({ code: "not-allocated", podUid });
  const { memory, fault } = tellStrategy("released", core, state, podUid, slot);
  const range = slotRange(core.setup.pool, slot);
  const after = Allocations.step(state, podUid, slot, memory);
  return ok(fault === undefined ? { state: after, range } : { state: after, range, fault });
}
