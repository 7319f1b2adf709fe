import type { HostId } from "../id/id.ts";
import { checkUint32 } from "../id/uint32.ts";
import type { IdRange } from "../range/range.ts";
import { err, ok, type Result } from "../result.ts";
import type { Allocated } from "./allocate.ts";
import type { Excluded, Misaligned, OutOfPool, RangeFlaw, Taken, WrongSize } from "./allocate-error.ts";
import { Allocations } from "./allocations.ts";
import { placeOf } from "./place.ts";
import { checkPodUid } from "./pod-uid.ts";
import { slotRange } from "./slots.ts";
import { tellStrategy } from "./tell-strategy.ts";

/** Why {@link restore} does not give a pod a certain range. Each of them changes nothing. */
export type RestoreError = ((WrongSize | Misaligned | OutOfPool | Taken) & KubeletText) | Excluded | AlreadyAllocated;

/** What the kubelet would say. */
export interface KubeletText {
  /** The kubelet's words. */
  readonly text: string;
}

/** The pod has another range already. */
export interface AlreadyAllocated extends KubeletText {
  /** Which refusal it is. */
  readonly code: "already-allocated";
  /** The UID of the pod. */
  readonly podUid: string;
  /** The range that the pod has. */
  readonly range: IdRange<HostId>;
  /** The range that it was to get. */
  readonly wanted: IdRange<HostId>;
}

/**
 * Gives a pod the range it had before, such as one read from disk after a restart, without asking the strategy.
 *
 * The strategy hears of it. Whatever it does then, the pod has the range: a strategy that throws keeps the memory it had,
 * and the result says so in `fault`. Restoring the range that a pod has gives the same state.
 *
 * @param state - the state before; it stays valid
 * @param podUid - the UID of the pod: any string
 * @param range - the range: a whole slot of the pool
 * @returns the state after and the range; or why the pod cannot have it
 * @throws TypeError when an argument is no state, no string or no range of integers. {@link TypeError}
 * @throws RangeError when a number of the range lies outside 0 to 4294967295. {@link RangeError}
 * @remarks The texts are those of `record` in the kubelet's `userns_manager.go` (1.36), with the pod's UID quoted as JSON
 * does, which for printable ASCII is as Go does. The kubelet looks for another range of the pod only after the range's size
 * and alignment, and never at its end.
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
export function restore(state: Allocations, podUid: string, range: IdRange<HostId>): Result<Allocated, RestoreError> {
  checkPodUid("restore", podUid);
  // Read before the core is fetched: a getter may use states.
  const start = checkUint32("restore", "the start of the range", range.start);
  const size = checkUint32("restore", "the size of the range", range.size);
  const core = Allocations.enter("restore", state);
  const { pool } = core.setup;
  const held = core.slotOf(podUid);
  if (held !== undefined) return again(state, podUid, slotRange(pool, held), { start, size });
  const slot = placeOf(core, start, size);
  if (typeof slot !== "number") return err(withText(slot, podUid));
  const { memory, fault } = tellStrategy("restored", core, state, podUid, slot);
  const after = Allocations.step(state, podUid, slot, memory);
  const given = slotRange(pool, slot);
  return ok(fault === undefined ? { state: after, range: given } : { state: after, range: given, fault });
}

function again(
  state: Allocations,
  podUid: string,
  range: IdRange<HostId>,
  wanted: IdRange<HostId>,
): Result<Allocated, RestoreError> {
  if (range.start === wanted.start && range.size === wanted.size) return ok({ state, range });
  const text = `different user namespace range already used by pod ${JSON.stringify(podUid)}`;
  return err({ code: "already-allocated", podUid, range, wanted, text });
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
      return flaw;
  }
}
