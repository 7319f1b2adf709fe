import type { Pool } from "../pool/pool.ts";
import type { HiddenSlots } from "../strategies/support/shown-view.ts";
import {
  areStamps,
  countUpTo,
  dropUpTo,
  leastOf,
  NEVER,
  nextStamped,
  type SlotStamps,
  spanFor,
  stampRun,
} from "../strategies/support/slot-stamps.ts";
import type { SlotRun } from "../strategy/place.ts";

/**
 * The slots that rest, and those that pods have: where the two alternate, a search would have to go from one to the next.
 *
 * Whether a slot is free is for the view to say. A pod that is missing here makes a search longer, and nothing else.
 */
export interface Resting {
  readonly count: number;
  /** For each slot, when it has rested enough; {@link LATEST} when a pod has it, {@link NEVER} when neither is so. */
  readonly until: SlotStamps;
}

/** The latest time that a rest can end. */
export const LATEST = 9007199254740990;

export const NOTHING_RESTS: Resting = { count: 0, until: NEVER };

/** Puts slots to rest until 1 to 9007199254740990, whether they rest or not; {@link LATEST} is for those a pod gets. */
export function restRuns(resting: Resting, pool: Pool, runs: readonly SlotRun[], until: number): Resting {
  const span = spanFor(pool.slots);
  let { count, until: stamps } = resting;
  for (const run of runs) {
    count += run.count - countUpTo(stamps, span, run, LATEST);
    stamps = stampRun(stamps, span, run, until);
  }
  return { count, until: stamps };
}

export function wakeUpTo(resting: Resting, pool: Pool, clock: number): Resting {
  if (leastOf(resting.until) > clock) return resting;
  const all = { first: 0, count: pool.slots };
  const count = resting.count - countUpTo(resting.until, spanFor(pool.slots), all, clock);
  return { count, until: dropUpTo(resting.until, clock) };
}

/** The slots that rest, and those that are taken anyway, for a view that does not show them. */
export function restingSlots({ until }: Resting, pool: Pool): HiddenSlots {
  const span = spanFor(pool.slots);
  return {
    nextHidden: (slot) => nextStamped(until, span, slot, (least) => least < NEVER) ?? Number.POSITIVE_INFINITY,
    nextShown: (slot) => nextStamped(until, span, slot, (_least, most) => most === NEVER) ?? Math.max(slot, span),
  };
}

/** Tells whether data from a snapshot says which slots of a pool rest. */
export function areResting(value: unknown, pool: Pool): value is Resting {
  if (typeof value !== "object" || value === null) return false;
  const { count, until } = value as Readonly<Record<string, unknown>>;
  const span = spanFor(pool.slots);
  return areStamps(until, span) && count === countUpTo(until, span, { first: 0, count: pool.slots }, LATEST);
}
