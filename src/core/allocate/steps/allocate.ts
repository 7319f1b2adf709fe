import { err, ok, type Result } from "../../result.ts";
import { checkPodUid } from "../pool/pod-uid.ts";
import { type Allocations, State } from "../state/allocations.ts";
import { StateView } from "../state/view.ts";
import type { AllocateError } from "../strategy/allocate-error.ts";
import { countSlots, placeRanges } from "../strategy/place.ts";
import { type AllocateOptions, readNow, readSize } from "../strategy/step-options.ts";
import { type Allocated, allocatedAt } from "./allocated.ts";
import { askStrategy, badProposal } from "./ask-strategy.ts";
import { findPlace, isFlaw } from "./check-ranges.ts";

/**
 * Gives a pod ranges that no other pod has: one, unless the strategy is one that gives several.
 *
 * The strategy proposes, this function checks: the ranges are whole slots of the pool, hold no excluded ID, nobody has
 * them, and together they are what was asked for. A pod that has ranges keeps them, and the state stays the same.
 *
 * @param state - the state before; it stays valid
 * @param podUid - the UID of the pod: any string
 * @param options - how many host IDs the pod needs, when not one slot, and the time
 * @returns the state after and the pod's ranges; or why there are none, and then nothing has changed
 * @throws TypeError when an argument is no state, no string or no integer, RangeError when the size lies outside 1 to
 * 4294967295, or the time is negative.
 * @remarks The kubelet's `createUserNs` would draw a second range for a pod whose file is gone; here a pod has one range.
 * @example
 * ```ts
 * import { allocate, createPool, emptyAllocations, firstFit, unwrap } from "userns-sim";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
 * const { state, range } = unwrap(allocate(emptyAllocations(pool, firstFit()), "pod-a"));
 * range; // => { start: 65536, size: 65536 }
 * unwrap(allocate(state, "pod-b", { size: 100000 })).range; // => { start: 131072, size: 131072 }
 * unwrap(allocate(state, "pod-a")).range; // => { start: 65536, size: 65536 }
 * ```
 */
export function allocate(
  state: Allocations,
  podUid: string,
  options?: AllocateOptions,
): Result<Allocated, AllocateError> {
  checkPodUid("allocate", podUid);
  const wanted = readSize("allocate", options);
  const now = readNow("allocate", options);
  const core = State.enter("allocate", state);
  const { setup } = core;
  const { pool, capacity, strategyName } = setup;
  const slots = wanted === undefined ? 1 : Math.ceil(wanted / pool.idsPerPod);
  const size = slots * pool.idsPerPod;
  const held = core.placeOf(podUid);
  if (held !== undefined)
    return wanted === undefined || countSlots(held) === slots
      ? ok(allocatedAt(state, pool, held))
      : err({ code: "other-size", podUid, ranges: placeRanges(pool, held), wanted: size });
  const { freeSlots } = core;
  if (freeSlots < slots) return err({ code: "exhausted", podUid, slots, freeSlots, capacity, text: EXHAUSTED });
  const answer = askStrategy(setup, { podUid, size, slots, now }, new StateView(state), State.memoryOf(state));
  if (!answer.ok) return answer;
  const { ranges, memory } = answer;
  // The strategy may have used other states meanwhile, which takes the arrays away: `core` is not to be used again.
  const place = findPlace(State.coreOf(state), ranges);
  if (isFlaw(place)) return badProposal(strategyName, place);
  const found = countSlots(place);
  if (found !== slots)
    return badProposal(strategyName, { code: "wrong-total", size: found * pool.idsPerPod, wanted: size });
  return ok(allocatedAt(State.step(state, podUid, place, memory), pool, place));
}

/** Source: `allocateOne` of the kubelet's `userns_manager.go`, 1.36. */
const EXHAUSTED = "could not find an empty slot to allocate a user namespace";
