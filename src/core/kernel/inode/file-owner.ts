import { type HostId, NO_ID } from "../../id/id.ts";
import type { IdMap } from "../../idmap/id-map.ts";
import { toContainer, toHost } from "../../idmap/translate.ts";
import { gidIn, kgidOf, kuidOf, uidIn } from "../credentials/kernel-ids.ts";
import type { UserNamespace } from "../credentials/user-namespace.ts";
import type { Inode } from "./file.ts";
import type { Mount } from "./mount.ts";

/**
 * `i_uid_into_vfsuid`: the user ID that the kernel compares; 4294967295 when the mount has none for the one in the inode.
 */
export function ownerOf(file: Inode): HostId {
  return vfsUid(file.mount, file.uid);
}

/**
 * `i_gid_into_vfsgid`: the group ID that the kernel compares; 4294967295 when the mount has none for the one in the inode.
 */
export function groupOf(file: Inode): HostId {
  return vfsGid(file.mount, file.gid);
}

/** `make_vfsuid`: what a user ID in an inode is through a mount; 4294967295 when there is none. */
export function vfsUid(mount: Mount, uid: HostId): HostId {
  const { idmap } = mount;
  return idmap === undefined ? uid : through(idmap.uid, onDisk(mount, uid, uidIn));
}

/** `make_vfsgid`: what a group ID in an inode is through a mount; 4294967295 when there is none. */
export function vfsGid(mount: Mount, gid: HostId): HostId {
  const { idmap } = mount;
  return idmap === undefined ? gid : through(idmap.gid, onDisk(mount, gid, gidIn));
}

/** `from_vfsuid`: which user ID an inode has for one through the mount; 4294967295 when there is none. */
export function inodeUid(mount: Mount, kuid: HostId): HostId {
  const { idmap } = mount;
  return idmap === undefined ? kuid : fromDisk(mount, back(idmap.uid, kuid), kuidOf);
}

/** `from_vfsgid`: which group ID an inode has for one through the mount; 4294967295 when there is none. */
export function inodeGid(mount: Mount, kgid: HostId): HostId {
  const { idmap } = mount;
  return idmap === undefined ? kgid : fromDisk(mount, back(idmap.gid, kgid), kgidOf);
}

/** `HAS_UNMAPPED_ID`: the caller's namespace has no say in it. */
export function hasUnmappedId(file: Inode): boolean {
  return ownerOf(file) === NO_ID || groupOf(file) === NO_ID;
}

// A mount's map begins at the number on disk, which is one of the namespace in which the filesystem was mounted. For one of
// the host, which nearly all are, it is the one in the inode: to look it up costs the fast form a quarter more.
function onDisk(mount: Mount, id: HostId, view: (namespace: UserNamespace, id: HostId) => number): number {
  const { userNamespace } = mount.superblock;
  return userNamespace.parent === undefined ? id : view(userNamespace, id);
}

function fromDisk(mount: Mount, id: number, view: (namespace: UserNamespace, id: number) => HostId): HostId {
  const { userNamespace } = mount.superblock;
  return userNamespace.parent === undefined ? id : view(userNamespace, id);
}

function through(map: IdMap, id: number): HostId {
  return toHost(map, id) ?? NO_ID;
}

function back(map: IdMap, id: HostId): number {
  return toContainer(map, id) ?? NO_ID;
}
