import type { Allocations } from "../../../../src/core/allocate/state/allocations.ts";
import { allocatedSlots, freeSlots, ownerOf, poolOf, rangesOf } from "../../../../src/core/allocate/state/queries.ts";
import type { Allocated } from "../../../../src/core/allocate/steps/allocated.ts";
import type { IdRange } from "../../../../src/core/range/range.ts";

/**
 * Checks one step that gave a pod ranges, in time that does not depend on how many pods there are.
 *
 * @returns the names of the invariants that do not hold
 */
export function wrongAfterTaking(before: Allocations, podUid: string, { state, range, ranges }: Allocated): string[] {
  const wrong = wrongRanges(state, ranges);
  const slots = slotsOf(state, ranges);
  if (allocatedSlots(state) !== allocatedSlots(before) + slots) wrong.push("the count is one more");
  if (freeSlots(state) !== freeSlots(before) - slots) wrong.push("the rest is one less");
  if (ends(ranges).some((id) => ownerOf(before, id) !== undefined)) wrong.push("nobody had the range");
  if (rangesOf(before, podUid).length > 0) wrong.push("the pod had none");
  if (ends(ranges).some((id) => ownerOf(state, id) !== podUid)) wrong.push("the pod owns the range");
  if (!same(rangesOf(state, podUid), ranges) || range !== ranges[0]) wrong.push("the pod's range is the one returned");
  return wrong;
}

/** Checks one step that took the ranges of a pod back, in the same way. */
export function wrongAfterRelease(before: Allocations, podUid: string, { state, range, ranges }: Allocated): string[] {
  const wrong = wrongRanges(state, ranges);
  const slots = slotsOf(state, ranges);
  if (allocatedSlots(state) !== allocatedSlots(before) - slots) wrong.push("the count is one less");
  if (freeSlots(state) !== freeSlots(before) + slots) wrong.push("the rest is one more");
  if (ends(ranges).some((id) => ownerOf(before, id) !== podUid)) wrong.push("the pod owned the range");
  if (!same(rangesOf(before, podUid), ranges) || range !== ranges[0]) wrong.push("the pod had the range");
  if (ends(ranges).some((id) => ownerOf(state, id) !== undefined)) wrong.push("nobody owns the range");
  if (rangesOf(state, podUid).length > 0) wrong.push("the pod has none");
  return wrong;
}

/** Whole slots of the pool, so no part of two slots and not 4294967295; in order, and apart. */
function wrongRanges(state: Allocations, ranges: readonly IdRange[]): string[] {
  const { start, size, idsPerPod } = poolOf(state);
  const wrong: string[] = [];
  let last = 0;
  for (const range of ranges) {
    if (range.size < idsPerPod || range.size % idsPerPod !== 0) wrong.push("the range is as long as slots");
    if (range.start % idsPerPod !== 0) wrong.push("the range is aligned");
    if (range.start < start || range.start + range.size > start + size) wrong.push("the range is in the pool");
    if (range.start <= last) wrong.push("the ranges are in order, and apart");
    last = range.start + range.size;
  }
  return wrong;
}

function slotsOf(state: Allocations, ranges: readonly IdRange[]): number {
  return ranges.reduce((sum, { size }) => sum + size, 0) / poolOf(state).idsPerPod;
}

function ends(ranges: readonly IdRange[]): readonly number[] {
  return ranges.flatMap(({ start, size }) => [start, start + size - 1]);
}

function same(some: readonly IdRange[], others: readonly IdRange[]): boolean {
  const isSame = ({ start, size }: IdRange, i: number): boolean =>
    start === others[i]?.start && size === others[i]?.size;
  return some.length === others.length && some.every(isSame);
}
