import { Dice } from "../../src/core/random/dice.ts";

/** All of the things in an order that the seed decides, each order as likely as any other. */
export function* inDrawnOrder<T>(things: readonly T[], seed: number): Generator<T, void> {
  const dice = new Dice(seed);
  const left = [...things];
  while (left.length > 0) {
    const at = dice.below(left.length);
    const last = left.pop() as T;
    if (at === left.length) yield last;
    else {
      yield left[at] as T;
      left[at] = last;
    }
  }
}
