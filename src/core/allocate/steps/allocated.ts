import type { HostId } from "../../id/id.ts";
import type { IdRange } from "../../range/range.ts";
import type { Pool } from "../pool/pool.ts";
import type { Allocations } from "../state/allocations.ts";
import { type Place, placeRanges } from "../strategy/place.ts";
import type { StrategyFault } from "./tell-strategy.ts";

/** The state after a step, and the ranges that the step was about. */
export interface Allocated {
  /** The state after the step. */
  readonly state: Allocations;
  /** The host IDs that the pod got, or gave back: the lowest of `ranges`, and nearly always the only one. */
  readonly range: IdRange<HostId>;
  /** All of them, in ascending order, no two touching. */
  readonly ranges: readonly IdRange<HostId>[];
  /** What the strategy did wrong when it was told of a release or a restore; absent when nothing. The step is done. */
  readonly fault?: StrategyFault;
}

/**
 * Makes the answer to a step.
 * @param fault - what the strategy did wrong, or `undefined`
 */
export function allocatedAt(state: Allocations, pool: Pool, place: Place, fault?: StrategyFault): Allocated {
  const ranges = placeRanges(pool, place);
  const range = ranges[0];
  return fault === undefined ? { state, range, ranges } : { state, range, ranges, fault };
}
