import { checkInteger } from "../../id/integer.ts";
import type { Strategy } from "../strategy/strategy.ts";
import { innerAccepts, readInner, tellInner } from "./inner.ts";
import { type HiddenSlots, shownView } from "./shown-view.ts";

/**
 * Keeps the first slots of the pool back: the strategy inside sees them as taken, so that only {@link restore} gives them.
 *
 * @param inner - the strategy inside
 * @param slots - how many slots are kept back, 1 to 4294967295
 * @returns the strategy `reserve(INNER, SLOTS)`; it remembers what the strategy inside does, and refuses with
 * `only-reserved-slots` when too few others are free. It does not promise `complete`.
 * @throws TypeError when the strategy is none, or the number is not an integer, RangeError when the number is out of
 * range.
 * @example
 * ```ts
 * import { allocate, createPool, emptyAllocations, firstFit, reserve, unwrap } from "userns-sim";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
 * const empty = emptyAllocations(pool, reserve(firstFit(), 10));
 * unwrap(allocate(empty, "pod-a")).range; // => { start: 720896, size: 65536 }
 * ```
 */
export function reserve(inner: Strategy, slots: number): Strategy {
  const { name, initial, promises } = readInner("reserve", inner);
  checkInteger("reserve", "slots", slots, 1, 4294967295);
  const hidden: HiddenSlots = {
    nextHidden: (slot) => (slot < slots ? slot : Number.POSITIVE_INFINITY),
    nextShown: (slot) => Math.max(slot, slots),
  };
  return {
    name: `reserve(${name}, ${slots})`,
    initial,
    promises: promises.filter((promise) => promise !== "complete"),
    propose: (request, view, memory) => {
      const shown = shownView(view, hidden);
      if (shown.freeSlots < request.slots) return { refuse: "only-reserved-slots" };
      return inner.propose(request, shown, memory);
    },
    released: (event, view, memory) => tellInner(inner, "released", event, shownView(view, hidden), memory),
    restored: (event, view, memory) => tellInner(inner, "restored", event, shownView(view, hidden), memory),
    accepts: (memory, pool): memory is unknown => innerAccepts(inner, memory, pool),
  };
}
