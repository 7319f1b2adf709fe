import type { StrategyPromise } from "../../core/allocate/strategy/strategy.ts";
import { NO_ID } from "../../core/id/id.ts";
import type { FoundRange } from "../history/finding.ts";
import { OPERATION_NAMES, type OperationName } from "../history/operation.ts";

/** What an allocator may promise beyond what must hold of all of them. */
export type AllocatorPromise = StrategyPromise;

/** What is expected of one that does not say. Nobody needs aligned ranges who has not promised them. */
export const DEFAULT_PROMISES: readonly AllocatorPromise[] = ["complete", "one-range"];

/** What is known of an allocator before it is asked anything. */
export interface ModelOptions {
  /** The host IDs that it may give. It may reach past the last usable ID, no answer may. */
  readonly pool: FoundRange;
  /** How many IDs a slot has: a pod gets whole slots. */
  readonly idsPerPod: number;
  /** Host IDs inside the pool that no pod may get; none when absent. */
  readonly exclude?: readonly FoundRange[];
  /** Which operations it has; all of them when absent. What is not supported is not judged. */
  readonly supports?: readonly OperationName[];
  /** What it promises: `aligned` starts, to be `complete`, to give a pod `one-range`. The latter two when absent. */
  readonly promises?: readonly AllocatorPromise[];
}

export interface Rules {
  readonly start: number;
  /** The first ID past the pool, or past the last usable ID where the pool is longer. */
  readonly end: number;
  /** Where the pool itself ends. */
  readonly poolEnd: number;
  readonly idsPerPod: number;
  /** How many slots can be handed out at all. */
  readonly capacity: number;
  /** How many slots there are, excluded ones too. */
  readonly slots: number;
  /** The ranges that no pod may get. */
  readonly exclude: readonly FoundRange[];
  /** The slots that hold an excluded ID. */
  readonly excluded: ReadonlySet<number>;
  /** Whether starts are multiples of the size. */
  readonly aligned: boolean;
  /** Whether it refuses only what is not there. */
  readonly complete: boolean;
  /** Whether a pod gets one range. */
  readonly oneRange: boolean;
  /** What it does not have. */
  readonly unsupported: readonly string[];
}

export function rulesOf({ pool, idsPerPod, exclude = [], supports, promises = DEFAULT_PROMISES }: ModelOptions): Rules {
  const poolEnd = pool.start + pool.size;
  const end = Math.min(poolEnd, NO_ID);
  const slots = Math.max(Math.floor((end - pool.start) / idsPerPod), 0);
  const excluded = new Set<number>();
  for (const range of exclude) {
    const from = Math.max(Math.floor((range.start - pool.start) / idsPerPod), 0);
    const to = Math.min(Math.ceil((range.start + range.size - pool.start) / idsPerPod), slots);
    for (let slot = from; range.size > 0 && slot < to; slot++) excluded.add(slot);
  }
  const promised = (promise: AllocatorPromise): boolean => promises.includes(promise);
  return {
    start: pool.start,
    end,
    poolEnd,
    idsPerPod,
    capacity: slots - excluded.size,
    slots,
    exclude: exclude.filter(({ size }) => size > 0),
    excluded,
    aligned: promised("aligned"),
    complete: promised("complete"),
    oneRange: promised("one-range"),
    unsupported: supports === undefined ? [] : OPERATION_NAMES.filter((op) => !supports.includes(op)),
  };
}
