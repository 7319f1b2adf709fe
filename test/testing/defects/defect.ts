import type { MakeStrategy } from "../../../src/testing/check/run-strategy.ts";
import type { HistoryPool } from "../../../src/testing/history/history.ts";
import type { LawName } from "../../../src/testing/laws/laws.ts";
import type { RunningAllocator } from "../../../src/testing/subject/adapter.ts";

/** A mistake that somebody made, or might: an allocator with it, and the law that it breaks. */
export interface AllocatorDefect {
  readonly name: string;
  /** Where it was seen. */
  readonly seen: string;
  readonly breaks: LawName;
  readonly make: new (pool: HistoryPool, seed: number) => RunningAllocator;
}

/** The same for a strategy. */
export interface StrategyDefect {
  readonly name: string;
  readonly breaks: LawName;
  readonly make: MakeStrategy;
  /** The most slots that a pod asks for, where the defect needs more than one. */
  readonly maxSlotsPerPod?: number;
}
