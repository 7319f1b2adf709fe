import type { HistoryPool } from "../../../src/testing/history/history.ts";
import type { LawName } from "../../../src/testing/laws/laws.ts";
import type { AllocatorPromise } from "../../../src/testing/model/rules.ts";
import type { AllocatorAdapter, RunningAllocator } from "../../../src/testing/subject/adapter.ts";
import type { MakeStrategy } from "../../../src/testing/subject/subject.ts";

/** A mistake that somebody made, or might: an allocator with it, and the law that it breaks. */
export interface AllocatorDefect {
  readonly name: string;
  /** Where it was seen. */
  readonly seen: string;
  readonly breaks: LawName;
  readonly make: new (pool: HistoryPool, seed: number) => RunningAllocator;
  /** What it promises, where that is more than every allocator does. */
  readonly promises?: readonly AllocatorPromise[];
  /** Whether its pods may ask for several slots. */
  readonly sizes?: boolean;
  /** Whether it shows in no pool of four slots. */
  readonly needsManySlots?: boolean;
}

/** The same for a strategy. */
export interface StrategyDefect {
  readonly name: string;
  readonly breaks: LawName;
  readonly make: MakeStrategy;
  readonly needsManySlots?: boolean;
}

export function adapterOf({ name, make, promises, sizes = false }: AllocatorDefect): AllocatorAdapter {
  return { name, sizes, ...(promises && { promises }), start: (pool, seed) => new make(pool, seed) };
}

/** In so many steps every defect is to be told. */
export function mostSteps({ needsManySlots = false }: { readonly needsManySlots?: boolean }): number {
  return needsManySlots ? 8 : 6;
}
