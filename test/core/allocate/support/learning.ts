import type { PodRanges, Strategy } from "../../../../src/core/allocate/strategy/strategy.ts";

/** What {@link learning} remembers: everything it was told, and the slot that it avoids. */
export interface Learnt {
  readonly told: readonly string[];
  readonly avoid: number;
}

/** A strategy that uses all it can: it hears of everything, and does not give the slot released last while there is another. */
export function learning(): Strategy<Learnt> {
  const tell = (what: string, { podUid, ranges, now }: PodRanges, free: number, { told }: Learnt): readonly string[] =>
    [...told, `${what} ${podUid} ${ranges.map(({ start }) => start).join()} of ${free} at ${now}`].slice(-3);
  return {
    name: "learning",
    initial: { told: [], avoid: -1 },
    propose: ({ podUid, size, slots, now }, view, memory) => {
      const chosen: number[] = [];
      const mayAvoid = view.freeSlots > slots;
      for (let slot = view.nextFree(0); slot !== undefined && chosen.length < slots; slot = view.nextFree(slot + 1))
        if (slot !== memory.avoid || !mayAvoid) chosen.push(slot);
      const told = [...memory.told, `ask ${podUid} ${size} ${view.podAt(0)} at ${now}`].slice(-3);
      // In pieces and in the wrong order: the allocator puts that right.
      return { ranges: chosen.reverse().map((slot) => view.slotRange(slot)), memory: { ...memory, told } };
    },
    released: (event, view, memory) => {
      const [range] = event.ranges;
      const avoid = range === undefined ? -1 : (range.start - view.pool.start) / view.pool.idsPerPod;
      return { told: tell("released", event, view.freeSlots, memory), avoid };
    },
    restored: (event, view, memory) => ({ ...memory, told: tell("restored", event, view.freeSlots, memory) }),
    accepts: (memory, pool): memory is Learnt =>
      typeof memory === "object" && memory !== null && "told" in memory && pool.slots > 0,
  };
}
