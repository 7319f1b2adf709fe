import type { Strategy } from "../../../src/core/allocate/strategy/strategy.ts";
import { chance } from "./chance.ts";
import type { StrategyDefect } from "./defect.ts";

/** The lowest free slot, with something added. */
function lowest<Memory>(
  name: string,
  initial: Memory,
  parts: Partial<Strategy<Memory>> & { readonly next?: (memory: Memory, slot: number) => Memory },
): Strategy {
  const { next = (memory) => memory, ...rest } = parts;
  const strategy: Strategy<Memory> = {
    name,
    initial,
    propose: (_request, view, memory) => {
      const slot = view.nextFree(0) ?? 0;
      return { ranges: [view.slotRange(slot)], memory: next(memory, slot) };
    },
    ...rest,
  };
  return strategy as Strategy;
}

/** Mistakes that strategies make; the allocator around them is right. */
export const STRATEGY_DEFECTS: readonly StrategyDefect[] = [
  {
    name: "proposes without looking",
    breaks: "accepted",
    make: () => lowest("blind", null, { propose: (_r, view) => ({ ranges: [view.slotRange(0)], memory: null }) }),
  },
  {
    name: "proposes an ID too far",
    breaks: "accepted",
    make: () =>
      lowest("shifted", null, {
        propose: (_r, view) => {
          const { start, size } = view.slotRange(view.nextFree(0) ?? 0);
          return { ranges: [{ start: start + 1, size }], memory: null };
        },
      }),
  },
  {
    name: "proposes the slot behind the last",
    breaks: "accepted",
    make: () =>
      lowest("past-the-end", null, {
        propose: (_r, view) => ({ ranges: [view.slotRange(view.pool.slots)], memory: null }),
      }),
  },
  {
    name: "proposes nothing that is a range",
    breaks: "accepted",
    make: () => lowest("empty-handed", null, { propose: () => ({ ranges: [], memory: null }) }),
  },
  {
    name: "keeps the last free slot for itself",
    breaks: "complete",
    make: () =>
      lowest("cautious", null, {
        propose: (_r, view) =>
          view.freeSlots === 1
            ? { refuse: "too-full" }
            : { ranges: [view.slotRange(view.nextFree(0) ?? 0)], memory: null },
      }),
  },
  {
    name: "gives up after one try",
    breaks: "complete",
    make: (seed) =>
      lowest("one-try", null, {
        propose: ({ podUid }, view) => {
          const slot = (seed + podUid.charCodeAt(podUid.length - 1)) % view.pool.slots;
          return view.isFree(slot) ? { ranges: [view.slotRange(slot)], memory: null } : { refuse: "no-luck" };
        },
      }),
  },
  {
    name: "never turns back",
    breaks: "gives-back",
    make: () =>
      lowest("one-way", 0, {
        propose: (_r, view, memory) => {
          const slot = view.nextFree(memory);
          return slot === undefined ? { refuse: "end-reached" } : { ranges: [view.slotRange(slot)], memory: slot + 1 };
        },
      }),
  },
  {
    name: "prefers what was released, even when it is taken again",
    breaks: "accepted",
    make: () =>
      lowest<number[]>("nostalgic", [], {
        propose: (_r, view, memory) => {
          const slot = memory[0] ?? view.nextFree(0) ?? 0;
          return { ranges: [view.slotRange(slot)], memory };
        },
        released: ({ ranges: [range] }, view, memory) =>
          range === undefined ? memory : [(range.start - view.pool.start) / view.pool.idsPerPod],
      }),
  },
  {
    name: "changes its memory in place",
    breaks: "unmutated",
    make: () =>
      lowest<number[]>("scribbler", [], {
        propose: (_r, view, memory) => {
          const slot = view.nextFree(0) ?? 0;
          memory.push(slot);
          return { ranges: [view.slotRange(slot)], memory };
        },
      }),
  },
  {
    name: "remembers outside of the state",
    breaks: "deterministic",
    make: () => {
      let calls = 0;
      return lowest("closed", null, {
        propose: (_r, view) => {
          calls++;
          const free = [...Array(view.pool.slots).keys()].filter((slot) => view.isFree(slot));
          return { ranges: [view.slotRange(free[calls % free.length] ?? 0)], memory: null };
        },
      });
    },
  },
  {
    name: "draws without a seed",
    breaks: "deterministic",
    make: () =>
      lowest("dice", null, {
        propose: (_r, view) => {
          const free = [...Array(view.pool.slots).keys()].filter((slot) => view.isFree(slot));
          return { ranges: [view.slotRange(free[chance(Math.max(free.length, 1))] ?? 0)], memory: null };
        },
      }),
  },
  {
    name: "does not accept its own memory",
    breaks: "restart",
    make: () =>
      lowest("amnesic", 0, { next: (calls) => calls + 1, accepts: (memory): memory is number => memory === 0 }),
  },
  {
    name: "throws when a pod ends",
    breaks: "accepted",
    make: () =>
      lowest("mourner", null, {
        released: () => {
          throw new Error("gone");
        },
      }),
  },
  {
    name: "throws when a pod is restored",
    breaks: "restart",
    make: () =>
      lowest("surprised", null, {
        restored: () => {
          throw new Error("unknown");
        },
      }),
  },
  {
    name: "remembers what JSON cannot carry",
    breaks: "accepted",
    make: () => lowest("unspeakable", 0, { next: () => Number.NaN }),
  },
  {
    name: "throws when one slot is left",
    breaks: "accepted",
    make: () =>
      lowest("nervous", null, {
        propose: (_r, view) => {
          if (view.freeSlots === 1) throw new Error("nearly full");
          return { ranges: [view.slotRange(view.nextFree(0) ?? 0)], memory: null };
        },
      }),
  },
  {
    name: "gives one slot, whatever is asked for",
    breaks: "accepted",
    maxSlotsPerPod: 2,
    make: () => lowest("one-size", null, {}),
  },
  {
    name: "says fragmented where there is a run",
    breaks: "complete",
    maxSlotsPerPod: 2,
    make: () =>
      lowest("pessimist", null, {
        propose: ({ slots }, view) =>
          slots === 1 ? { ranges: [view.slotRange(view.nextFree(0) ?? 0)], memory: null } : { refuse: "fragmented" },
      }),
  },
];
