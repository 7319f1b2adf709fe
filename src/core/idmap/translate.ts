import { type ContainerId, type HostId, OVERFLOW_ID } from "../id/id.ts";
import { checkUint32 } from "../id/uint32.ts";
import { CompiledMap, type IdMap } from "./id-map.ts";
import { lookUp } from "./lookup.ts";

/**
 * Translates a container ID to the host ID it stands for.
 *
 * @param map - the map of the container
 * @param id - a container ID, 0 to 4294967295
 * @returns the host ID, or `undefined` when the ID has no mapping; 4294967295 never has one
 * @throws TypeError when the ID is not an integer, or the map was not made by {@link createIdMap}, RangeError when the
 * ID lies outside 0 to 4294967295.
 * @remarks `map_id_down` in `kernel/user_namespace.c`, which gives -1 where this gives `undefined`.
 * @example
 * ```ts
 * import { podIdMap, toHost } from "userns-sim";
 *
 * const { uid } = podIdMap({ start: 65536, size: 65536 });
 * toHost(uid, 1000); // => 66536
 * toHost(uid, 65536); // => undefined
 * ```
 */
export function toHost(map: IdMap, id: ContainerId): HostId | undefined {
  checkUint32("toHost", "the ID", id);
  return lookUp(CompiledMap.down("toHost", map), id);
}

/**
 * Translates a host ID to the container ID that stands for it.
 *
 * @param map - the map of the container
 * @param id - a host ID, 0 to 4294967295
 * @returns the container ID, or `undefined` when the ID has no mapping; 4294967295 never has one
 * @throws TypeError when the ID is not an integer, or the map was not made by {@link createIdMap}, RangeError when the
 * ID lies outside 0 to 4294967295.
 * @remarks `map_id_up` in `kernel/user_namespace.c`, which gives -1 where this gives `undefined`.
 * @example
 * ```ts
 * import { podIdMap, toContainer } from "userns-sim";
 *
 * const { uid } = podIdMap({ start: 65536, size: 65536 });
 * toContainer(uid, 66536); // => 1000
 * toContainer(uid, 0); // => undefined
 * ```
 */
export function toContainer(map: IdMap, id: HostId): ContainerId | undefined {
  checkUint32("toContainer", "the ID", id);
  return lookUp(CompiledMap.up("toContainer", map), id);
}

/**
 * Translates a container ID to a host ID, and shows one that has no mapping as the overflow ID.
 *
 * The overflow ID may be mapped as well, so the answer does not tell the two apart. Compare with {@link toHost}.
 *
 * @param map - the map of the container
 * @param id - a container ID, 0 to 4294967295
 * @param overflowId - what to show instead, {@link OVERFLOW_ID} unless given
 * @returns the host ID, or the overflow ID when the ID has no mapping
 * @throws TypeError when an ID is not an integer, or the map was not made by {@link createIdMap}, RangeError when an ID
 * lies outside 0 to 4294967295.
 * @example
 * ```ts
 * import { podIdMap, toHostOrOverflow } from "userns-sim";
 *
 * const { uid } = podIdMap({ start: 65536, size: 65536 });
 * toHostOrOverflow(uid, 65536); // => 65534
 * ```
 */
export function toHostOrOverflow(map: IdMap, id: ContainerId, overflowId: HostId = OVERFLOW_ID): HostId {
  checkUint32("toHostOrOverflow", "the overflow ID", overflowId);
  checkUint32("toHostOrOverflow", "the ID", id);
  return lookUp(CompiledMap.down("toHostOrOverflow", map), id) ?? overflowId;
}

/**
 * Translates a host ID to a container ID, and shows one that has no mapping as the overflow ID.
 *
 * This is what stat(2) and getuid(2) show inside the container. The overflow ID may be mapped as well, so the answer
 * does not tell the two apart. Compare with {@link toContainer}.
 *
 * @param map - the map of the container
 * @param id - a host ID, 0 to 4294967295
 * @param overflowId - what to show instead, {@link OVERFLOW_ID} unless given
 * @returns the container ID, or the overflow ID when the ID has no mapping
 * @throws TypeError when an ID is not an integer, or the map was not made by {@link createIdMap}, RangeError when an ID
 * lies outside 0 to 4294967295.
 * @remarks `from_kuid_munged` in `kernel/user_namespace.c`.
 * @example
 * ```ts
 * import { podIdMap, toContainerOrOverflow } from "userns-sim";
 *
 * const { uid } = podIdMap({ start: 65536, size: 65536 });
 * toContainerOrOverflow(uid, 0); // => 65534
 * ```
 */
export function toContainerOrOverflow(map: IdMap, id: HostId, overflowId: ContainerId = OVERFLOW_ID): ContainerId {
  checkUint32("toContainerOrOverflow", "the overflow ID", overflowId);
  checkUint32("toContainerOrOverflow", "the ID", id);
  return lookUp(CompiledMap.up("toContainerOrOverflow", map), id) ?? overflowId;
}
