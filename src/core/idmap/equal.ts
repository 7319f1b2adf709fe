import { CompiledMap, type IdMap } from "./id-map.ts";
import type { IdMapping } from "./id-mapping.ts";
import { mergedLines } from "./merge.ts";

/**
 * Tells whether two maps have the same mappings in the same order.
 *
 * @param a - a map
 * @param b - another one
 * @returns `true` when the maps agree line by line
 * @throws TypeError when a map was not made by {@link createIdMap}.
 * @example
 * ```ts
 * import { podIdMap, sameLines } from "userns-sim";
 *
 * const pod = podIdMap({ start: 65536, size: 65536 });
 * sameLines(pod.uid, pod.gid); // => true
 * ```
 */
export function sameLines(a: IdMap, b: IdMap): boolean {
  return equal(CompiledMap.lines("sameLines", a, "a"), CompiledMap.lines("sameLines", b, "b"));
}

/**
 * Tells whether two maps translate every ID alike, however their mappings are cut and ordered.
 *
 * @param a - a map
 * @param b - another one
 * @returns `true` when no ID tells the maps apart
 * @throws TypeError when a map was not made by {@link createIdMap}.
 * @example
 * ```ts
 * import { createIdMap, podIdMap, sameFunction, unwrap } from "userns-sim";
 *
 * const whole = podIdMap({ start: 65536, size: 20 }).uid;
 * const halves = unwrap(
 *   createIdMap([
 *     { containerId: 10, hostId: 65546, size: 10 },
 *     { containerId: 0, hostId: 65536, size: 10 },
 *   ]),
 * );
 * sameFunction(whole, halves); // => true
 * ```
 */
export function sameFunction(a: IdMap, b: IdMap): boolean {
  return equal(mergedLines("sameFunction", a, "a"), mergedLines("sameFunction", b, "b"));
}

function equal(a: readonly IdMapping[], b: readonly IdMapping[]): boolean {
  if (a.length !== b.length) return false;
  return a.every(({ containerId, hostId, size }, index) => {
    const other = b[index];
    return containerId === other?.containerId && hostId === other.hostId && size === other.size;
  });
}
