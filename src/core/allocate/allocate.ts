import type { HostId } from "../id/id.ts";
import type { IdRange } from "../range/range.ts";
import { err, ok, type Result } from "../result.ts";
import type { AllocateError } from "./allocate-error.ts";
import { Allocations } from "./allocations.ts";
import { askStrategy } from "./ask-strategy.ts";
import { placeOf } from "./place.ts";
import { checkPodUid } from "./pod-uid.ts";
import { slotRange } from "./slots.ts";
import type { StrategyFault } from "./tell-strategy.ts";
import { StateView } from "./view.ts";

/** The state after a step, and the range that the step was about. */
export interface Allocated {
  /** The state after the step. */
  readonly state: Allocations;
  /** The host IDs that the pod got, or gave back. */
  readonly range: IdRange<HostId>;
  /** What the strategy did wrong when it was told of a release or a restore; absent when nothing. The step is done. */
  readonly fault?: StrategyFault;
}

/**
 * Gives a pod a range that no other pod has.
 *
 * The strategy proposes, this function checks: the range is a whole slot of the pool, holds no excluded ID, and nobody has
 * it. A pod that has a range keeps it, and the state stays the same.
 *
 * @param state - the state before; it stays valid
 * @param podUid - the UID of the pod: any string
 * @returns the state after and the pod's range; or why there is none, and then nothing has changed
 * @throws TypeError when an argument is no state or no string. {@link TypeError}
 * @remarks The kubelet's `createUserNs` would draw a second range for a pod whose file is gone; here a pod has one range.
 * @example
 * ```ts
 * import { allocate, createPool, emptyAllocations, firstFit, unwrap } from "userns-sim";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
 * const { state, range } = unwrap(allocate(emptyAllocations(pool, firstFit()), "pod-a"));
 * range; // => { start: 65536, size: 65536 }
 * unwrap(allocate(state, "pod-b")).range; // => { start: 131072, size: 65536 }
 * unwrap(allocate(state, "pod-a")).range; // => { start: 65536, size: 65536 }
 * ```
 */
export function allocate(state: Allocations, podUid: string): Result<Allocated, AllocateError> {
  const core = Allocations.enter("allocate", state);
  checkPodUid("allocate", podUid);
  const { setup } = core;
  const held = core.slotOf(podUid);
  if (held !== undefined) return ok({ state, range: slotRange(setup.pool, held) });
  if (core.freeSlots === 0) return err({ code: "exhausted", podUid, capacity: setup.capacity, text: EXHAUSTED });
  const answer = askStrategy(setup, podUid, new StateView(state), Allocations.memoryOf(state));
  if (!answer.ok) return answer;
  const { start, size, memory } = answer.value;
  // The strategy may have used other states meanwhile, which takes the arrays away: `core` is not to be used again.
  const slot = placeOf(Allocations.coreOf(state), start, size);
  if (typeof slot !== "number") return err({ code: "bad-proposal", strategy: setup.strategyName, flaw: slot });
  return ok({ state: Allocations.step(state, podUid, slot, memory), range: slotRange(setup.pool, slot) });
}

/** Source: `allocateOne` of the kubelet's `userns_manager.go`, 1.36. */
const EXHAUSTED = "could not find an empty slot to allocate a user namespace";
