import type { IdMapping } from "../../idmap/id-mapping.ts";

/**
 * Mappings and in front of them one of a single ID, for which a hole is made on both sides, so that what lies behind the
 * hole moves up by one. `given` are mappings that the user wrote: of those the last ID is left out where the hole lies in
 * them or right behind them.
 *
 * `add_single_map_range` of util-linux 39465c78, `sys-utils/unshare.c`, in its numbers of 32 bits.
 */
export function aroundSingle(mappings: readonly IdMapping[], single: IdMapping, given = false): readonly IdMapping[] {
  const around = [single];
  for (const mapping of mappings) {
    const { containerId, hostId, size } = mapping;
    // Nothing is left of it to take an ID from; the kernel says what is wrong with it.
    if (size === 0) around.push(mapping);
    const touches = reaches(hostId, size, single.hostId) || reaches(containerId, size, single.containerId);
    const left = given && touches ? size - 1 : size;
    const [lower = 0, upper = 0] = [single.hostId - hostId, single.containerId - containerId]
      .map((before) => Math.min(Math.max(before, 0), left))
      .sort((a, b) => a - b);
    const pieces = [lower, upper - lower, left - upper];
    let at = { containerId, hostId };
    for (const [index, piece] of pieces.entries()) {
      if (index > 0)
        at = { containerId: past(at.containerId, single.containerId), hostId: past(at.hostId, single.hostId) };
      if (piece > 0) around.push({ ...at, size: piece });
      at = { containerId: (at.containerId + piece) >>> 0, hostId: (at.hostId + piece) >>> 0 };
    }
  }
  return around;
}

function reaches(first: number, size: number, id: number): boolean {
  return id >= first && id <= first + size;
}

function past(at: number, id: number): number {
  return at === id ? (at + 1) >>> 0 : at;
}
