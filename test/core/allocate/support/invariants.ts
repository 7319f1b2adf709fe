import type { Allocated } from "../../../../src/core/allocate/allocate.ts";
import type { Allocations } from "../../../../src/core/allocate/allocations.ts";
import { allocatedSlots, freeSlots, ownerOf, poolOf, rangeOf } from "../../../../src/core/allocate/queries.ts";
import type { IdRange } from "../../../../src/core/range/range.ts";

/**
 * Checks one step that gave a pod a range, in time that does not depend on how many pods there are.
 *
 * @returns the names of the invariants that do not hold
 */
export function wrongAfterTaking(before: Allocations, podUid: string, { state, range }: Allocated): string[] {
  const wrong = wrongRange(state, range);
  if (allocatedSlots(state) !== allocatedSlots(before) + 1) wrong.push("the count is one more");
  if (freeSlots(state) !== freeSlots(before) - 1) wrong.push("the rest is one less");
  if (ends(range).some((id) => ownerOf(before, id) !== undefined)) wrong.push("nobody had the range");
  if (rangeOf(before, podUid) !== undefined) wrong.push("the pod had none");
  if (ends(range).some((id) => ownerOf(state, id) !== podUid)) wrong.push("the pod owns the range");
  if (!same(rangeOf(state, podUid), range)) wrong.push("the pod's range is the one returned");
  return wrong;
}

/** Checks one step that took the range of a pod back, in the same way. */
export function wrongAfterRelease(before: Allocations, podUid: string, { state, range }: Allocated): string[] {
  const wrong = wrongRange(state, range);
  if (allocatedSlots(state) !== allocatedSlots(before) - 1) wrong.push("the count is one less");
  if (freeSlots(state) !== freeSlots(before) + 1) wrong.push("the rest is one more");
  if (ends(range).some((id) => ownerOf(before, id) !== podUid)) wrong.push("the pod owned the range");
  if (!same(rangeOf(before, podUid), range)) wrong.push("the pod had the range");
  if (ends(range).some((id) => ownerOf(state, id) !== undefined)) wrong.push("nobody owns the range");
  if (rangeOf(state, podUid) !== undefined) wrong.push("the pod has none");
  return wrong;
}

/** A whole slot of the pool, so no part of two slots and not 4294967295. */
function wrongRange(state: Allocations, range: IdRange): string[] {
  const { start, size, idsPerPod } = poolOf(state);
  const wrong: string[] = [];
  if (range.size !== idsPerPod) wrong.push("the range is as long as a slot");
  if (range.start % idsPerPod !== 0) wrong.push("the range is aligned");
  if (range.start < start || range.start + range.size > start + size) wrong.push("the range is in the pool");
  return wrong;
}

function ends({ start, size }: IdRange): readonly number[] {
  return [start, start + size - 1];
}

function same(a: IdRange | undefined, b: IdRange): boolean {
  return a !== undefined && a.start === b.start && a.size === b.size;
}
