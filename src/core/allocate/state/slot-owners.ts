import type { Pool } from "../pool/pool.ts";
import { excludedSlots } from "../pool/slots.ts";
import { lowestSlot, type Place, type SlotRun, type SlotRuns, withSlot } from "../strategy/place.ts";
import type { Strategy } from "../strategy/strategy.ts";
import { copyFreeSlots, type FreeSlots, flipSlot, noFreeSlots } from "./free-slots.ts";

/** What never changes from state to state. */
export interface Setup {
  readonly pool: Pool;
  /** How many slots of it can be handed out at all. */
  readonly capacity: number;
  readonly strategy: Strategy;
  /** The strategy's name, read once: a getter might answer differently the next time. */
  readonly strategyName: string;
  /** How many steps share one core before the old states get a copy of their own; see {@link State}. */
  readonly segment: number;
}

/** Who has which slot of a block. */
type Owners = (string | undefined)[];

/**
 * The owners are kept in blocks, because V8 puts an array of more than 16384 values into a space of its own, where a
 * copy takes fifty times as long.
 */
const BLOCK_BITS = 10;
const BLOCK = 1024;
const BLOCK_MASK = 1023;

/**
 * Who has which slot in one state, the one that is in use.
 *
 * It is changed in place, a pod at a time, and follows the states as they are used; see {@link State}.
 */
export class Core {
  readonly setup: Setup;
  /** The slots that can be handed out. */
  readonly free: FreeSlots;
  readonly #owners: readonly Owners[];
  #taken: number;
  #index: Map<string, Place> | undefined;

  private constructor(setup: Setup, free: FreeSlots, owners: readonly Owners[], taken: number) {
    this.setup = setup;
    this.free = free;
    this.#owners = owners;
    this.#taken = taken;
    this.#index = undefined;
  }

  /** Makes a core in which no pod has a slot. */
  static empty(setup: Setup): Core {
    const { slots } = setup.pool;
    const free = noFreeSlots(slots);
    let slot = 0;
    for (const { start, size } of excludedSlots(setup.pool)) {
      for (; slot < start; slot++) flipSlot(free, slot);
      slot += size;
    }
    for (; slot < slots; slot++) flipSlot(free, slot);
    const owners: Owners[] = [];
    for (let first = 0; first < slots; first += BLOCK)
      owners.push(new Array<undefined>(Math.min(BLOCK, slots - first)).fill(undefined));
    return new Core(setup, free, owners, 0);
  }

  /**
   * Copies the core, all but its index: building a Map takes a hundred times as long as copying the arrays, and most
   * copies are never asked.
   */
  copy(): Core {
    const owners = this.#owners.map((block) => block.slice());
    return new Core(this.setup, copyFreeSlots(this.free), owners, this.#taken);
  }

  /**
   * How many slots pods have.
   * @returns 0 to the pool's capacity
   */
  get taken(): number {
    return this.#taken;
  }

  /**
   * How many slots can still be handed out.
   * @returns 0 to the pool's capacity
   */
  get freeSlots(): number {
    return this.setup.capacity - this.#taken;
  }

  /**
   * Tells who has a slot.
   * @param slot - a slot's number, negative below the pool; outside the pool nobody has it
   */
  podAt(slot: number): string | undefined {
    // Modulo 2^32 a negative slot is past the last one: the pool has fewer slots than there are IDs from its start on.
    return this.#owners[slot >>> BLOCK_BITS]?.[slot & BLOCK_MASK];
  }

  /**
   * Finds the slots of a pod.
   * @returns the slots, or `undefined` when the pod has none
   */
  placeOf(podUid: string): Place | undefined {
    return this.#indexed().get(podUid);
  }

  /**
   * Goes through the pods that have slots, in the order of their lowest slots.
   * @param visit - called with the pod's UID and its slots; it must not use any state
   */
  forEachPod(visit: (podUid: string, place: Place) => void): void {
    const index = this.#indexed();
    this.#forEachTaken((podUid, slot) => {
      const place = index.get(podUid) as Place;
      if (lowestSlot(place) === slot) visit(podUid, place);
    });
  }

  /**
   * Gives free slots to a pod, or takes the slots of the pod back: done twice, nothing has happened.
   *
   * No function is called once something has changed, not even one of the language. So whatever can stop this one, such as
   * a strategy that fills the stack, leaves the core either as it was or done. The index is told first, in one call that
   * is done or not; an iterator would be called between two runs.
   * @param podUid - the UID of the pod that gets or has the slots
   * @param place - the slots, all those of the pod
   */
  toggle(podUid: string, place: Place): void {
    if (typeof place === "number") this.#toggleSlot(podUid, place);
    else this.#toggleRuns(podUid, place);
  }

  #toggleSlot(podUid: string, slot: number): void {
    const { words, summary } = this.free;
    const word = slot >>> 5;
    const group = slot >>> BLOCK_BITS;
    const block = this.#owners[group] as Owners;
    const isTaken = block[slot & BLOCK_MASK] !== undefined;
    if (isTaken) this.#index?.delete(podUid);
    else this.#index?.set(podUid, slot);
    const flipped = (words[word] as number) ^ (1 << slot);
    words[word] = flipped;
    summary[group] =
      flipped === 0 ? (summary[group] as number) & ~(1 << word) : (summary[group] as number) | (1 << word);
    block[slot & BLOCK_MASK] = isTaken ? undefined : podUid;
    this.#taken += isTaken ? -1 : 1;
  }

  #toggleRuns(podUid: string, runs: SlotRuns): void {
    const { words, summary } = this.free;
    const isTaken = this.podAt(runs[0].first) !== undefined;
    if (isTaken) this.#index?.delete(podUid);
    else this.#index?.set(podUid, runs);
    const owner = isTaken ? undefined : podUid;
    for (let run = 0; run < runs.length; run++) {
      const { first, count } = runs[run] as SlotRun;
      const end = first + count;
      for (let slot = first; slot < end; slot = ((slot >>> 5) + 1) * 32) {
        const word = slot >>> 5;
        const group = slot >>> BLOCK_BITS;
        const behind = end - word * 32 < 32 ? -1 << end : 0;
        const flipped = (words[word] as number) ^ ((-1 << slot) & ~behind);
        words[word] = flipped;
        summary[group] =
          flipped === 0 ? (summary[group] as number) & ~(1 << word) : (summary[group] as number) | (1 << word);
      }
      for (let slot = first; slot < end; slot++)
        (this.#owners[slot >>> BLOCK_BITS] as Owners)[slot & BLOCK_MASK] = owner;
      this.#taken += isTaken ? -count : count;
    }
  }

  #indexed(): Map<string, Place> {
    this.#index ??= this.#makeIndex();
    return this.#index;
  }

  #makeIndex(): Map<string, Place> {
    const index = new Map<string, Place>();
    this.#forEachTaken((podUid, slot) => {
      index.set(podUid, withSlot(index.get(podUid), slot));
    });
    return index;
  }

  #forEachTaken(visit: (podUid: string, slot: number) => void): void {
    let slot = 0;
    for (const block of this.#owners) {
      for (const podUid of block) {
        if (podUid !== undefined) visit(podUid, slot);
        slot++;
      }
    }
  }
}
