import { createPool } from "../../core/allocate/pool/pool.ts";
import { unwrap } from "../../core/result.ts";
import type { HistoryPool } from "../history/history.ts";
import type { AllocatorAdapter } from "../subject/adapter.ts";
import { expectSubject } from "../subject/expect-maker.ts";
import { type MakeStrategy, mostSlots } from "../subject/subject.ts";
import { allocatorGround } from "./allocator-ground.ts";
import type { Exploration, ExploreBounds } from "./bounds.ts";
import { expectBounds } from "./expect-bounds.ts";
import type { Ground } from "./ground.ts";
import { Search } from "./search.ts";
import { strategyGround } from "./strategy-ground.ts";

/**
 * Visits every state of a small pool that can be reached by allocating, releasing, restoring and restarting, in every
 * order, and judges every step from each of them. Pools of one slot come first, and so on up to `slots`, so that what is
 * found is found where it is smallest. A strategy whose memory has a seed is asked with as many seeds as its first draw
 * has results.
 *
 * @param subject - a strategy, as the function that makes it, or an allocator that answers at once
 * @param bounds - how much is explored
 * @returns what was found in the last pool; the counterexample of a strategy, if there is one, has as few steps as any in
 * that pool; that of an allocator may have more, since only states that can be told apart are visited
 * @throws RangeError when the bounds allow more states than there are numbers.
 * @example
 * ```ts
 * import { firstFit } from "userns-sim";
 * import { explore } from "userns-sim/testing";
 *
 * const { states, counterexample } = explore(firstFit, { slots: 2, pods: 3, maxSlotsPerPod: 1 });
 * states; // => 13
 * counterexample; // => undefined
 * ```
 */
export function explore(subject: MakeStrategy | AllocatorAdapter, bounds: ExploreBounds = {}): Exploration {
  expectSubject("explore", subject);
  expectBounds(bounds);
  const { pool, slots = 5 } = bounds;
  if (pool !== undefined) return exploredIn(pool, subject, bounds);
  let size = 1;
  let explored = exploredIn(poolOf(Math.min(size, slots)), subject, bounds);
  while (explored.counterexample === undefined && size < slots) {
    size++;
    explored = exploredIn(poolOf(size), subject, bounds);
  }
  return explored;
}

function exploredIn(pool: HistoryPool, subject: MakeStrategy | AllocatorAdapter, bounds: ExploreBounds): Exploration {
  const made = unwrap(createPool(pool));
  if (typeof subject === "function")
    return searched(pool, strategyGround(subject, made, bounds.seeds), { maxStates: 1_000_000, ...bounds }, 3);
  const ground = allocatorGround(subject, pool, bounds.seeds?.[0] ?? 0);
  return searched(pool, ground, { maxStates: 20_000, ...bounds }, mostSlots(subject));
}

function searched<State>(
  pool: HistoryPool,
  ground: Ground<State>,
  bounds: ExploreBounds & { readonly maxStates: number },
  most: number,
): Exploration {
  const { pods = pool.size / pool.idsPerPod + 1, maxSlotsPerPod = most, steps = ground.steps, maxStates } = bounds;
  return new Search(pool, ground, { pods, maxSlotsPerPod, steps, maxStates, held: bounds }).run();
}

function poolOf(slots: number): HistoryPool {
  return { start: 65536, size: slots * 65536, idsPerPod: 65536, exclude: [] };
}
