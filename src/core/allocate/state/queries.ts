import type { HostId } from "../../id/id.ts";
import { checkUint32 } from "../../id/uint32.ts";
import type { IdRange } from "../../range/range.ts";
import { checkPodUid } from "../pool/pod-uid.ts";
import type { Pool } from "../pool/pool.ts";
import { slotAt } from "../pool/slots.ts";
import { placeRanges } from "../strategy/place.ts";
import { type Allocations, State } from "./allocations.ts";

/** A pod and its ranges. */
export interface PodRange {
  /** The UID of the pod. */
  readonly podUid: string;
  /** The pod's host IDs: the lowest of `ranges`, and nearly always the only one. */
  readonly range: IdRange<HostId>;
  /** All of them, in ascending order, no two touching. */
  readonly ranges: readonly IdRange<HostId>[];
}

/**
 * Finds the range of a pod: the lowest, should it have several.
 *
 * @param state - any state, old ones too
 * @param podUid - the UID of the pod: any string
 * @returns the pod's host IDs, or `undefined` when it has none
 * @throws TypeError when an argument is no state or no string.
 * @example
 * ```ts
 * import { allocate, createPool, emptyAllocations, firstFit, rangeOf, unwrap } from "userns-sim";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
 * const { state } = unwrap(allocate(emptyAllocations(pool, firstFit()), "pod-a"));
 * rangeOf(state, "pod-a"); // => { start: 65536, size: 65536 }
 * rangeOf(state, "pod-b"); // => undefined
 * ```
 */
export function rangeOf(state: Allocations, podUid: string): IdRange<HostId> | undefined {
  const core = State.enter("rangeOf", state);
  checkPodUid("rangeOf", podUid);
  const place = core.placeOf(podUid);
  return place === undefined ? undefined : placeRanges(core.setup.pool, place)[0];
}

/**
 * Finds all ranges of a pod.
 *
 * @param state - any state, old ones too
 * @param podUid - the UID of the pod: any string
 * @returns a new array of the pod's host IDs, in ascending order, no two touching; empty when it has none
 * @throws TypeError when an argument is no state or no string.
 * @example
 * ```ts
 * import { allocate, createPool, emptyAllocations, firstFit, rangesOf, unwrap } from "userns-sim";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
 * const { state } = unwrap(allocate(emptyAllocations(pool, firstFit()), "pod-a", { size: 131072 }));
 * rangesOf(state, "pod-a"); // => [{ start: 65536, size: 131072 }]
 * rangesOf(state, "pod-b"); // => []
 * ```
 */
export function rangesOf(state: Allocations, podUid: string): readonly IdRange<HostId>[] {
  const core = State.enter("rangesOf", state);
  checkPodUid("rangesOf", podUid);
  const place = core.placeOf(podUid);
  return place === undefined ? [] : placeRanges(core.setup.pool, place);
}

/**
 * Finds the pod that has a host ID.
 *
 * @param state - any state, old ones too
 * @param hostId - a host ID, inside the pool or not
 * @returns the UID of the pod, or `undefined` when no pod has the ID
 * @throws TypeError when an argument is no state or no integer, RangeError when the ID lies outside 0 to 4294967295.
 * @example
 * ```ts
 * import { allocate, createPool, emptyAllocations, firstFit, ownerOf, unwrap } from "userns-sim";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
 * const { state } = unwrap(allocate(emptyAllocations(pool, firstFit()), "pod-a"));
 * ownerOf(state, 66536); // => "pod-a"
 * ownerOf(state, 1000); // => undefined
 * ```
 */
export function ownerOf(state: Allocations, hostId: HostId): string | undefined {
  const core = State.enter("ownerOf", state);
  return core.podAt(slotAt(core.setup.pool, checkUint32("ownerOf", "hostId", hostId)));
}

/**
 * Lists the pods that have ranges.
 *
 * @param state - any state, old ones too
 * @returns a new array, in the order of their lowest slots
 * @throws TypeError when the argument is no state.
 * @example
 * ```ts
 * import { allocate, createPool, emptyAllocations, entries, firstFit, unwrap } from "userns-sim";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
 * const { state } = unwrap(allocate(emptyAllocations(pool, firstFit()), "pod-a"));
 * entries(state).map(({ podUid, range }) => [podUid, range.start]); // => [["pod-a", 65536]]
 * ```
 */
export function entries(state: Allocations): readonly PodRange[] {
  // An array and no iterator: using another state between two steps of an iterator would take the arrays away.
  const core = State.enter("entries", state);
  const list: PodRange[] = [];
  core.forEachPod((podUid, place) => {
    const ranges = placeRanges(core.setup.pool, place);
    list.push({ podUid, range: ranges[0], ranges });
  });
  return list;
}

/**
 * Counts the slots that pods have.
 *
 * @param state - any state, old ones too
 * @returns 0 to the pool's {@link capacity}
 * @throws TypeError when the argument is no state.
 * @example
 * ```ts
 * import { allocatedSlots, createPool, emptyAllocations, firstFit, unwrap } from "userns-sim";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
 * allocatedSlots(emptyAllocations(pool, firstFit())); // => 0
 * ```
 */
export function allocatedSlots(state: Allocations): number {
  return State.enter("allocatedSlots", state).taken;
}

/**
 * Counts the slots that can still be handed out: free, and without an excluded ID.
 *
 * @param state - any state, old ones too
 * @returns 0 to the pool's {@link capacity}
 * @throws TypeError when the argument is no state.
 * @example
 * ```ts
 * import { createPool, emptyAllocations, firstFit, freeSlots, unwrap } from "userns-sim";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
 * freeSlots(emptyAllocations(pool, firstFit())); // => 110
 * ```
 */
export function freeSlots(state: Allocations): number {
  return State.enter("freeSlots", state).freeSlots;
}

/**
 * Gives the pool of a state.
 *
 * @param state - any state, old ones too
 * @returns the pool
 * @throws TypeError when the argument is no state.
 * @example
 * ```ts
 * import { createPool, emptyAllocations, firstFit, poolOf, unwrap } from "userns-sim";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
 * poolOf(emptyAllocations(pool, firstFit())).slots; // => 110
 * ```
 */
export function poolOf(state: Allocations): Pool {
  return State.enter("poolOf", state).setup.pool;
}
