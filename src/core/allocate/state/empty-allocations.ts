import { misuse } from "../../misuse/misuse.ts";
import { isPlainShallow } from "../../shape/plain-data.ts";
import { capacity, expectPool, makePool, type Pool } from "../pool/pool.ts";
import { expectStrategy } from "../strategy/expect-strategy.ts";
import type { Strategy } from "../strategy/strategy.ts";
import { type Allocations, State } from "./allocations.ts";
import { Core } from "./slot-owners.ts";

/** How many steps share one core at least. Fewer would copy too often, more would make old states slow to come back to. */
const SHORTEST_SEGMENT = 512;

/**
 * How many slots lengthen the segment by one step, because a copy grows with the pool. At 65534 slots a segment has 7066
 * steps: longer ones would keep over a megabyte of steps behind a state that is kept, shorter ones more copies than steps.
 */
const SLOTS_PER_STEP = 10;

/**
 * Makes the state in which no pod has a range.
 *
 * @param pool - the pool, made by {@link createPool}
 * @param strategy - how to choose the ranges
 * @returns the first state of a history
 * @throws TypeError when the pool is none that {@link createPool} would make, or the strategy is none.
 * @example
 * ```ts
 * import { createPool, emptyAllocations, entries, firstFit, unwrap } from "userns-sim";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
 * entries(emptyAllocations(pool, firstFit())); // => []
 * ```
 */
export function emptyAllocations(pool: Pool, strategy: Strategy): Allocations {
  const core = emptyCore("emptyAllocations", pool, strategy);
  return State.first(core, initialOf("emptyAllocations", core));
}

/** What a strategy remembers before its first call. */
export function initialOf(caller: string, core: Core): unknown {
  const { initial } = core.setup.strategy;
  if (!isPlainShallow(initial)) throw misuse(caller, "initial of the strategy", "plain data", initial);
  return initial;
}

/**
 * Checks a pool and a strategy, and makes a core of them.
 * @param pool - the pool; it is made anew, so that a forged one or a later change cannot matter
 * @param segment - how many steps share one core; for tests
 */
export function emptyCore(caller: string, pool: Pool, strategy: Strategy, segment?: number): Core {
  expectPool(caller, pool);
  const made = makePool(caller, pool);
  if (!made.ok)
    throw new TypeError(`${caller}: expected a pool made by createPool, got one refused as ${made.error.code}`);
  expectStrategy(caller, "strategy", strategy);
  const { name } = strategy;
  return Core.empty({
    pool: made.value,
    capacity: capacity(made.value),
    strategy,
    strategyName: name,
    segment: segment ?? SHORTEST_SEGMENT + Math.ceil(made.value.slots / SLOTS_PER_STEP),
  });
}
