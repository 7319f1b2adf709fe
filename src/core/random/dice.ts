import { drawInt } from "./random.ts";

/** Draws one thing after the other from one generator, all of them in integers; equal seeds give equal draws. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** An integer in `[0, bound)`, uniformly; the bound is 1 to 4294967296. */
  below(bound: number): number {
    const { value, state } = drawInt(this.#state, bound);
    this.#state = state;
    return value;
  }

  /** In so many of a hundred cases. */
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  /** One of several things, the likelier the more often it is among them. */
  one<T>(things: readonly T[]): T | undefined {
    return things[this.below(Math.max(1, things.length))];
  }
}
