import { checkInteger } from "../../core/id/integer.ts";
import { expectArray, expectOneOf } from "../../core/misuse/misuse.ts";
import { expectPool } from "../history/expect-history.ts";
import { expectOptions } from "../subject/expect-maker.ts";
import { EXPLORE_STEPS, type ExploreBounds } from "./bounds.ts";

/** A bound that is none would let an exploration end before it has begun, and find nothing. */
export function expectBounds(bounds: ExploreBounds): void {
  expectOptions(EXPLORE, bounds);
  const { pool, steps, seeds } = bounds;
  if (pool !== undefined) expectPool(EXPLORE, pool);
  for (const label of ["slots", "pods", "maxSlotsPerPod", "maxStates"] as const) {
    const bound = bounds[label];
    if (bound !== undefined) checkInteger(EXPLORE, label, bound, 1, Number.MAX_SAFE_INTEGER);
  }
  if (steps !== undefined) {
    expectArray(EXPLORE, "steps", steps, "an array of the names of steps");
    for (const step of steps) expectOneOf(EXPLORE, "each of steps", step, EXPLORE_STEPS);
  }
  if (seeds === undefined) return;
  expectArray(EXPLORE, "seeds", seeds, "an array of seeds");
  for (const seed of seeds) checkInteger(EXPLORE, "each of seeds", seed, 0, 4294967295);
}

const EXPLORE = "explore";
