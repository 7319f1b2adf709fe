import { checkInteger } from "../../id/integer.ts";
import { hasFree } from "../strategies/support/propose-run.ts";
import { type HiddenSlots, ShownView } from "../strategies/support/shown-view.ts";
import type { StrategyHook } from "../strategy/allocate-error.ts";
import type { PodRanges, PoolView, Strategy } from "../strategy/strategy.ts";
import { innerAccepts, readInner, tellInner } from "./inner.ts";

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
  const hear = (hook: StrategyHook, event: PodRanges, view: PoolView, memory: unknown): unknown =>
    tellInner(strategy, inner, hook, event, new ShownView(view, hidden), memory, (own) => own);
  const strategy: Strategy = {
    name: `reserve(${name}, ${slots})`,
    initial,
    promises: promises.filter((promise) => promise !== "complete"),
    propose: (request, view, memory) => {
      const shown = new ShownView(view, hidden);
      if (!hasFree(shown, request.slots)) return { refuse: "only-reserved-slots" };
      return inner.propose(request, shown, memory);
    },
    released: (event, view, memory) => hear("released", event, view, memory),
    restored: (event, view, memory) => hear("restored", event, view, memory),
    accepts: (memory, pool): memory is unknown => innerAccepts(inner, memory, pool),
  };
  return strategy;
}
