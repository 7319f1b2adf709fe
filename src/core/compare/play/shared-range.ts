import { expectPool, type Pool } from "../../allocate/pool/pool.ts";
import { excludedSlots, slotRange } from "../../allocate/pool/slots.ts";
import type { HostId } from "../../id/id.ts";
import type { IdRange } from "../../range/range.ts";

/**
 * The range that every pod gets where nobody keeps them apart: a baseline to compare with, and no strategy, because
 * {@link allocate} would refuse it.
 *
 * With it, a process that escapes from one pod has the IDs of all others: it may signal their processes, and read and write
 * their files.
 *
 * @param pool - what {@link createPool} made
 * @returns the lowest slot without an excluded ID, or `undefined` when each has one
 * @remarks Docker's `userns-remap` gives all containers of a daemon one range, and Sysbox (CE) all containers of a host: its
 * `subidAlloc` returns the start of the first range that /etc/subuid and /etc/subgid have in common.
 * @example
 * ```ts
 * import { createPool, sharedRange, unwrap } from "userns-sim";
 *
 * sharedRange(unwrap(createPool({ start: 65536, size: 110 * 65536 }))); // => { start: 65536, size: 65536 }
 * ```
 */
export function sharedRange(pool: Pool): IdRange<HostId> | undefined {
  expectPool("sharedRange", pool);
  const [first] = excludedSlots(pool);
  const slot = first?.start === 0 ? first.size : 0;
  return slot < pool.slots ? slotRange(pool, slot) : undefined;
}
