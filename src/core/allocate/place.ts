import type { HostId } from "../id/id.ts";
import type { IdRange } from "../range/range.ts";
import type { RangeFlaw } from "./allocate-error.ts";
import type { Core } from "./core.ts";
import { isFreeSlot } from "./free-slots.ts";

/**
 * Finds the slot of a range that a pod is to get: the one check that keeps pods apart.
 *
 * @param core - the core, brought to the state that the pod is added to
 * @param start - the first host ID of the range, 0 to 4294967295
 * @param size - how many host IDs it holds, 0 to 4294967295
 * @returns the slot's number, which is free; or why the range cannot be given
 * @remarks The checks and their order are those of `record` in the kubelet's `userns_manager.go` (1.36), but the end of the
 * range and excluded IDs, which it does not look at.
 * @internal
 */
export function placeOf(core: Core, start: HostId, size: number): number | RangeFlaw {
  const { pool } = core.setup;
  const { idsPerPod } = pool;
  if (size !== idsPerPod) return { code: "wrong-size", range: { start, size }, idsPerPod };
  // A quotient, because `%` is slow on numbers past 2^31. With both below 2^32 it is an integer only when it is exact.
  const slot = (start - pool.start) / idsPerPod;
  if (!Number.isInteger(slot)) return { code: "misaligned", range: { start, size }, idsPerPod };
  if (slot < 0 || slot >= pool.slots)
    return { code: "out-of-pool", range: { start, size }, pool: { start: pool.start, size: pool.size } };
  return isFreeSlot(core.free, slot) ? slot : occupied(core, { start, size }, slot);
}

function occupied(core: Core, range: IdRange<HostId>, slot: number): RangeFlaw {
  const owner = core.podAt(slot);
  return owner === undefined ? { code: "excluded", range } : { code: "taken", range, owner };
}
