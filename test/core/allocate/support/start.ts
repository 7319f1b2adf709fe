import { createPool } from "../../../../src/core/allocate/pool/pool.ts";
import type { Allocations } from "../../../../src/core/allocate/state/allocations.ts";
import { emptyAllocations } from "../../../../src/core/allocate/state/empty-allocations.ts";
import type { PodRange } from "../../../../src/core/allocate/state/queries.ts";
import { allocate } from "../../../../src/core/allocate/steps/allocate.ts";
import { firstFit } from "../../../../src/core/allocate/strategies/first-fit.ts";
import type { Strategy } from "../../../../src/core/allocate/strategy/strategy.ts";
import type { IdRange } from "../../../../src/core/range/range.ts";
import { unwrap } from "../../../../src/core/result.ts";

/** The first state of a pool of slots of 65536 IDs. */
export function start(slots: number, strategy: Strategy = firstFit(), exclude: readonly IdRange[] = []): Allocations {
  return emptyAllocations(unwrap(createPool({ start: 65536, size: slots * 65536, exclude })), strategy);
}

/** The state after some pods got ranges. */
export function withPods(state: Allocations, ...pods: readonly string[]): Allocations {
  let last = state;
  for (const pod of pods) last = unwrap(allocate(last, pod)).state;
  return last;
}

/** The range of a slot in the pool of {@link start}. */
export function slot(number: number): IdRange {
  return slots(number, 1);
}

/** The range of several slots in a row. */
export function slots(first: number, count: number): IdRange {
  return { start: 65536 + first * 65536, size: count * 65536 };
}

/** An entry of a state, as `entries` gives it. */
export function entry(podUid: string, range: IdRange, ...more: readonly IdRange[]): PodRange {
  return { podUid, range, ranges: [range, ...more] };
}
