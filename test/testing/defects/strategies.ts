import type { PoolView, Proposal, Strategy } from "../../../src/core/allocate/strategy/strategy.ts";
import type { HostId } from "../../../src/core/id/id.ts";
import type { IdRange } from "../../../src/core/range/range.ts";
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
    propose: ({ slots }, view, memory) => {
      const slot = firstRun(view, slots);
      if (slot === undefined) return { refuse: "fragmented" };
      return { ranges: [widened(view.slotRange(slot), slots)], memory: next(memory, slot) };
    },
    ...rest,
  };
  return strategy as Strategy;
}

const FRAGMENTED = { refuse: "fragmented" } as const;

function lowestRun(view: PoolView, slots: number): Proposal<null> & object {
  const slot = firstRun(view, slots);
  return slot === undefined ? FRAGMENTED : { ranges: [widened(view.slotRange(slot), slots)], memory: null };
}

function firstRun(view: PoolView, slots: number, from: number = 0): number | undefined {
  return runsOf(view, slots).find((slot) => slot >= from);
}

function runsOf(view: PoolView, slots: number): readonly number[] {
  return [...Array(view.pool.slots).keys()].filter((slot) => view.freeRun(slot, slots) === slots);
}

function widened({ start, size }: IdRange<HostId>, slots: number): IdRange<HostId> {
  return { start, size: size * slots };
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
        propose: ({ slots }, view) => (view.freeSlots === slots ? { refuse: "too-full" } : lowestRun(view, slots)),
      }),
  },
  {
    name: "gives up after one try",
    breaks: "complete",
    make: (seed) =>
      lowest("one-try", null, {
        propose: ({ podUid, slots }, view) => {
          const slot = (seed + podUid.charCodeAt(podUid.length - 1)) % view.pool.slots;
          if (view.freeRun(slot, slots) < slots) return { refuse: "no-luck" };
          return { ranges: [widened(view.slotRange(slot), slots)], memory: null };
        },
      }),
  },
  {
    name: "never turns back",
    breaks: "gives-back",
    make: () =>
      lowest("one-way", 0, {
        propose: ({ slots }, view, memory) => {
          const slot = firstRun(view, slots, memory);
          if (slot === undefined) return { refuse: "end-reached" };
          return { ranges: [widened(view.slotRange(slot), slots)], memory: slot + slots };
        },
      }),
  },
  {
    name: "prefers what was released, even when it is taken again",
    breaks: "accepted",
    make: () =>
      lowest<number[]>("nostalgic", [], {
        propose: ({ slots }, view, memory) => {
          const slot = slots === 1 ? memory[0] : undefined;
          if (slot !== undefined) return { ranges: [view.slotRange(slot)], memory };
          return { ...lowestRun(view, slots), memory };
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
        propose: ({ slots }, view, memory) => {
          memory.push(slots);
          return { ...lowestRun(view, slots), memory };
        },
      }),
  },
  {
    name: "remembers outside of the state",
    breaks: "deterministic",
    make: () => {
      let calls = 0;
      return lowest("closed", null, {
        propose: ({ slots }, view) => {
          calls++;
          const free = runsOf(view, slots);
          const slot = free[calls % Math.max(free.length, 1)];
          return slot === undefined ? FRAGMENTED : { ranges: [widened(view.slotRange(slot), slots)], memory: null };
        },
      });
    },
  },
  {
    name: "draws without a seed",
    breaks: "deterministic",
    make: () =>
      lowest("dice", null, {
        propose: ({ slots }, view) => {
          const free = runsOf(view, slots);
          const slot = free[chance(Math.max(free.length, 1))];
          return slot === undefined ? FRAGMENTED : { ranges: [widened(view.slotRange(slot), slots)], memory: null };
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
        propose: ({ slots }, view) => {
          if (view.freeSlots === 1) throw new Error("nearly full");
          return lowestRun(view, slots);
        },
      }),
  },
  {
    name: "gives one slot, whatever is asked for",
    breaks: "accepted",
    make: () =>
      lowest("one-size", null, {
        propose: (_r, view) => ({ ranges: [view.slotRange(view.nextFree(0) ?? 0)], memory: null }),
      }),
  },
  {
    name: "goes wrong for pods of three slots",
    breaks: "accepted",
    make: () =>
      lowest("two-at-most", null, {
        propose: ({ slots }, view) => {
          const slot = firstRun(view, slots);
          return slot === undefined
            ? FRAGMENTED
            : { ranges: [widened(view.slotRange(slot), Math.min(slots, 2))], memory: null };
        },
      }),
  },
  {
    name: "goes wrong from the fifth slot on",
    needsManySlots: true,
    breaks: "complete",
    make: () =>
      lowest("four-at-most", null, {
        propose: ({ slots }, view) => {
          const slot = firstRun(view, slots) ?? view.pool.slots;
          return slot + slots > 4 ? { refuse: "exhausted" } : lowestRun(view, slots);
        },
      }),
  },
  {
    name: "says fragmented where there is a run",
    breaks: "complete",
    make: () =>
      lowest("pessimist", null, {
        propose: ({ slots }, view) =>
          slots === 1 ? { ranges: [view.slotRange(view.nextFree(0) ?? 0)], memory: null } : { refuse: "fragmented" },
      }),
  },
];
