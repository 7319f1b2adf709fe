import type { HostId } from "../../id/id.ts";
import { checkUint32 } from "../../id/uint32.ts";
import { expectObject } from "../../misuse/misuse.ts";
import type { IdRange } from "../../range/range.ts";
import { err, ok, type Result } from "../../result.ts";
import { checkPodUid } from "../pool/pod-uid.ts";
import { type Allocations, State } from "../state/allocations.ts";
import type {
  Excluded,
  Misaligned,
  OutOfPool,
  Overlapping,
  RangeCount,
  RangeFlaw,
  Taken,
  WrongSize,
} from "../strategy/allocate-error.ts";
import { byFirst, joinRuns } from "../strategy/place.ts";
import { readNow, type StepOptions } from "../strategy/step-options.ts";
import { type Allocated, allocatedAt } from "./allocated.ts";
import { findPlace, isFlaw } from "./check-ranges.ts";
import { tellStrategy } from "./tell-strategy.ts";

/** Why {@link restore} does not give a pod certain ranges. Each of them changes nothing. */
export type RestoreError =
  | ((WrongSize | Misaligned | OutOfPool | Taken) & KubeletText)
  | Excluded
  | RangeCount
  | Overlapping
  | AlreadyAllocated;

/** What the kubelet would say. */
export interface KubeletText {
  /** The kubelet's words. */
  readonly text: string;
}

/** The pod has other ranges already. */
export interface AlreadyAllocated extends KubeletText {
  readonly code: "already-allocated";
  /** The UID of the pod. */
  readonly podUid: string;
  /** The ranges that the pod has. */
  readonly ranges: readonly IdRange<HostId>[];
  /** The ranges that it was to get. */
  readonly wanted: readonly IdRange<HostId>[];
}

/**
 * Gives a pod the ranges it had before, such as one read from disk after a restart, without asking the strategy.
 *
 * The strategy hears of it. Whatever it does then, the pod has the ranges: a strategy that throws keeps the memory it had,
 * and the result says so in `fault`. Restoring the ranges that a pod has gives the same state.
 *
 * @param state - the state before; it stays valid
 * @param podUid - the UID of the pod: any string
 * @param ranges - the range, or several: whole slots of the pool
 * @param options - the time
 * @returns the state after and the ranges; or why the pod cannot have them
 * @throws TypeError when an argument is no state, no string, no range of integers or no integer, RangeError when a
 * number of a range lies outside 0 to 4294967295, or the time is negative.
 * @remarks The texts are those of `record` in the kubelet's `userns_manager.go` (1.36), with the pod's UID quoted as JSON
 * does, which for printable ASCII is as Go does. The kubelet looks for another range of the pod only after the range's size
 * and alignment, and never at its end; and it takes one range of one slot only.
 * @example
 * ```ts
 * import { createPool, emptyAllocations, firstFit, restore, unwrap } from "userns-sim";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
 * const empty = emptyAllocations(pool, firstFit());
 * const { state } = unwrap(restore(empty, "pod-a", { start: 131072, size: 65536 }));
 * restore(state, "pod-b", { start: 131072, size: 65536 }).ok; // => false
 * ```
 */
export function restore(
  state: Allocations,
  podUid: string,
  ranges: IdRange<HostId> | readonly IdRange<HostId>[],
  options?: StepOptions,
): Result<Allocated, RestoreError> {
  checkPodUid("restore", podUid);
  // Read before the core is fetched: a getter may use states.
  const wanted = Array.from(isOne(ranges) ? [ranges] : ranges, readRange);
  const now = readNow("restore", options);
  const core = State.enter("restore", state);
  const { pool } = core.setup;
  const held = core.placeOf(podUid);
  if (held !== undefined) {
    const answer = allocatedAt(state, pool, held);
    return isSame(answer.ranges, wanted) ? ok(answer) : err(otherRanges(podUid, answer.ranges, wanted));
  }
  const place = findPlace(core, wanted);
  if (isFlaw(place)) return err(withText(place, podUid));
  const { memory, fault } = tellStrategy("restored", core, state, podUid, place, now);
  return ok(allocatedAt(State.step(state, podUid, place, memory), pool, place, fault));
}

/** `Array.isArray` does not know of arrays that are read only. */
function isOne(ranges: IdRange<HostId> | readonly IdRange<HostId>[]): ranges is IdRange<HostId> {
  return !Array.isArray(ranges);
}

function readRange(range: IdRange<HostId>): IdRange<HostId> {
  expectObject("restore", "each range", range, "an object { start, size }");
  const start = checkUint32("restore", "the start of the range", range.start);
  return { start, size: checkUint32("restore", "the size of the range", range.size) };
}

/** The same ranges may be written down in another order, or in pieces. */
function isSame(held: readonly IdRange<HostId>[], wanted: readonly IdRange<HostId>[]): boolean {
  const runs = joinRuns(wanted.map(({ start, size }) => ({ first: start, count: size })).sort(byFirst));
  return (
    runs.length === held.length &&
    held.every(({ start, size }, i) => runs[i]?.first === start && runs[i]?.count === size)
  );
}

function otherRanges(
  podUid: string,
  ranges: readonly IdRange<HostId>[],
  wanted: readonly IdRange<HostId>[],
): AlreadyAllocated {
  const text = `different user namespace range already used by pod ${JSON.stringify(podUid)}`;
  return { code: "already-allocated", podUid, ranges, wanted, text };
}

function withText(flaw: RangeFlaw, podUid: string): RestoreError {
  switch (flaw.code) {
    case "wrong-size":
      return { ...flaw, text: `wrong user namespace length ${flaw.range.size}` };
    case "misaligned":
      return { ...flaw, text: `wrong user namespace offset specified ${flaw.range.start}` };
    case "out-of-pool":
      return { ...flaw, text: `id ${flaw.range.start} is out of range` };
    case "taken":
      return { ...flaw, text: `range picked for pod ${JSON.stringify(podUid)} already taken` };
    case "excluded":
    case "overlapping":
    case "range-count":
      return flaw;
  }
}
