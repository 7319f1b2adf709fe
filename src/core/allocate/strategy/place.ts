import type { HostId } from "../../id/id.ts";
import type { IdRange } from "../../range/range.ts";
import type { Pool } from "../pool/pool.ts";
import { rangeAt } from "../pool/slots.ts";

/**
 * The slots of a pod: the number of the only one, or the runs of two or more.
 *
 * Nearly every pod has one slot, and a number costs a kept state nothing.
 */
export type Place = number | SlotRuns;

/** Runs of slots in ascending order, with a gap between any two. */
export type SlotRuns = readonly [SlotRun, ...SlotRun[]];

/** Slots in a row. */
export interface SlotRun {
  /** The lowest slot. */
  readonly first: number;
  /** How many slots there are, at least 1. */
  readonly count: number;
}

/** The ranges of a pod, the lowest first. */
export type PlaceRanges = readonly [IdRange<HostId>, ...IdRange<HostId>[]];

/**
 * Counts the slots of a pod.
 * @returns at least 1
 */
export function countSlots(place: Place): number {
  return typeof place === "number" ? 1 : place.reduce((slots, { count }) => slots + count, 0);
}

/** Finds the lowest slot of a pod. */
export function lowestSlot(place: Place): number {
  return typeof place === "number" ? place : place[0].first;
}

/**
 * Adds a slot to those of a pod.
 * @param place - the pod's slots; `undefined` when it has none yet
 */
export function withSlot(place: Place | undefined, slot: number): Place {
  if (place === undefined) return slot;
  const runs = typeof place === "number" ? [{ first: place, count: 1 }] : place;
  return joinRuns([...runs, { first: slot, count: 1 }]);
}

/**
 * Compares runs for sorting.
 * @returns a negative number when the first of them comes first
 */
export function byFirst(a: SlotRun, b: SlotRun): number {
  return a.first - b.first;
}

/**
 * Joins the runs that touch.
 * @param ascending - at least one run, in ascending order, no two sharing a slot
 * @returns the same slots, with a gap between any two runs
 */
export function joinRuns(ascending: Iterable<SlotRun>): SlotRuns {
  const joined: { first: number; count: number }[] = [];
  for (const { first, count } of ascending) {
    const last = joined.at(-1);
    if (last !== undefined && last.first + last.count === first) last.count += count;
    else joined.push({ first, count });
  }
  return joined as unknown as SlotRuns;
}

/** The host IDs of a pod. */
export function placeRanges(pool: Pool, place: Place): PlaceRanges {
  return typeof place === "number" ? [rangeAt(pool, place)] : runRanges(pool, place);
}

function runRanges({ start, idsPerPod }: Pool, runs: SlotRuns): PlaceRanges {
  const ranges = runs.map(({ first, count }) => ({ start: start + first * idsPerPod, size: count * idsPerPod }));
  return ranges as unknown as PlaceRanges;
}
