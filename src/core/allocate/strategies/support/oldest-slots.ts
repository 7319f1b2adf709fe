import type { PoolView } from "../../strategy/strategy.ts";
import { leastOf, type SlotStamps } from "./slot-stamps.ts";

/** A slot, or the first of a run, and its age. */
export interface AgedSlot {
  readonly slot: number;
  /** When it was given back: a smaller number is longer ago. */
  readonly stamp: number;
}

/** Finds the free slot with the smallest number, of several the lowest. */
export function oldestSlot(stamps: SlotStamps, span: number, view: PoolView): AgedSlot | undefined {
  return olderSlot(stamps, { first: 0, span }, view, undefined);
}

/**
 * Finds the free run of so many slots whose largest number is smallest, of several the lowest; its age is that number.
 */
export function oldestRun(stamps: SlotStamps, span: number, view: PoolView, slots: number): AgedSlot | undefined {
  const ages = new Float64Array(view.pool.slots);
  spread(stamps, { first: 0, span }, ages);
  let best: AgedSlot | undefined;
  for (let first = view.nextFree(0); first !== undefined; ) {
    const end = first + view.freeRun(first, view.pool.slots);
    best = oldestWindow(ages, { first, end }, slots, best);
    first = view.nextFree(end);
  }
  return best;
}

interface Stretch {
  readonly first: number;
  readonly span: number;
}

/** Searches a stretch for a slot that is older than the best so far. */
function olderSlot(
  stamps: SlotStamps,
  { first, span }: Stretch,
  view: PoolView,
  best: AgedSlot | undefined,
): AgedSlot | undefined {
  const stamp = leastOf(stamps);
  if (best !== undefined && (stamp > best.stamp || (stamp === best.stamp && first > best.slot))) return best;
  if (typeof stamps === "number") {
    const slot = view.nextFree(first);
    return slot === undefined || slot >= first + span ? best : { slot, stamp };
  }
  const { parts } = stamps;
  const size = span / parts.length;
  const searchPart = (found: AgedSlot | undefined, part: SlotStamps, i: number): AgedSlot | undefined =>
    olderSlot(part, { first: first + i * size, span: size }, view, found);
  // First where it is if it is shown: then nothing in the other parts is older, and the search does not enter them.
  const likely = parts.findIndex((part) => leastOf(part) === stamp);
  const found = searchPart(best, parts[likely] as SlotStamps, likely);
  return parts.reduce((older, part, i) => (i === likely ? older : searchPart(older, part, i)), found);
}

/** Writes down the number of every slot; what lies beyond the end is left out. */
function spread(stamps: SlotStamps, { first, span }: Stretch, ages: Float64Array): void {
  if (typeof stamps === "number") {
    ages.fill(stamps, first, first + span);
    return;
  }
  const size = span / stamps.parts.length;
  for (const [i, part] of stamps.parts.entries()) spread(part, { first: first + i * size, span: size }, ages);
}

/** Moves a window along a free run, and keeps the best. */
function oldestWindow(
  ages: Float64Array,
  { first, end }: { readonly first: number; readonly end: number },
  slots: number,
  best: AgedSlot | undefined,
): AgedSlot | undefined {
  const ageOf = (slot: number): number => ages[slot] as number;
  // The slots of the window that can still be its youngest: from left to right, each is older than the one before.
  const youngest: number[] = [];
  let head = 0;
  let found = best;
  for (let slot = first; slot < end; slot++) {
    while (youngest.length > head && ageOf(youngest.at(-1) as number) <= ageOf(slot)) youngest.pop();
    youngest.push(slot);
    const start = slot - slots + 1;
    if ((youngest[head] as number) < start) head++;
    const stamp = ageOf(youngest[head] as number);
    if (start >= first && (found === undefined || stamp < found.stamp)) found = { slot: start, stamp };
  }
  return found;
}
