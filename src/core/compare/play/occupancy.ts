import type { Pool } from "../../allocate/pool/pool.ts";
import { FreeRuns } from "./free-runs.ts";

/**
 * Who runs on which slots. Unlike the allocator's state it allows several pods on one slot, because the baseline does.
 */
export class Occupancy {
  readonly #free: FreeRuns;
  readonly #slotsOf = new Map<string, readonly number[]>();
  readonly #podsOn: Uint32Array;

  constructor(pool: Pool) {
    this.#free = new FreeRuns(pool);
    this.#podsOn = new Uint32Array(pool.slots);
  }

  get count(): number {
    return this.#slotsOf.size;
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
    return this.#count(slot) > 0;
  }

  /** Notes that a pod starts, which does not run yet. */
  start(pod: string, slots: readonly number[]): void {
    this.#slotsOf.set(pod, slots);
    for (const slot of slots) {
      if (!this.isTaken(slot)) this.#free.take(slot);
      this.#podsOn[slot] = this.#count(slot) + 1;
    }
  }

  end(pod: string, slots: readonly number[]): void {
    this.#slotsOf.delete(pod);
    for (const slot of slots) {
      this.#podsOn[slot] = this.#count(slot) - 1;
      if (!this.isTaken(slot)) this.#free.free(slot);
    }
  }

  #count(slot: number): number {
    return this.#podsOn[slot] as number;
  }
}
