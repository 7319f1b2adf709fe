import type { HostId } from "../../id/id.ts";
import { checkInteger } from "../../id/integer.ts";
import { misuse } from "../../misuse/misuse.ts";
import { clip } from "../../range/algebra.ts";
import { endOf, type IdRange } from "../../range/range.ts";
import { type RangeSet, rangeSet } from "../../range/range-set.ts";
import type { Pool } from "./pool.ts";

/**
 * The host IDs of a slot.
 *
 * @param pool - what {@link createPool} made
 * @param slot - the slot's number, 0 to `pool.slots - 1`; not checked
 * @returns the range, always `pool.idsPerPod` long
 * @example
 * ```ts
 * import { createPool, slotRange, unwrap } from "userns-sim";
 *
 * slotRange(unwrap(createPool({ start: 65536, size: 131072 })), 1); // => { start: 131072, size: 65536 }
 * ```
 */
export function slotRange(pool: Pool, slot: number): IdRange<HostId> {
  if (typeof pool?.idsPerPod !== "number") throw misuse("slotRange", "pool", "a pool made by createPool", pool);
  checkInteger("slotRange", "slot", slot, 0, 4294967295);
  return rangeAt(pool, slot);
}

/** Of a slot that is not in the pool, the allocator makes a refusal. */
export function rangeAt(pool: Pool, slot: number): IdRange<HostId> {
  return { start: pool.start + slot * pool.idsPerPod, size: pool.idsPerPod };
}

/** The numbers of the slots that hold an excluded ID, within `[0, pool.slots)`. */
export function excludedSlots(pool: Pool): RangeSet<number> {
  const slots = clip(pool.exclude, { start: pool.start, size: pool.slots * pool.idsPerPod }).map((range) => {
    const first = slotAt(pool, range.start);
    return { start: first, size: slotAt(pool, endOf(range) - 1) - first + 1 };
  });
  // Two excluded ranges may share a slot; as a set it is counted once.
  return rangeSet(slots);
}

/** Outside of the pool, the answer is no slot of it. */
export function slotAt(pool: Pool, id: HostId): number {
  return Math.floor((id - pool.start) / pool.idsPerPod);
}
