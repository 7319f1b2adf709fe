import type { Allocations } from "../../src/core/allocate/state/allocations.ts";
import { allocate } from "../../src/core/allocate/steps/allocate.ts";
import { release } from "../../src/core/allocate/steps/release.ts";
import { unwrap } from "../../src/core/result.ts";

/** A history that fills a pool with all pods but the last, and then releases and allocates in turn, a state a step. */
export function steps(first: Allocations, podUids: readonly string[]): { next(): Allocations } {
  const pods = [...podUids];
  let gone = pods.pop() as string;
  let state = first;
  for (const pod of pods) state = unwrap(allocate(state, pod)).state;
  let turn = 0;
  return {
    next() {
      // A stride of 0.618 times the live pods visits them in a scattered order.
      const chosen = Math.floor(((turn >> 1) * 0.6180339887 * pods.length) % pods.length);
      const pod = pods[chosen] as string;
      if (turn++ % 2 === 0) state = unwrap(release(state, pod)).state;
      else {
        state = unwrap(allocate(state, gone)).state;
        pods[chosen] = gone;
        gone = pod;
      }
      return state;
    },
  };
}
