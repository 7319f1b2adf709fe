import { expect, it } from "vitest";
import { tooSteep } from "./growth.ts";

/** Work that a compiler cannot leave out. */
function work(steps: number): number {
  let sum = 0;
  for (let i = 0; i < steps; i++) sum = (sum * 31 + i) % 1000003;
  return sum;
}

it("tells what grows with the square from what does not", async () => {
  expect(await tooSteep((n) => () => work(n * 1000), 2000, { worthMeasuring: 1 })).toBeUndefined();
  expect(await tooSteep((n) => () => work(n * n), 1000, { worthMeasuring: 1 })).toMatch(/^twice the size took \d/);
});

it("does not measure what takes next to nothing", async () => {
  expect(await tooSteep(() => () => undefined, 1)).toBeUndefined();
});
