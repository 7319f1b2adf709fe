import type { Pool } from "../../allocate/pool/pool.ts";
import { FreeRuns } from "./free-runs.ts";

/**
 * Who runs on which slots. Unlike the allocator's state it allows several pods on one slot, because the baseline does.
 */
export class Occupancy {
  readonly #free: FreeRuns;
  readonly #slotsOf = new Map<string, readonly number[]>();
  readonly #podsOn = new Map<number, Set<string>>();
  /** The pods that share slots, each with the number of these. */
  readonly #sharing = new Map<string, number>();

  constructor(pool: Pool) {
    this.#free = new FreeRuns(pool);
  }

  get count(): number {
    return this.#slotsOf.size;
  }

  /** How many pods have an ID that another one has, too. */
  get sharing(): number {
    return this.#sharing.size;
  }

  get freeSlots(): number {
    return this.#free.count;
  }

  /** Which part of the free slots lies outside of the longest run of them: 0 when they are one run, or none is free. */
  get fragmentation(): number {
    const { count, longest } = this.#free;
    return count === 0 ? 0 : 1 - longest / count;
  }

  slotsOf(pod: string): readonly number[] | undefined {
    return this.#slotsOf.get(pod);
  }

  /** The pods that run, each with its slots. */
  get pods(): Iterable<readonly [string, readonly number[]]> {
    return this.#slotsOf;
  }

  isTaken(slot: number): boolean {
    return this.#podsOn.has(slot);
  }

  /** Notes that a pod starts, which does not run yet. */
  start(pod: string, slots: readonly number[]): void {
    this.#slotsOf.set(pod, slots);
    for (const slot of slots) {
      const others = this.#podsOn.get(slot);
      if (others === undefined) {
        this.#podsOn.set(slot, new Set([pod]));
        this.#free.take(slot);
        continue;
      }
      // One pod alone did not share the slot until now; of several, each did.
      if (others.size === 1) for (const other of others) this.#share(other, 1);
      others.add(pod);
      this.#share(pod, 1);
    }
  }

  end(pod: string, slots: readonly number[]): void {
    this.#slotsOf.delete(pod);
    this.#sharing.delete(pod);
    for (const slot of slots) {
      const others = this.#podsOn.get(slot) as Set<string>;
      others.delete(pod);
      if (others.size === 1) for (const other of others) this.#share(other, -1);
      if (others.size > 0) continue;
      this.#podsOn.delete(slot);
      this.#free.free(slot);
    }
  }

  #share(pod: string, change: 1 | -1): void {
    const slots = (this.#sharing.get(pod) ?? 0) + change;
    if (slots === 0) this.#sharing.delete(pod);
    else this.#sharing.set(pod, slots);
  }
}
