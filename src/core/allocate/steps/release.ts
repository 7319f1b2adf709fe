import { err, ok, type Result } from "../../result.ts";
import { checkPodUid } from "../pool/pod-uid.ts";
import { type Allocations, State } from "../state/allocations.ts";
import { readNow, type StepOptions } from "../strategy/step-options.ts";
import { type Allocated, allocatedAt } from "./allocated.ts";
import { tellStrategy } from "./tell-strategy.ts";

/** Why {@link release} takes nothing back. */
export type ReleaseError = NotAllocated;

/** The pod has no ranges. The kubelet does nothing in this case, and says nothing. */
export interface NotAllocated {
  readonly code: "not-allocated";
  /** The UID of the pod. */
  readonly podUid: string;
}

/**
 * Takes the ranges of a pod back, all of them: from now on other pods may get them.
 *
 * The strategy hears of it. Whatever it does then, the ranges are free: a strategy that throws keeps the memory it had, and
 * the result says so in `fault`.
 *
 * @param state - the state before; it stays valid
 * @param podUid - the UID of the pod: any string
 * @param options - the time
 * @returns the state after and the ranges that are free now; or a refusal when the pod has none
 * @throws TypeError when an argument is no state, no string or no integer, RangeError when the time is negative.
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
export function release(state: Allocations, podUid: string, options?: StepOptions): Result<Allocated, ReleaseError> {
  checkPodUid("release", podUid);
  const now = readNow("release", options);
  const core = State.enter("release", state);
  const place = core.placeOf(podUid);
  if (place === undefined) return err({ code: "not-allocated", podUid });
  const { memory, fault } = tellStrategy("released", core, state, podUid, place, now);
  return ok(allocatedAt(State.step(state, podUid, place, memory), core.setup.pool, place, fault));
}
