import { NO_ID } from "../id/id.ts";
import { ID_SPACE } from "../range/range.ts";
import { type IdMapError, type IdMapping, MAX_MAPPINGS, type MapSide, type TooManyMappings } from "./id-mapping.ts";

/**
 * Finds the first reason why the kernel would refuse a list of mappings.
 *
 * The order of `map_write` in Linux 6.12 `kernel/user_namespace.c`: one mapping after the other; of each, first
 * that neither side starts at 4294967295, then that neither side wraps or is empty, then that it overlaps none of the
 * earlier ones. The 341st mapping is refused after the checks of the 340th and before its own.
 */
export function checkMappings(mappings: readonly IdMapping[]): IdMapError | undefined {
  const passed: IdMapping[] = [];
  for (const mapping of mappings) {
    const index = passed.length;
    if (index === MAX_MAPPINGS) return tooManyMappings(mappings.length);
    const error = checkStarts(mapping, index) ?? checkSizes(mapping, index) ?? checkOverlaps(mapping, passed);
    if (error !== undefined) return error;
    passed.push(mapping);
  }
  return undefined;
}

export function tooManyMappings(count: number): TooManyMappings {
  return { code: "too-many-mappings", errno: "EINVAL", count, limit: MAX_MAPPINGS };
}

/** "Verify we have been given valid starting values", `map_write`. */
function checkStarts(mapping: IdMapping, index: number): IdMapError | undefined {
  if (mapping.containerId === NO_ID) return reachesNoId("container", mapping, index);
  if (mapping.hostId === NO_ID) return reachesNoId("host", mapping, index);
  return undefined;
}

/** "Verify count is not zero and does not cause the extent to wrap", `map_write`. */
function checkSizes(mapping: IdMapping, index: number): IdMapError | undefined {
  if (mapping.size === 0) return { code: "empty-mapping", errno: "EINVAL", index, mapping };
  return checkEnd("container", mapping.containerId, mapping, index) ?? checkEnd("host", mapping.hostId, mapping, index);
}

function checkEnd(side: MapSide, start: number, mapping: IdMapping, index: number): IdMapError | undefined {
  const end = start + mapping.size;
  if (end > ID_SPACE) return { code: "wraps", errno: "EINVAL", side, index, mapping };
  return end > NO_ID ? reachesNoId(side, mapping, index) : undefined;
}

function reachesNoId(side: MapSide, mapping: IdMapping, index: number): IdMapError {
  return { code: "reaches-no-id", errno: "EINVAL", side, index, mapping };
}

/** "Do the ranges in extent overlap any previous extents?", `map_write`; in the order of `mappings_overlap`. */
function checkOverlaps(mapping: IdMapping, passed: readonly IdMapping[]): IdMapError | undefined {
  const { containerId, hostId, size } = mapping;
  for (const other of passed) {
    if (containerId < other.containerId + other.size && other.containerId < containerId + size)
      return overlapping("container", "containerId", mapping, passed, other);
    if (hostId < other.hostId + other.size && other.hostId < hostId + size)
      return overlapping("host", "hostId", mapping, passed, other);
  }
  return undefined;
}

function overlapping(
  side: MapSide,
  key: "containerId" | "hostId",
  mapping: IdMapping,
  passed: readonly IdMapping[],
  other: IdMapping,
): IdMapError {
  const start = Math.max(mapping[key], other[key]);
  const end = Math.min(mapping[key] + mapping.size, other[key] + other.size);
  return {
    code: "overlapping-mappings",
    errno: "EINVAL",
    side,
    index: passed.length,
    mapping,
    otherIndex: passed.indexOf(other),
    other,
    overlap: { start, size: end - start },
  };
}
