import { drawInt } from "./random.ts";

/** Draws one thing after the other from one generator, all of them in integers; equal seeds give equal draws. */
export class Dice {
  #state: number;

  /**
   * Takes up the dice.
   * @param seed - where the draws begin, 0 to 4294967295
   */
  constructor(seed: number) {
    this.#state = seed;
  }

  /**
   * Draws an integer, uniformly.
   * @param bound - how many numbers there are to draw from, 1 to 4294967296
   * @returns an integer in `[0, bound)`
   */
  below(bound: number): number {
    const { value, state } = drawInt(this.#state, bound);
    this.#state = state;
    return value;
  }

  /**
   * Decides whether something happens.
   * @param percent - in how many of a hundred cases it does
   */
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  /**
   * Draws one of several things.
   * @param things - the things, the more often one is among them the likelier it is
   */
  one<T>(things: readonly T[]): T | undefined {
    return things[this.below(Math.max(1, things.length))];
  }
}
