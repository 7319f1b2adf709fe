import type { HostId } from "../../id/id.ts";
import { checkUint32 } from "../../id/uint32.ts";
import type { IdRange } from "../../range/range.ts";
import type { Pool } from "../pool/pool.ts";
import { rangeAt } from "../pool/slots.ts";
import type { PoolView } from "../strategy/strategy.ts";
import { type Allocations, State } from "./allocations.ts";
import { freeRunFrom, isFreeSlot, nextFreeSlot } from "./free-slots.ts";

/**
 * What a strategy sees of a state. Every answer goes through the state, so it stays right when the strategy uses other
 * states in between, or keeps the view for later.
 */
export class StateView implements PoolView {
  readonly #state: Allocations;

  constructor(state: Allocations) {
    this.#state = state;
  }

  get pool(): Pool {
    return State.coreOf(this.#state).setup.pool;
  }

  get freeSlots(): number {
    return State.coreOf(this.#state).freeSlots;
  }

  isFree(slot: number): boolean {
    return isFreeSlot(State.coreOf(this.#state).free, checkUint32("isFree", "the slot", slot));
  }

  nextFree(slot: number): number | undefined {
    return nextFreeSlot(State.coreOf(this.#state).free, checkUint32("nextFree", "the slot", slot));
  }

  freeRun(slot: number, most: number): number {
    const from = checkUint32("freeRun", "the slot", slot);
    return freeRunFrom(State.coreOf(this.#state).free, from, checkUint32("freeRun", "most", most));
  }

  podAt(slot: number): string | undefined {
    return State.coreOf(this.#state).podAt(checkUint32("podAt", "the slot", slot));
  }

  slotRange(slot: number): IdRange<HostId> {
    return rangeAt(this.pool, slot);
  }
}
