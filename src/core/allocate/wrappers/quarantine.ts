import { checkInteger } from "../../id/integer.ts";
import { expectObject } from "../../misuse/misuse.ts";
import type { Pool } from "../pool/pool.ts";
import { hasFree } from "../strategies/support/propose-run.ts";
import { runsOf } from "../strategies/support/runs-of.ts";
import { ShownView } from "../strategies/support/shown-view.ts";
import { isStamp } from "../strategies/support/slot-stamps.ts";
import type { StrategyHook } from "../strategy/allocate-error.ts";
import type { PodRanges, PoolView, Strategy } from "../strategy/strategy.ts";
import { aroundProposal, innerAccepts, readInner, tellInner } from "./inner.ts";
import { areResting, LATEST, NOTHING_RESTS, type Resting, restingSlots, restRuns, wakeUpTo } from "./resting.ts";

/** How long {@link quarantine} lets a range rest. */
export type QuarantineRest = RestByAllocations | RestByTicks;

/** A rest that ends after some allocations. */
export interface RestByAllocations {
  /** How many allocations pass a range by, of those that the strategy inside proposes: 1 to 9007199254740991. */
  readonly allocations: number;
  /** Absent: time does not matter. */
  readonly ticks?: never;
}

/** A rest that ends at a time. */
export interface RestByTicks {
  /** How many ticks a range rests, by the `now` of the steps: 1 to 9007199254740991. */
  readonly ticks: number;
  /** Absent: what happens meanwhile does not matter. */
  readonly allocations?: never;
}

/**
 * Lets a range rest when a pod gives it back: for a while, the strategy inside sees it as taken. What a pod left behind under
 * its IDs, such as files or processes, is then less likely to meet the next pod that has them.
 *
 * {@link restore} gives a resting range all the same, and ends its rest. A time that goes back counts as the latest that any
 * step had. A step costs about the logarithm of the number of slots.
 * A strategy inside that proposes what its view shows as taken is not held back.
 *
 * @param inner - the strategy inside
 * @param rest - for how many allocations, or for how many ticks
 * @returns the strategy `quarantine(INNER, N allocations)` or `quarantine(INNER, N ticks)`; it remembers the slots that rest,
 * and refuses with `only-resting-slots` when too few others are free. It does not promise `complete`.
 * @throws TypeError when the strategy is none, or the number is not an integer, RangeError when the number is out of
 * range.
 * @example
 * ```ts
 * import { allocate, createPool, emptyAllocations, firstFit, quarantine, release, unwrap } from "userns-sim";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 2 * 65536 }));
 * const empty = emptyAllocations(pool, quarantine(firstFit(), { ticks: 60 }));
 * const { state } = unwrap(allocate(empty, "pod-a", { now: 0 }));
 * const gone = unwrap(release(state, "pod-a", { now: 10 })).state;
 * unwrap(allocate(gone, "pod-b", { now: 69 })).range; // => { start: 131072, size: 65536 }
 * unwrap(allocate(gone, "pod-b", { now: 70 })).range; // => { start: 65536, size: 65536 }
 * ```
 */
export function quarantine(inner: Strategy, rest: QuarantineRest): Strategy {
  const { name, initial, promises } = readInner("quarantine", inner);
  const { length, unit } = readRest(rest);
  const strategy: Strategy<QuarantineMemory> = {
    name: `quarantine(${name}, ${length} ${unit})`,
    initial: { inner: initial, clock: 0, resting: NOTHING_RESTS },
    promises: promises.filter((promise) => promise !== "complete"),
    propose: (request, view, before) => {
      const memory = advance(before, unit, request.now, view.pool);
      const shown = shownBy(memory, view);
      if (!hasFree(shown, request.slots)) return { refuse: "only-resting-slots" };
      const clock = unit === "ticks" ? memory.clock : memory.clock + 1;
      return aroundProposal(inner.propose(request, shown, memory.inner), (own, ranges) => {
        // Parts of slots are the allocator's to refuse.
        const runs = runsOf(view.pool, ranges).filter(({ count }) => Number.isInteger(count));
        return { inner: own, clock, resting: restRuns(memory.resting, view.pool, runs, LATEST) };
      });
    },
    released: (event, view, before) => {
      const memory = advance(before, unit, event.now, view.pool);
      const runs = runsOf(view.pool, event.ranges);
      const resting = restRuns(memory.resting, view.pool, runs, Math.min(memory.clock + length, LATEST));
      return hear("released", event, view, memory, resting);
    },
    restored: (event, view, before) => {
      const memory = advance(before, unit, event.now, view.pool);
      const runs = runsOf(view.pool, event.ranges);
      return hear("restored", event, view, memory, restRuns(memory.resting, view.pool, runs, LATEST));
    },
    accepts: (memory, pool): memory is QuarantineMemory => isQuarantineMemory(inner, memory, pool),
  };
  return strategy;

  function hear(
    hook: StrategyHook,
    event: PodRanges,
    view: PoolView,
    memory: QuarantineMemory,
    resting: Resting,
  ): QuarantineMemory {
    return tellInner(strategy, inner, hook, event, shownBy(memory, view), memory.inner, (own) => ({
      inner: own,
      clock: memory.clock,
      resting,
    }));
  }
}

interface QuarantineMemory {
  readonly inner: unknown;
  /** How many proposals the strategy inside has made; or the latest time that any step had. */
  readonly clock: number;
  /** Which slots rest, and until when; and which ones pods have. */
  readonly resting: Resting;
}

type RestUnit = "allocations" | "ticks";

function readRest(rest: QuarantineRest): { readonly length: number; readonly unit: RestUnit } {
  expectObject("quarantine", "rest", rest, "an object such as { allocations: 5 } or { ticks: 60 }");
  const unit = rest.ticks === undefined ? "allocations" : "ticks";
  const length = rest[unit];
  return { length: checkInteger("quarantine", unit, length as number, 1, Number.MAX_SAFE_INTEGER), unit };
}

/** Goes on to the time of a step, and wakes what has rested enough by then. */
function advance(memory: QuarantineMemory, unit: RestUnit, now: number, pool: Pool): QuarantineMemory {
  const clock = unit === "ticks" ? Math.max(memory.clock, now) : memory.clock;
  return { inner: memory.inner, clock, resting: wakeUpTo(memory.resting, pool, clock) };
}

function shownBy({ resting }: QuarantineMemory, view: PoolView): PoolView {
  return new ShownView(view, restingSlots(resting, view.pool));
}

function isQuarantineMemory(inner: Strategy, memory: unknown, pool: Pool): memory is QuarantineMemory {
  if (typeof memory !== "object" || memory === null) return false;
  const { clock, resting, inner: own } = memory as Readonly<Record<string, unknown>>;
  return isStamp(clock) && areResting(resting, pool) && innerAccepts(inner, own, pool);
}
