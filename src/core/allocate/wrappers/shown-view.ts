import type { PoolView } from "../strategy/strategy.ts";

/** Slots that a wrapper hides from the strategy inside. */
export interface HiddenSlots {
  /** The first hidden slot at or after a slot; `Infinity` when there is none. */
  nextHidden(slot: number): number;
  /** The first slot at or after a slot that is not hidden; it may lie past the pool's end. */
  nextShown(slot: number): number;
}

/** Makes a view in which some slots are not free. */
export function shownView(view: PoolView, hidden: HiddenSlots): PoolView {
  return {
    get pool() {
      return view.pool;
    },
    get freeSlots() {
      return view.freeSlots - countHidden(view, hidden);
    },
    isFree: (slot) => view.isFree(slot) && hidden.nextHidden(slot) > slot,
    nextFree: (slot) => {
      let free = view.nextFree(slot);
      while (free !== undefined) {
        const shown = hidden.nextShown(free);
        if (shown === free) return free;
        free = view.nextFree(shown);
      }
      return undefined;
    },
    freeRun: (slot, most) => Math.min(view.freeRun(slot, most), hidden.nextHidden(slot) - slot),
    podAt: (slot) => view.podAt(slot),
    slotRange: (slot) => view.slotRange(slot),
  };
}

/** Counts the slots that are free and hidden, run by run. */
function countHidden(view: PoolView, hidden: HiddenSlots): number {
  let count = 0;
  let free = view.nextFree(0);
  while (free !== undefined) {
    const from = hidden.nextHidden(free);
    if (from >= view.pool.slots) break;
    const run = view.freeRun(from, Math.min(hidden.nextShown(from), view.pool.slots) - from);
    count += run;
    // A run of no slots ends where it starts: the hidden slot is taken.
    free = view.nextFree(from + Math.max(1, run));
  }
  return count;
}
