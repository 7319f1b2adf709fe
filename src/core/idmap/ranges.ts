import type { ContainerId, HostId } from "../id/id.ts";
import { checkRange, endOf, type IdRange } from "../range/range.ts";
import { CompiledMap, type IdMap } from "./id-map.ts";
import { lookUpRange } from "./lookup.ts";

/** A piece of a translated range: IDs side by side that are mapped alike, or not at all. */
export interface MappedPiece {
  /** The first container ID, or `undefined` where a host range is not mapped. */
  readonly containerId: ContainerId | undefined;
  /** The first host ID, or `undefined` where a container range is not mapped. */
  readonly hostId: HostId | undefined;
  /** How many IDs the piece holds, at least 1. */
  readonly size: number;
}

/**
 * Translates a range of container IDs to host IDs, piece by piece.
 *
 * @param map - the map of the container
 * @param range - a half-open range of container IDs
 * @returns the pieces by ascending container ID, which fill the range without gaps; as few as possible, so pieces that
 * go on without a break on both sides are one
 * @throws TypeError when a number is not an integer, or the map was not made by {@link createIdMap}, RangeError when a
 * number is out of range.
 * @example
 * ```ts
 * import { podIdMap, rangeToHost } from "userns-sim";
 *
 * const { uid } = podIdMap({ start: 65536, size: 65536 });
 * rangeToHost(uid, { start: 65000, size: 1000 });
 * // => [{ containerId: 65000, hostId: 130536, size: 536 }, { containerId: 65536, hostId: undefined, size: 464 }]
 * ```
 */
export function rangeToHost(map: IdMap, range: IdRange<ContainerId>): readonly MappedPiece[] {
  checkRange("rangeToHost", range);
  const stretches = lookUpRange(CompiledMap.down("rangeToHost", map), range.start, endOf(range));
  return stretches.map(({ start, target, size }) => ({ containerId: start, hostId: target, size }));
}

/**
 * Translates a range of host IDs to container IDs, piece by piece.
 *
 * @param map - the map of the container
 * @param range - a half-open range of host IDs
 * @returns the pieces by ascending host ID, which fill the range without gaps; as few as possible, so pieces that go on
 * without a break on both sides are one
 * @throws TypeError when a number is not an integer, or the map was not made by {@link createIdMap}, RangeError when a
 * number is out of range.
 * @example
 * ```ts
 * import { podIdMap, rangeToContainer } from "userns-sim";
 *
 * const { uid } = podIdMap({ start: 65536, size: 65536 });
 * rangeToContainer(uid, { start: 65536, size: 10 }); // => [{ containerId: 0, hostId: 65536, size: 10 }]
 * ```
 */
export function rangeToContainer(map: IdMap, range: IdRange<HostId>): readonly MappedPiece[] {
  checkRange("rangeToContainer", range);
  const stretches = lookUpRange(CompiledMap.up("rangeToContainer", map), range.start, endOf(range));
  return stretches.map(({ start, target, size }) => ({ containerId: target, hostId: start, size }));
}
