import type { Pool } from "../pool/pool.ts";
import { excludedSlots } from "../pool/slots.ts";
import type { SlotRun } from "../strategy/place.ts";
import type { AllocationRequest, PodRanges, PoolView, Proposal, Strategy } from "../strategy/strategy.ts";
import { type AgedSlot, oldestRun, oldestSlot } from "./support/oldest-slots.ts";
import { proposeRun } from "./support/propose-run.ts";
import { runsOf } from "./support/runs-of.ts";
import { areStamps, isStamp, NEVER, type SlotStamps, spanFor, stampRun } from "./support/slot-stamps.ts";

interface ReleaseOrder {
  readonly releases: number;
  /**
   * For each slot, the number of the release that it was last part of: 0 for none, {@link NEVER} when it cannot be given.
   * `null` is before the first step, when no pool is known.
   */
  readonly slots: SlotStamps | null;
}

/**
 * Makes the strategy that takes the slots that nobody has had, the lowest first, and then those that were given back longest
 * ago.
 *
 * - As: nobody.
 * - Buys: the longest rest there can be.
 * - Costs: several microseconds a step, and memory for every slot that changed.
 *
 * A pod of several slots gets the free run whose youngest slot was given back longest ago. A step with one slot costs about
 * the logarithm of the number of slots; one with several looks at all of them. A state keeps less than a kilobyte of its own
 * for each slot that changed.
 *
 * @returns the strategy `least-recently-released`; it remembers when each slot was given back, and refuses with `fragmented`
 * when no free run is long enough
 * @remarks {@link nextFit} comes close to it where pods live for about equally long.
 * @example
 * ```ts
 * import { allocate, createPool, emptyAllocations, leastRecentlyReleased, release, unwrap } from "userns-sim";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 2 * 65536 }));
 * const a = unwrap(allocate(emptyAllocations(pool, leastRecentlyReleased()), "pod-a")).state;
 * const both = unwrap(allocate(a, "pod-b")).state;
 * const none = unwrap(release(unwrap(release(both, "pod-b")).state, "pod-a")).state;
 * unwrap(allocate(none, "pod-c")).range; // => { start: 131072, size: 65536 }
 * ```
 */
export function leastRecentlyReleased(): Strategy {
  const strategy: Strategy<ReleaseOrder> = {
    name: "least-recently-released",
    initial: { releases: 0, slots: null },
    promises: ["complete", "one-range"],
    propose: proposeOldest,
    released: ({ ranges }, { pool }, { releases, slots }) => ({
      releases: releases + 1,
      slots: stampAll(pool, slots, runsOf(pool, ranges), releases + 1),
    }),
    restored: ({ ranges }: PodRanges, { pool }, { releases, slots }) => ({
      releases,
      slots: stampAll(pool, slots, runsOf(pool, ranges), NEVER),
    }),
    accepts: isReleaseOrder,
  };
  return strategy;
}

function proposeOldest(
  request: AllocationRequest,
  view: PoolView,
  { releases, slots }: ReleaseOrder,
): Proposal<ReleaseOrder> {
  const { pool } = view;
  const stamps = slots ?? untouched(pool);
  const span = spanFor(pool.slots);
  const found: AgedSlot | undefined =
    request.slots === 1 ? oldestSlot(stamps, span, view) : oldestRun(stamps, span, view, request.slots);
  const runs: readonly SlotRun[] = found === undefined ? [] : [{ first: found.slot, count: request.slots }];
  return proposeRun(request, view, found?.slot, { releases, slots: stampAll(pool, stamps, runs, NEVER) });
}

function stampAll(pool: Pool, slots: SlotStamps | null, runs: readonly SlotRun[], value: number): SlotStamps {
  const span = spanFor(pool.slots);
  return runs.reduce((stamps, run) => stampRun(stamps, span, run, value), slots ?? untouched(pool));
}

/** Excluded slots, and those that the tree has beyond the pool's end, are marked once, so that no search comes by them. */
function untouched(pool: Pool): SlotStamps {
  const span = spanFor(pool.slots);
  const runs = [...excludedSlots(pool), { start: pool.slots, size: span - pool.slots }];
  return runs.reduce<SlotStamps>(
    (stamps, { start, size }) => stampRun(stamps, span, { first: start, count: size }, NEVER),
    0,
  );
}

function isReleaseOrder(memory: unknown, pool: Pool): memory is ReleaseOrder {
  if (typeof memory !== "object" || memory === null) return false;
  const { releases, slots } = memory as Readonly<Record<string, unknown>>;
  return isStamp(releases) && (slots === null || areStamps(slots, spanFor(pool.slots)));
}
