import { sameLines } from "../idmap/equal.ts";
import type { IdMap } from "../idmap/id-map.ts";
import { expectPodIdMap, type PodIdMap } from "../idmap/pod-id-map.ts";
import { toHost } from "../idmap/translate.ts";
import { expectArray, expectBoolean, expectObject, expectText } from "../misuse/misuse.ts";
import { err, ok, type Result } from "../result.ts";

/** Why runc refuses a container before the kernel is asked. */
export type RuncRefusal =
  | RuncFault<"maps-without-namespace">
  | RuncFault<"namespace-without-maps">
  | RuncFault<"path-and-other-maps">
  | RuncFault<"rootless-without-namespace">
  | RuncFault<"rootless-without-maps">
  | RuncFault<"rootless-unmapped-option">
  | RuncFault<"idmap-of-other-mount">
  | RuncFault<"idmap-rootless">
  | RuncFault<"idmap-mount-without-maps">;

/**
 * One reason.
 *
 * @typeParam Code - the name of the reason
 */
export interface RuncFault<Code extends string> {
  readonly code: Code;
  /** What runc says, where its words are known. */
  readonly text?: string;
}

/** What of a container's configuration is about its user namespace. */
export interface RuncUserNamespace {
  /** Whether the container has a user namespace. */
  readonly enabled: boolean;
  /** The maps it is to have. */
  readonly maps: PodIdMap;
  /** The maps of an existing namespace that it joins by its path. */
  readonly joined?: PodIdMap;
}

/** A mount of a container's configuration. */
export interface RuncMount {
  /** Whether it is a bind mount. */
  readonly bind: boolean;
  /** The maps that are to be attached. */
  readonly maps: PodIdMap;
}

/**
 * Checks the user namespace of a container as runc 1.2 does.
 *
 * @param userNamespace - what the configuration says
 * @returns nothing more, or why it is refused
 * @remarks runc, `libcontainer/configs/validate` and `libcontainer/specconv`. A map need not have container ID 0.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { checkRuncUserNamespace } from "userns-sim/kernel";
 *
 * const maps = podIdMap({ start: 65536, size: 65536 });
 * checkRuncUserNamespace({ enabled: true, maps }).ok; // => true
 * checkRuncUserNamespace({ enabled: true, maps, joined: podIdMap({ start: 131072, size: 65536 }) }).ok; // => false
 * ```
 */
export function checkRuncUserNamespace(userNamespace: RuncUserNamespace): Result<undefined, RuncRefusal> {
  expectNamespace("checkRuncUserNamespace", userNamespace);
  const { enabled, maps, joined } = userNamespace;
  if (!enabled) return isEmpty(maps.uid) && isEmpty(maps.gid) ? ok(undefined) : err({ code: "maps-without-namespace" });
  if (joined === undefined)
    return isEmpty(maps.uid) || isEmpty(maps.gid) ? err({ code: "namespace-without-maps" }) : ok(undefined);
  // A namespace that is joined brings its maps; naming the same ones again does no harm.
  const agrees = isEmpty(maps.uid) && isEmpty(maps.gid);
  return agrees || (sameLines(maps.uid, joined.uid) && sameLines(maps.gid, joined.gid))
    ? ok(undefined)
    : err({ code: "path-and-other-maps", text: "both namespace path and non-matching mapping specified" });
}

/**
 * Checks a rootless container as runc does: it needs a user namespace, and its mounts may name mapped IDs only.
 *
 * @param userNamespace - what the configuration says of the user namespace
 * @param mountData - the data of its mounts, each as in `mode=755,uid=5`
 * @returns nothing more, or why it is refused
 * @remarks runc, `libcontainer/configs/validate/rootless.go`.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { checkRuncRootless } from "userns-sim/kernel";
 *
 * const rootless = { enabled: true, maps: podIdMap({ start: 100000, size: 10 }) };
 * checkRuncRootless(rootless, ["mode=620,gid=5"]).ok; // => true
 * checkRuncRootless(rootless, ["uid=10"]).ok; // => false
 * ```
 */
