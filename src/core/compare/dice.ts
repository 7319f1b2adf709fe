import { drawInt } from "../random/random.ts";

/**
 * Draws of several kinds from one generator, all of them in integers.
 *
 * @internal
 */
export interface Dice {
  /**
   * Draws an integer, uniformly.
   *
   * @param bound - how many numbers there are to draw from, 1 to 4294967296
   * @returns an integer in `[0, bound)`
   */
  below(bound: number): number;
  /**
   * Decides whether something happens.
   *
   * @param percent - in how many of a hundred cases it does
   * @returns whether it does
   */
  chance(percent: number): boolean;
  /**
   * Draws how long something takes that is as likely to end at any moment as at any other.
   *
   * @param mean - how many ticks it takes on average, 0 to 1000000
   * @returns an integer from 0 on: an exponential time, rounded to the nearest tick
   */
  duration(mean: number): number;
}

/**
 * Makes dice.
 *
 * @param seed - where their draws begin, 0 to 4294967295
 * @returns the dice; each draw goes on where the last one ended
 * @internal
 */
export function createDice(seed: number): Dice {
  let state = seed;
  const below = (bound: number): number => {
    const drawn = drawInt(state, bound);
    state = drawn.state;
    return drawn.value;
  };
  return {
    below,
    chance: (percent) => below(100) < percent,
    duration: (mean) => {
      const { whole, part } = exponential(below);
      // At most 2^20 times 2^32, which a number holds exactly.
      return mean * whole + Math.floor((mean * part) / TWO_32 + 0.5);
    },
  };
}

const TWO_32 = 4294967296;

/**
 * John von Neumann's way to an exponential number, which compares and never computes a logarithm: those differ in their last
 * digit from engine to engine. ("Various techniques used in connection with random digits", 1951.)
 */
function exponential(below: (bound: number) => number): { readonly whole: number; readonly part: number } {
  for (let whole = 0; ; whole++) {
    const part = below(TWO_32);
    let falling = 1;
    let last = part;
    for (let next = below(TWO_32); next < last; next = below(TWO_32)) {
      last = next;
      falling++;
    }
    if (falling % 2 === 1) return { whole, part };
  }
}
