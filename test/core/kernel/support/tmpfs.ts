import { createMount, type Mount } from "../../../../src/core/kernel/inode/mount.ts";
import { namespaceOf, type World } from "./world.ts";

/** The flags of a mount, as `mount_setattr` has them, and one for the whole filesystem. */
export const MOUNT_FLAGS = { readOnly: 1, nosuid: 2, nodev: 4, noexec: 8, readOnlyFilesystem: 256 } as const;

/** A tmpfs of the host, with the maps of a namespace if it is not 0, and with flags of a mount. */
export function tmpfsOf(world: World, namespace: number, flags = 0): Mount {
  const { uidMap, gidMap } = namespaceOf(world, namespace);
  const has = (flag: number): boolean => Math.floor(flags / flag) % 2 === 1;
  return createMount({
    ...(namespace !== 0 && { idmap: { uid: uidMap, gid: gidMap } }),
    readOnly: has(MOUNT_FLAGS.readOnly),
    nosuid: has(MOUNT_FLAGS.nosuid),
    nodev: has(MOUNT_FLAGS.nodev),
    noexec: has(MOUNT_FLAGS.noexec),
    superblock: { type: "tmpfs", readOnly: has(MOUNT_FLAGS.readOnlyFilesystem) },
  });
}
