import type { Pool } from "../../allocate/pool/pool.ts";
import { excludedSlots } from "../../allocate/pool/slots.ts";

/**
 * Which slots of a pool are free, and how long the longest run of them is: a tree over the slots whose nodes know the free
 * slots at their left end, at their right end, and the longest run between.
 */
export class FreeRuns {
  readonly #leaves: number;
  readonly #left: Int32Array;
  readonly #right: Int32Array;
  readonly #longest: Int32Array;
  #count = 0;

  /** Starts with every slot free that holds no excluded ID. */
  constructor(pool: Pool) {
    this.#leaves = powerOfTwoFrom(pool.slots);
    this.#left = new Int32Array(2 * this.#leaves);
    this.#right = new Int32Array(2 * this.#leaves);
    this.#longest = new Int32Array(2 * this.#leaves);
    for (let slot = 0; slot < pool.slots; slot++) this.#mark(slot, 1);
    for (const { start, size } of excludedSlots(pool))
      for (let slot = start; slot < start + size; slot++) this.#mark(slot, -1);
    for (let node = this.#leaves - 1, width = 1, row = this.#leaves; node > 0; node--) {
      this.#join(node, width);
      if (node === row / 2) {
        row = node;
        width *= 2;
      }
    }
  }

  get count(): number {
    return this.#count;
  }

  get longest(): number {
    return this.#longest[1] as number;
  }

  free(slot: number): void {
    this.#mark(slot, 1);
    this.#climb(slot);
  }

  take(slot: number): void {
    this.#mark(slot, -1);
    this.#climb(slot);
  }

  #mark(slot: number, change: 1 | -1): void {
    const free = change === 1 ? 1 : 0;
    const leaf = this.#leaves + slot;
    this.#left[leaf] = free;
    this.#right[leaf] = free;
    this.#longest[leaf] = free;
    this.#count += change;
  }

  #climb(slot: number): void {
    let width = 1;
    for (let node = (this.#leaves + slot) >>> 1; node > 0; node >>>= 1) {
      this.#join(node, width);
      width *= 2;
    }
  }

  /** Makes a node of its two children, each of which is over so many slots. */
  #join(node: number, width: number): void {
    const [a, b] = [2 * node, 2 * node + 1];
    const at = (values: Int32Array, child: number): number => values[child] as number;
    const leftOfB = at(this.#left, b);
    const rightOfA = at(this.#right, a);
    this.#left[node] = at(this.#left, a) === width ? width + leftOfB : at(this.#left, a);
    this.#right[node] = at(this.#right, b) === width ? width + rightOfA : at(this.#right, b);
    this.#longest[node] = Math.max(at(this.#longest, a), at(this.#longest, b), rightOfA + leftOfB);
  }
}

function powerOfTwoFrom(least: number): number {
  let power = 1;
  while (power < least) power *= 2;
  return power;
}
