import { checkInteger } from "../id/integer.ts";
import { checkUint32 } from "../id/uint32.ts";

/**
 * A draw and the state of the generator after it.
 *
 * The state is one integer from 0 to 4294967295: write it down, store it in JSON, and go on from it anywhere.
 */
export interface Draw {
  /** The number drawn. */
  readonly value: number;
  /** The state to draw the next number from. */
  readonly state: number;
}

/**
 * Draws one integer, uniformly, from a generator whose whole state is one number.
 *
 * The same state and bound give the same draw, on every machine and within every major version. Not for secrets.
 *
 * @param state - the state, an integer from 0 to 4294967295; any such number is a seed
 * @param bound - how many numbers there are to draw from, 1 to 4294967296
 * @returns an integer in `[0, bound)` and the next state
 * @throws TypeError when the state or the bound is not an integer, RangeError when it is out of range.
 * @remarks The generator is splitmix32: a counter that steps by an odd constant, mixed by the finalizer of MurmurHash3
 * with the constants of Steele, Lea and Flood's family ("Fast splittable pseudorandom number generators", OOPSLA 2014).
 * Every state is reached once in 2^32 draws. Numbers that would make some results likelier than others are drawn again.
 * @example
 * ```ts
 * import { drawInt } from "userns-sim";
 *
 * const first = drawInt(1, 110);
 * drawInt(1, 110); // => first
 * first.value < 110; // => true
 * ```
 */
export function drawInt(state: number, bound: number): Draw {
  checkUint32("drawInt", "the state", state);
  checkInteger("drawInt", "the bound", bound, 1, TWO_32);
  // The largest multiple of the bound: results at or past it would fall on the low numbers once more often.
  const fair = TWO_32 - (TWO_32 % bound);
  let next = state;
  let mixed: number;
  do {
    next = (next + GAMMA) >>> 0;
    mixed = mix(next);
  } while (mixed >= fair);
  return { value: mixed % bound, state: next };
}

const TWO_32 = 4294967296;
const GAMMA = 0x9e3779b9;

function mix(counter: number): number {
  let z = counter ^ (counter >>> 16);
  z = Math.imul(z, 0x21f0aaad);
  z ^= z >>> 15;
  z = Math.imul(z, 0x735a2d97);
  return (z ^ (z >>> 15)) >>> 0;
}
