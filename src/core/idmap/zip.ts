import type { ContainerId, HostId } from "../id/id.ts";
import { expectSet, type RangeSet } from "../range/range-set.ts";
import type { IdMapping } from "./id-mapping.ts";

/**
 * Pairs host IDs with container IDs, both in ascending order, and writes the pairs as mappings.
 *
 * ```
 * containers  ├──── 0 … 9 ────┤  ├─ 20 … 24 ─┤
 * hosts       ├ 100 … 103 ┤├──── 200 … 299 ──────
 * mappings    ├─────── 4 ─┤├ 6 ┤ ├─────── 5 ─┤
 * ```
 *
 * @param hosts - the host IDs
 * @param containers - the container IDs
 * @returns the mappings by ascending container ID; they stop where the smaller set does
 * @example
 * ```ts
 * import { rangeSet, zip } from "userns-sim";
 *
 * const hosts = rangeSet([{ start: 100, size: 4 }, { start: 200, size: 100 }]);
 * zip(hosts, rangeSet([{ start: 0, size: 10 }]));
 * // => [{ containerId: 0, hostId: 100, size: 4 }, { containerId: 4, hostId: 200, size: 6 }]
 * ```
 */
export function zip(hosts: RangeSet<HostId>, containers: RangeSet<ContainerId>): readonly IdMapping[] {
  expectSet("zip", "hosts", hosts);
  expectSet("zip", "containers", containers);
  const mappings: IdMapping[] = [];
  const nextHosts = hosts.values();
  let host = { start: 0, size: 0 };
  for (const range of containers) {
    let container = range;
    while (container.size > 0) {
      if (host.size === 0) {
        const next = nextHosts.next();
        if (next.done) return mappings;
        host = next.value;
      }
      const size = Math.min(container.size, host.size);
      mappings.push({ containerId: container.start, hostId: host.start, size });
      container = { start: container.start + size, size: container.size - size };
      host = { start: host.start + size, size: host.size - size };
    }
  }
  return mappings;
}
