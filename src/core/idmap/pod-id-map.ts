import { type HostId, NO_ID } from "../id/id.ts";
import { misuse } from "../misuse/misuse.ts";
import { checkRange, endOf, type IdRange } from "../range/range.ts";
import { CompiledMap, expectIdMap, type IdMap } from "./id-map.ts";

/** The two maps of a pod: one for its users, one for its groups. */
export interface PodIdMap {
  /** The map of the user IDs. */
  readonly uid: IdMap;
  /** The map of the group IDs. */
  readonly gid: IdMap;
}

/**
 * Gives the maps of a pod that was handed a host range: container ID 0 is the first ID of the range.
 *
 * @param range - the host range of the user IDs
 * @param gidRange - the host range of the group IDs, the same one unless given
 * @returns the two maps, of one mapping each
 * @throws TypeError when a start or a size is not an integer, RangeError when a range is empty or holds 4294967295.
 * @remarks The kubelet writes both maps with the same numbers: `GetOrCreateUserNamespaceMappings`, `pkg/kubelet/userns`.
 * @example
 * ```ts
 * import { podIdMap, toHost } from "userns-sim";
 *
 * const pod = podIdMap({ start: 131072, size: 65536 });
 * toHost(pod.uid, 0); // => 131072
 * toHost(pod.gid, 65536); // => undefined
 * ```
 */
export function podIdMap(range: IdRange<HostId>, gidRange: IdRange<HostId> = range): PodIdMap {
  return { uid: mapOf(range), gid: mapOf(gidRange) };
}

function mapOf(range: IdRange<HostId>): IdMap {
  checkRange("podIdMap", range);
  if (range.size === 0) throw new RangeError("podIdMap: expected a range that holds an ID, got an empty one");
  if (endOf(range) > NO_ID)
    throw new RangeError("podIdMap: expected a range without 4294967295, got one that holds it");
  return CompiledMap.of([{ containerId: 0, hostId: range.start, size: range.size }]);
}

export function expectPodIdMap(caller: string, label: string, maps: PodIdMap): void {
  if (typeof maps !== "object" || maps === null || !("uid" in maps && "gid" in maps))
    throw misuse(caller, label, "the maps of a pod, { uid, gid }, as podIdMap makes them", maps);
  expectIdMap(caller, `${label}.uid`, maps.uid);
  expectIdMap(caller, `${label}.gid`, maps.gid);
}
