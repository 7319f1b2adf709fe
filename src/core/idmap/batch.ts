import { CompiledMap, type IdMap } from "./id-map.ts";
import { lookUpBatch } from "./lookup-batch.ts";

/**
 * Translates many container IDs to host IDs at once.
 *
 * @param map - the map of the container
 * @param ids - the container IDs
 * @param out - where to write the host IDs, a new array unless given; `ids` itself will do
 * @returns `out`: the host ID of each ID in its place, 4294967295 where there is none
 * @throws TypeError when an array is no Uint32Array, or the map was not made by {@link createIdMap}, RangeError when
 * `out` is shorter than `ids`.
 * @example
 * ```ts
 * import { podIdMap, toHostBatch } from "userns-sim";
 *
 * const { uid } = podIdMap({ start: 65536, size: 65536 });
 * [...toHostBatch(uid, Uint32Array.of(0, 1000, 65536))]; // => [65536, 66536, 4294967295]
 * ```
 */
export function toHostBatch(map: IdMap, ids: Uint32Array, out?: Uint32Array): Uint32Array {
  return lookUpBatch("toHostBatch", CompiledMap.down("toHostBatch", map), ids, out);
}

/**
 * Translates many host IDs to container IDs at once.
 *
 * @param map - the map of the container
 * @param ids - the host IDs
 * @param out - where to write the container IDs, a new array unless given; `ids` itself will do
 * @returns `out`: the container ID of each ID in its place, 4294967295 where there is none
 * @throws TypeError when an array is no Uint32Array, or the map was not made by {@link createIdMap}, RangeError when
 * `out` is shorter than `ids`.
 * @example
 * ```ts
 * import { podIdMap, toContainerBatch } from "userns-sim";
 *
 * const { uid } = podIdMap({ start: 65536, size: 65536 });
 * [...toContainerBatch(uid, Uint32Array.of(65536, 0))]; // => [0, 4294967295]
 * ```
 */
export function toContainerBatch(map: IdMap, ids: Uint32Array, out?: Uint32Array): Uint32Array {
  return lookUpBatch("toContainerBatch", CompiledMap.up("toContainerBatch", map), ids, out);
}