export function checkRuncRootless(
  userNamespace: RuncUserNamespace,
  mountData: readonly string[],
): Result<undefined, RuncRefusal> {
  expectNamespace("checkRuncRootless", userNamespace);
  expectArray("checkRuncRootless", "mountData", mountData, "an array of the data of its mounts, strings");
  for (const data of mountData) expectText("checkRuncRootless", "each of mountData", data);
  const { enabled, maps } = userNamespace;
  if (!enabled) return err({ code: "rootless-without-namespace" });
  if (isEmpty(maps.uid) || isEmpty(maps.gid)) return err({ code: "rootless-without-maps" });
  for (const option of mountData.flatMap((data) => data.split(","))) {
    const match = /^([ug])id=(\d+)$/.exec(option);
    if (match === null) continue;
    const map = match[1] === "u" ? maps.uid : maps.gid;
    const id = Number(match[2]);
    if (id > 4294967295 || toHost(map, id) === undefined) return err({ code: "rootless-unmapped-option" });
  }
  return ok(undefined);
}

/**
 * Checks an idmapped mount of a container as runc 1.2 does.
 *
 * @param mount - what the configuration says
 * @param rootless - whether the container is rootless
 * @returns nothing more, or why it is refused
 * @remarks runc, `checkIDMapMounts` in `libcontainer/configs/validate/validator.go`. Before 1.2 the maps were not looked at, and
 * the mount was plain.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { checkRuncIdmapMount } from "userns-sim/kernel";
 *
 * checkRuncIdmapMount({ bind: true, maps: podIdMap({ start: 65536, size: 65536 }) }, false).ok; // => true
 * ```
 */
export function checkRuncIdmapMount(mount: RuncMount, rootless: boolean): Result<undefined, RuncRefusal> {
  expectObject("checkRuncIdmapMount", "mount", mount, "an object { bind, maps }");
  expectBoolean("checkRuncIdmapMount", "mount.bind", mount.bind);
  expectPodIdMap("checkRuncIdmapMount", "mount.maps", mount.maps);
  expectBoolean("checkRuncIdmapMount", "rootless", rootless);
  const { bind, maps } = mount;
  if (!bind) return err({ code: "idmap-of-other-mount" });
  if (rootless) return err({ code: "idmap-rootless" });
  return isEmpty(maps.uid) || isEmpty(maps.gid) ? err({ code: "idmap-mount-without-maps" }) : ok(undefined);
}

/**
 * Tells from the text of `/proc/self/uid_map` whether a process is in a user namespace, as moby and runc do.
 *
 * @param uidMap - the text of the file
 * @returns `false` when its first line is the host's, `0 0 4294967295`, or does not begin with three numbers of 64 bits;
 * `true` for any other line, and for the empty text of a namespace whose map is not written
 * @remarks moby/sys, `uidMapInUserNS`. A namespace whose map is the host's own is not noticed.
 * @example
 * ```ts
 * import { isInUserNamespace } from "userns-sim/kernel";
 *
 * isInUserNamespace("         0          0 4294967295\n"); // => false
 * isInUserNamespace("         0      65536      65536\n"); // => true
 * ```
 */
export function isInUserNamespace(uidMap: string): boolean {
  expectText("isInUserNamespace", "uidMap", uidMap);
  if (uidMap === "") return true;
  const numbers = /^[ \t\r]*([+-]?\d+)[ \t\r]+([+-]?\d+)[ \t\r]+([+-]?\d+)/.exec(uidMap)?.slice(1).map(BigInt);
  if (numbers?.every((number) => BigInt.asIntN(64, number) === number) !== true) return false;
  return numbers.join(" ") !== "0 0 4294967295";
}

function isEmpty(map: IdMap): boolean {
  return map.mappings.length === 0;
}

function expectNamespace(caller: string, userNamespace: RuncUserNamespace): void {
  expectObject(caller, "userNamespace", userNamespace, "an object { enabled, maps }");
  const { enabled, maps, joined } = userNamespace;
  expectBoolean(caller, "enabled", enabled);
  expectPodIdMap(caller, "maps", maps);
  if (joined !== undefined) expectPodIdMap(caller, "joined", joined);
}
