import { expectOneOf } from "../../misuse/misuse.ts";

/** All ways on which a process comes to a file. */
export const ACCESS_PATHS = ["walk", "fd", "bind", "idmapped", "rootfs", "deputy"] as const;

/**
 * The way on which a process comes to a file. It decides, so it is never left open.
 *
 * | | |
 * |---|---|
 * | `walk` | by its path on the host: every directory on it has to be searchable |
 * | `fd` | by a descriptor that was inherited: what lies above the file is not asked |
 * | `bind` | in a plain mount of the host's files: what lies above the mount is not asked |
 * | `idmapped` | in a mount with the pod's maps, as the kubelet mounts volumes: what is 0 on disk is the pod's root. Only the mount itself is mapped, what is mounted below it is not |
 * | `rootfs` | not on the host at all: the file with the same owner and mode in the container's own image |
 * | `deputy` | by a process of the host's root that opens the file for the attacker |
 */
export type AccessPath = (typeof ACCESS_PATHS)[number];

/**
 * Tells whether a way leads through a mount, so that it matters what is mounted.
 *
 * @param path - the way
 * @returns `true` for `bind` and `idmapped`
 * @example
 * ```ts
 * import { ACCESS_PATHS, leadsThroughMount } from "userns-sim/node";
 *
 * ACCESS_PATHS.filter(leadsThroughMount); // => ["bind", "idmapped"]
 * ```
 */
export function leadsThroughMount(path: AccessPath): boolean {
  expectOneOf("leadsThroughMount", "path", path, ACCESS_PATHS);
  return path === "bind" || path === "idmapped";
}
