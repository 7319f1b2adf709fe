import type { Dice } from "../../random/dice.ts";

/**
 * An exponential time, rounded to the nearest tick: as likely to end at any moment as at any other. `mean` is 0 to
 * 1000000 ticks.
 */
export function drawDuration(dice: Dice, mean: number): number {
  const { whole, part } = exponential(dice);
  // At most 2^20 times 2^32, which a number holds exactly.
  return mean * whole + Math.floor((mean * part) / TWO_32 + 0.5);
}

const TWO_32 = 4294967296;

/**
 * John von Neumann's way to an exponential number, which compares and never computes a logarithm: those differ in their last
 * digit from engine to engine. ("Various techniques used in connection with random digits", 1951.)
 */
function exponential(dice: Dice): { readonly whole: number; readonly part: number } {
  for (let whole = 0; ; whole++) {
    const part = dice.below(TWO_32);
    let falling = 1;
    let last = part;
    for (let next = dice.below(TWO_32); next < last; next = dice.below(TWO_32)) {
      last = next;
      falling++;
    }
    if (falling % 2 === 1) return { whole, part };
  }
}
