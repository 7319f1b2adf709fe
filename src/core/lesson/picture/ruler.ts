import type { ContainerId } from "../../id/id.ts";
import { expectIdMap, type IdMap } from "../../idmap/id-map.ts";
import { toHost } from "../../idmap/translate.ts";
import { expectArray } from "../../misuse/misuse.ts";
import type { RulerPicture } from "./picture.ts";

/**
 * Makes a picture of a map: the container's ruler above the host's.
 *
 * @param map - whose mappings are drawn
 * @param ids - IDs inside that are pointed out
 * @returns the picture
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { drawPicture, ruler } from "userns-sim/lessons";
 *
 * const { uid } = podIdMap({ start: 131072, size: 65536 });
 * drawPicture(ruler(uid, [1000, 70000]), { language: "en", width: 60 });
 * // => [
 * //   "inside  0 ─────── 1000 ──── 65535",
 * //   "        │         │         │",
 * //   "host    131072 ── 132072 ── 196607    not to scale",
 * //   "inside 70000: no mapping",
 * // ]
 * ```
 */
export function ruler(map: IdMap, ids: readonly ContainerId[] = []): RulerPicture {
  expectIdMap("ruler", "map", map);
  expectArray("ruler", "ids", ids, "an array of IDs inside, such as [0, 1000]");
  const marks = ids.map((containerId) => ({ containerId, hostId: toHost(map, containerId) }));
  return { kind: "ruler", mappings: map.mappings, marks };
}
