import { drawInt } from "../../core/random/random.ts";

/** Draws numbers one after the other; equal seeds give equal numbers. */
export class Dice {
  #state: number;

  /**
   * Takes up the dice.
   *
   * @param seed - where the draws begin, 0 to 4294967295
   */
  constructor(seed: number) {
    this.#state = seed;
  }

  /**
   * Draws a number.
   *
   * @param bound - how many numbers there are, at least 1
   * @returns a number from 0 to `bound - 1`
   */
  below(bound: number): number {
    const { value, state } = drawInt(this.#state, bound);
    this.#state = state;
    return value;
  }

  /**
   * Draws one of several things.
   *
   * @typeParam T - a thing
   * @param things - the things, the more often one is among them the likelier it is
   * @returns one of them; `undefined` when there is none
   */
  one<T>(things: readonly T[]): T | undefined {
    return things[this.below(Math.max(1, things.length))];
  }
}

/**
 * Gives every run of a campaign a seed of its own.
 *
 * @param seed - the seed of the campaign, 0 to 4294967295
 * @param run - the run, from 0
 * @returns the seed of the run, 0 to 4294967295; no two runs of a campaign have the same
 */
export function runSeed(seed: number, run: number): number {
  // An odd factor: the numbers come round only after 2^32 runs.
  return (seed + Math.imul(run, 0x9e3779b1)) >>> 0;
}
