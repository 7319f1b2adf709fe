import type { FoundRange } from "./finding.ts";
import type { HistoryOperation, HistoryStep } from "./operation.ts";

/** The pool of a history; `createPool` takes it. */
export interface HistoryPool {
  /** The first host ID. */
  readonly start: number;
  /** How many host IDs. */
  readonly size: number;
  /** How many host IDs a slot has. */
  readonly idsPerPod: number;
  /** Host IDs that no pod may get. */
  readonly exclude: readonly FoundRange[];
}

/**
 * Everything that is needed to see a run again: the pool, the seed, and what is asked.
 *
 * @typeParam S - what may be asked: the operations, or with {@link HistoryStep} restoring too
 */
export interface History<S extends HistoryStep = HistoryOperation> {
  /** The pool. */
  readonly pool: HistoryPool;
  /** The seed for what draws. */
  readonly seed: number;
  /** What the allocator is asked, in order. */
  readonly operations: readonly S[];
}

/** A pool for somebody else's code, which may change it. */
export function copyOf(pool: HistoryPool): HistoryPool {
  return JSON.parse(JSON.stringify(pool));
}
