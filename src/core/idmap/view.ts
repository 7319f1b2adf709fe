import { NO_ID } from "../id/id.ts";
import { CompiledMap, type IdMap } from "./id-map.ts";
import type { IdMapping } from "./id-mapping.ts";
import { lookUp } from "./lookup.ts";

/**
 * Gives the lines of a map as a process of another user namespace reads them.
 *
 * The host column is that process's own ID for the first host ID of each mapping, or 4294967295 where it has none.
 * Lines of that kind are no map in general, hence a list of mappings and not an {@link IdMap}.
 *
 * @param map - the map that is read, from its container to the initial namespace
 * @param reader - the map of whoever opened the file, to the initial namespace as well
 * @returns one mapping for each of the map's, in the same order
 * @throws TypeError when a map was not made by {@link createIdMap}.
 * @remarks `uid_m_show`, `kernel/user_namespace.c`. A process that reads the map of its own namespace is answered from
 * the parent's: pass the parent's map as `reader` then.
 * @example
 * ```ts
 * import { initialIdMap, podIdMap, viewFrom } from "userns-sim";
 *
 * const a = podIdMap({ start: 65536, size: 65536 }).uid;
 * const b = podIdMap({ start: 131072, size: 65536 }).uid;
 * viewFrom(a, initialIdMap()); // => [{ containerId: 0, hostId: 65536, size: 65536 }]
 * viewFrom(a, b); // => [{ containerId: 0, hostId: 4294967295, size: 65536 }]
 * ```
 */
export function viewFrom(map: IdMap, reader: IdMap): readonly IdMapping[] {
  const lookup = CompiledMap.up("viewFrom", reader, "reader");
  return CompiledMap.lines("viewFrom", map).map(({ containerId, hostId, size }) => ({
    containerId,
    hostId: lookUp(lookup, hostId) ?? NO_ID,
    size,
  }));
}
