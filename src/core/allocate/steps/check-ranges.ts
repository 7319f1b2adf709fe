import type { HostId } from "../../id/id.ts";
import type { IdRange } from "../../range/range.ts";
import { freeRunFrom } from "../state/free-slots.ts";
import type { Core } from "../state/slot-owners.ts";
import type { ProposalFlaw, RangeCount, RangeFlaw } from "../strategy/allocate-error.ts";
import { byFirst, joinRuns, type Place, type SlotRun } from "../strategy/place.ts";

/**
 * How many ranges a pod may have: as many mappings as its user namespace can.
 *
 * Source: `UID_GID_MAP_MAX_EXTENTS` of include/linux/user_namespace.h, 340.
 */
export const MOST_RANGES = 340;

/**
 * Finds the slots of ranges that a pod is to get: the one check that keeps pods apart.
 * @param core - the core, brought to the state that the pod is added to
 * @param ranges - the ranges, in any order, their numbers 0 to 4294967295
 * @returns the slots, which are free; or why the ranges cannot be given
 */
export function findPlace(core: Core, ranges: OneOrMore): Place | RangeFlaw {
  if (isSeveral(ranges)) return findRuns(core, ranges);
  const first = findRun(core, ranges);
  if (typeof first !== "number") return first;
  const count = ranges.size / core.setup.pool.idsPerPod;
  return count === 1 ? first : [{ first, count }];
}

/** Nearly every pod has one range, which then is in no list. */
export type OneOrMore = IdRange<HostId> | readonly IdRange<HostId>[];

/** `Array.isArray` does not know of arrays that are read only. */
export function isSeveral(ranges: OneOrMore): ranges is readonly IdRange<HostId>[] {
  return Array.isArray(ranges);
}

/**
 * Tells slots, or ranges, from what is wrong with them.
 * @returns `true` when it says why the ranges cannot be given
 */
export function isFlaw<Flaw extends ProposalFlaw>(found: Place | OneOrMore | Flaw): found is Flaw {
  return typeof found === "object" && "code" in found;
}

/** Tells whether a pod can have so many ranges. */
export function wrongCount(count: number): RangeCount | undefined {
  return count >= 1 && count <= MOST_RANGES ? undefined : { code: "range-count", count, limit: MOST_RANGES };
}

function findRuns(core: Core, ranges: readonly IdRange<HostId>[]): Place | RangeFlaw {
  const miscounted = wrongCount(ranges.length);
  if (miscounted !== undefined) return miscounted;
  if (ranges.length === 1) return findPlace(core, ranges[0] as IdRange<HostId>);
  const { pool } = core.setup;
  const runs: SlotRun[] = [];
  for (const range of ranges) {
    const first = findRun(core, range);
    if (typeof first !== "number") return first;
    const end = first + range.size / pool.idsPerPod;
    const shared = runs.findIndex((other) => first < other.first + other.count && other.first < end);
    if (shared >= 0) return { code: "overlapping", range, other: ranges[shared] as IdRange<HostId> };
    runs.push({ first, count: end - first });
  }
  return joinRuns(runs.sort(byFirst));
}

/** Finds the first slot of one range. */
function findRun(core: Core, range: IdRange<HostId>): number | RangeFlaw {
  const { pool } = core.setup;
  // Quotients, because `%` is slow on numbers past 2^31. With both below 2^32 they are integers only when they are exact.
  const count = range.size / pool.idsPerPod;
  const slot = (range.start - pool.start) / pool.idsPerPod;
  // What is no whole slot comes out as another number here. Behind the last one no slot is free.
  const isWhole = slot >>> 0 === slot && count >>> 0 === count && count > 0;
  return isWhole && freeRunFrom(core.free, slot, count) === count ? slot : flawOf(core, range, slot, count);
}

/**
 * Says why a range cannot be given.
 *
 * The checks and their order are those of `record` in the kubelet's `userns_manager.go` (1.36), but the end of the range and
 * excluded IDs, which it does not look at; and it takes a size of one slot only.
 */
function flawOf(core: Core, { start, size }: IdRange<HostId>, slot: number, count: number): RangeFlaw {
  const { pool } = core.setup;
  const { idsPerPod } = pool;
  const range = { start, size };
  if (count === 0 || !Number.isInteger(count)) return { code: "wrong-size", range, idsPerPod };
  if (!Number.isInteger(slot)) return { code: "misaligned", range, idsPerPod };
  if (slot < 0 || slot + count > pool.slots)
    return { code: "out-of-pool", range, pool: { start: pool.start, size: pool.size } };
  const owner = core.podAt(slot + freeRunFrom(core.free, slot, count));
  return owner === undefined ? { code: "excluded", range } : { code: "taken", range, owner };
}
