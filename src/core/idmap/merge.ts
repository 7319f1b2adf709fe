import { ID_SPACE } from "../range/range.ts";
import { CompiledMap, type IdMap } from "./id-map.ts";
import type { IdMapping } from "./id-mapping.ts";
import { lookUpRange } from "./lookup.ts";

/**
 * Writes a map with as few mappings as possible: sorted by container ID, those that continue on both sides joined.
 *
 * Maps that translate every ID alike come out equal, line by line.
 *
 * @param map - what {@link createIdMap} made
 * @returns a map that translates every ID as the given one does
 * @throws TypeError when the map was not made by {@link createIdMap}.
 * @example
 * ```ts
 * import { createIdMap, mergeConsecutive, unwrap } from "userns-sim";
 *
 * const map = unwrap(
 *   createIdMap([
 *     { containerId: 1000, hostId: 66536, size: 64536 },
 *     { containerId: 0, hostId: 65536, size: 1000 },
 *   ]),
 * );
 * mergeConsecutive(map).mappings; // => [{ containerId: 0, hostId: 65536, size: 65536 }]
 * ```
 */
export function mergeConsecutive(map: IdMap): IdMap {
  return CompiledMap.of(mergedLines("mergeConsecutive", map));
}

export function mergedLines(caller: string, map: IdMap, label?: string): readonly IdMapping[] {
  const merged: IdMapping[] = [];
  for (const { start, target, size } of lookUpRange(CompiledMap.down(caller, map, label), 0, ID_SPACE))
    if (target !== undefined) merged.push({ containerId: start, hostId: target, size });
  return merged;
}
