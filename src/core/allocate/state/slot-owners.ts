import type { Pool } from "../pool/pool.ts";
import { excludedSlots } from "../pool/slots.ts";
import { countSlots, lowestSlot, type Place, type SlotRuns, withSlot } from "../strategy/place.ts";
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
  /** What {@link toggle} has begun: the pod, whether it had the slots, and the slots; `undefined` where nothing is open. */
  #begun = "";
  #wasTaken = false;
  #begunAt: SlotRuns | undefined;

  private constructor(setup: Setup, free: FreeSlots, owners: readonly Owners[], taken: number) {
    this.setup = setup;
    this.free = free;
    this.#owners = owners;
    this.#taken = taken;
    this.#index = undefined;
    this.#begunAt = undefined;
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
   * A strategy may have filled the stack, and then this may be stopped, not only where it calls something: V8 looks at the
   * stack when a loop begins anew, too. So a single slot changes without a call or a loop behind the first change, and of
   * several it is written down first what is begun: {@link settle} takes back what was not ended.
   * @param podUid - the UID of the pod that gets or has the slots
   * @param place - the slots, all those of the pod
   */
  toggle(podUid: string, place: Place): void {
    this.settle();
    if (typeof place === "number") this.#toggleSlot(podUid, place);
    else this.#toggleRuns(podUid, place);
  }

  /** Takes back what {@link toggle} has begun and not ended. It may be stopped, and done again. */
  settle(): void {
    if (this.#begunAt === undefined) return;
    this.#putRuns(this.#begun, this.#begunAt, this.#wasTaken);
    this.#begunAt = undefined;
  }

  #toggleSlot(podUid: string, slot: number): void {
    const { words, summary } = this.free;
    const word = slot >>> 5;
    const group = slot >>> BLOCK_BITS;
    const block = this.#owners[group] as Owners;
    const isTaken = block[slot & BLOCK_MASK] !== undefined;
    // One call, which is done or not.
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
    const wasTaken = this.podAt(runs[0].first) !== undefined;
    const change = wasTaken ? -countSlots(runs) : countSlots(runs);
    this.#begun = podUid;
    this.#wasTaken = wasTaken;
    this.#begunAt = runs;
    this.#putRuns(podUid, runs, !wasTaken);
    this.#taken += change;
    this.#begunAt = undefined;
  }

  /** Makes slots a pod's, or free; whether they were does not matter. */
  #putRuns(podUid: string, runs: SlotRuns, isTaken: boolean): void {
    if (isTaken) this.#index?.set(podUid, runs);
    else this.#index?.delete(podUid);
    for (const { first, count } of runs) this.#putRun(podUid, first, count, isTaken);
  }

  #putRun(podUid: string, first: number, count: number, isTaken: boolean): void {
    const { words, summary } = this.free;
    const owner = isTaken ? podUid : undefined;
    const end = first + count;
    for (let slot = first; slot < end; slot = ((slot >>> 5) + 1) * 32) {
      const word = slot >>> 5;
      const group = slot >>> BLOCK_BITS;
      const behind = end - word * 32 < 32 ? -1 << end : 0;
      const bits = (-1 << slot) & ~behind;
      const free = isTaken ? (words[word] as number) & ~bits : (words[word] as number) | bits;
      words[word] = free;
      summary[group] =
        free === 0 ? (summary[group] as number) & ~(1 << word) : (summary[group] as number) | (1 << word);
    }
    for (let slot = first; slot < end; slot++) (this.#owners[slot >>> BLOCK_BITS] as Owners)[slot & BLOCK_MASK] = owner;
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
