import { drawInt } from "../../../src/core/random/random.ts";

let state = 1;

/** Chance as a defect has it: nobody who is tested sets it, yet the test comes out the same every time. */
export function chance(bound: number): number {
  const drawn = drawInt(state, bound);
  state = drawn.state;
  return drawn.value;
}
