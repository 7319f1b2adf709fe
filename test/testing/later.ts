import type { Answer } from "../../src/testing/history/answer.ts";
import type { AllocatorAdapter, AsyncAllocatorAdapter } from "../../src/testing/subject/adapter.ts";

/** The same allocator, but later. */
export function later(adapter: AllocatorAdapter, stop?: () => Promise<void>): AsyncAllocatorAdapter {
  return {
    async: true,
    start: async (pool, seed) => {
      const allocator = adapter.start(pool, seed);
      return {
        allocate: async (pod, size) => allocator.allocate(pod, size),
        ...(allocator.release && { release: async (pod: string) => allocator.release?.(pod) as Answer }),
        ...(allocator.restart && { restart: async () => allocator.restart?.() as Answer }),
        ...(allocator.loseRecord && { loseRecord: async (pod: string) => allocator.loseRecord?.(pod) as Answer }),
        ...(stop && { stop }),
      };
    },
  };
}
