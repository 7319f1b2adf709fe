import type { Pool } from "../../allocate/pool/pool.ts";
import { excludedSlots, slotAt } from "../../allocate/pool/slots.ts";
import { emptyAllocations } from "../../allocate/state/empty-allocations.ts";
import { allocate } from "../../allocate/steps/allocate.ts";
import { release } from "../../allocate/steps/release.ts";
import type { Strategy } from "../../allocate/strategy/strategy.ts";
import { unwrap } from "../../result.ts";
import type { PodStart } from "../history/history.ts";
import { counted } from "./counted.ts";
import { sharedRange } from "./shared-range.ts";

export interface Placer {
  /** The slots, and how many questions it took to find them. */
  start(start: PodStart): Placed;
  /** Takes back the slots of a pod that got some. */
  end(podUid: string, at: number): void;
}

export interface Placed {
  /** The slots, in ascending order; `undefined` for a refusal. */
  readonly slots: readonly number[] | undefined;
  /** How many questions it took; `undefined` when none could be asked. */
  readonly questions: number | undefined;
}

/** Makes a placer of a strategy, guarded by the allocator. */
export function strategyPlacer(pool: Pool, inner: Strategy): Placer {
  const { strategy, take } = counted(inner);
  let state = emptyAllocations(pool, strategy);
  return {
    start: ({ podUid, slots, at }) => {
      // More than there are IDs at all is no size that can be asked for.
      if (slots > pool.slots) return { slots: undefined, questions: undefined };
      const result = allocate(state, podUid, { size: slots * pool.idsPerPod, now: at });
      const questions = take();
      if (!result.ok) return { slots: undefined, questions };
      state = result.value.state;
      return {
        slots: result.value.ranges.flatMap(({ start, size }) => slotsFrom(slotAt(pool, start), size / pool.idsPerPod)),
        questions,
      };
    },
    end: (podUid, at) => {
      state = unwrap(release(state, podUid, { now: at })).state;
    },
  };
}

/**
 * The placer of the insecure baseline: it refuses pods that need more slots than follow each other there, and asks
 * nothing.
 */
export function sharedPlacer(pool: Pool): Placer {
  const range = sharedRange(pool);
  const first = range === undefined ? pool.slots : slotAt(pool, range.start);
  const next = excludedSlots(pool).find(({ start }) => start > first);
  const most = (next?.start ?? pool.slots) - first;
  return {
    start: ({ slots }) => ({ slots: slots > most ? undefined : slotsFrom(first, slots), questions: undefined }),
    end: () => undefined,
  };
}

function slotsFrom(first: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => first + i);
}
