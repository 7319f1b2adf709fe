import type { IdRange } from "../../../range/range.ts";
import type { Pool } from "../../pool/pool.ts";
import type { PoolView } from "../../strategy/strategy.ts";

/** Slots that are not to be given, though they may be free. */
export interface HiddenSlots {
  /**
   * Finds the first hidden slot at or after a slot.
   * @returns the hidden slot's number, or `Infinity` when there is none
   */
  nextHidden(slot: number): number;
  /**
   * Finds the first slot at or after a slot that is not hidden.
   * @returns that slot's number, which may lie past the pool's end
   */
  nextShown(slot: number): number;
}

/** A view in which some slots are not free. */
export class ShownView implements PoolView {
  readonly #view: PoolView;
  readonly #hidden: HiddenSlots;

  constructor(view: PoolView, hidden: HiddenSlots) {
    this.#view = view;
    this.#hidden = hidden;
  }

  get pool(): Pool {
    return this.#view.pool;
  }

  /** Counted run by run: {@link PoolView.nextFree} tells sooner that there are enough. */
  get freeSlots(): number {
    let count = 0;
    let free = this.nextFree(0);
    while (free !== undefined) {
      const run = this.freeRun(free, this.pool.slots);
      count += run;
      free = this.nextFree(free + run);
    }
    return count;
  }

  isFree(slot: number): boolean {
    return this.#view.isFree(slot) && this.#hidden.nextHidden(slot) > slot;
  }

  nextFree(slot: number): number | undefined {
    let free = this.#view.nextFree(slot);
    while (free !== undefined) {
      const shown = this.#hidden.nextShown(free);
      if (shown === free) return free;
      free = this.#view.nextFree(shown);
    }
    return undefined;
  }

  freeRun(slot: number, most: number): number {
    return Math.min(this.#view.freeRun(slot, most), this.#hidden.nextHidden(slot) - slot);
  }

  podAt(slot: number): string | undefined {
    return this.#view.podAt(slot);
  }

  slotRange(slot: number): IdRange {
    return this.#view.slotRange(slot);
  }
}
