import type { IdRange, Pool } from "userns-sim";

/** Where slots lie: of a pool of the allocator's, or of a kubelet. */
export type SlotsOfPool = Pick<Pool, "start" | "idsPerPod" | "slots">;

/** The slot of a host ID, and how far behind the first of the slot it is; nulls outside of the pool. */
export function placeIn(pool: SlotsOfPool | null, id: number | null): { slot: number | null; offset: number | null } {
  if (pool === null || id === null) return { slot: null, offset: null };
  const behind = id - pool.start;
  const slot = Math.floor(behind / pool.idsPerPod);
  return slot < 0 || slot >= pool.slots ? { slot: null, offset: null } : { slot, offset: behind % pool.idsPerPod };
}

export function rangeOfSlot({ start, idsPerPod }: SlotsOfPool, slot: number): IdRange {
  return { start: start + slot * idsPerPod, size: idsPerPod };
}
