import { drawInt } from "../../src/core/random/random.ts";

/** Draws one thing after the other; the same seed draws the same things. */
export class Draw {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** An integer in `[0, bound)`. */
  int(bound: number): number {
    const { value, state } = drawInt(this.#state, bound);
    this.#state = state;
    return value;
  }

  /** An integer from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + this.int(high - low + 1);
  }

  /** `true` so many times in a hundred. */
  chance(percent: number): boolean {
    return this.int(100) < percent;
  }

  /** One of the list. */
  pick<T>(list: readonly T[]): T {
    return list[this.int(list.length)] as T;
  }

  /** So many draws of the same kind. */
  times<T>(count: number, one: () => T): readonly T[] {
    return Array.from({ length: count }, one);
  }

  /** One of the weighted choices; only the chosen one is drawn. */
  weighted<T>(choices: readonly (readonly [weight: number, one: () => T])[]): T {
    let left = this.int(choices.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, one] of choices) {
      if (left < weight) return one();
      left -= weight;
    }
    throw new RangeError("expected at least one choice of some weight");
  }
}
