import type { PoolView, Proposal } from "../strategy.ts";

/**
 * Makes the proposal for one slot.
 *
 * @param view - the pool
 * @param slot - the slot's number; `undefined` when there is none, as may be in the view that a wrapper hands on
 * @param memory - what to remember from now on
 * @returns the slot's range, or the refusal `no-free-slot`
 * @internal
 */
export function proposeSlot<Memory>(view: PoolView, slot: number | undefined, memory: Memory): Proposal<Memory> {
  return slot === undefined ? { refuse: "no-free-slot" } : { ranges: [view.slotRange(slot)], memory };
}

/**
 * Finds the first free slot at or after a slot, and goes on from the pool's start when there is none up to its end.
 *
 * @param view - the pool
 * @param slot - the number of the slot to start from
 * @returns the free slot's number, or `undefined` when there is none at all
 * @internal
 */
export function nextFreeAround(view: PoolView, slot: number): number | undefined {
  return view.nextFree(slot) ?? view.nextFree(0);
}
