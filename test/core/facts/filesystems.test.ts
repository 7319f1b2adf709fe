import { describe, expect, it } from "vitest";
import { createProcess } from "../../../src/core/kernel/credentials/process.ts";
import { DEFAULT_SETTINGS, type KernelVersion } from "../../../src/core/kernel/decision/kernel-settings.ts";
import { createMount } from "../../../src/core/kernel/inode/mount.ts";
import { idmapMount } from "../../../src/core/kernel/mounts/idmap-mount.ts";
import {
  FILESYSTEM_TABLE,
  MAPPED_MOUNTS_SINCE,
  mappability,
  OVERLAY_LAYERS_SINCE,
} from "../../../src/core/kubelet/runtime/filesystems.ts";
import { podA } from "../kernel/support/cast.ts";
import { releaseBefore } from "./release-before.ts";

/**
 * In which release of Linux `FS_ALLOW_IDMAP` came to a filesystem, by the commit that brought it, or by mount_setattr(2)
 * of man-pages 6.10, "ID-mapped mounts". The two tables of the sources are each held against this one.
 */
const MAPPABLE: readonly (readonly [type: string, since: KernelVersion, source: string])[] = [
  ["ext4", [5, 12], "14f3db5542e6 ext4: support idmapped mounts; mount_setattr(2): ext4(5) (since Linux 5.12)"],
  ["xfs", [5, 12], "f736d93d76d3 xfs: support idmapped mounts; mount_setattr(2): xfs(5) (since Linux 5.12)"],
  ["vfat", [5, 12], "4b7899368108 fat: handle idmapped mounts, fs/fat/namei_vfat.c; mount_setattr(2): FAT (5.12)"],
  ["msdos", [5, 12], "4b7899368108 fat: handle idmapped mounts, fs/fat/namei_msdos.c; mount_setattr(2): FAT (5.12)"],
  ["btrfs", [5, 15], "5b9b26f5d0b8 btrfs: allow idmapped mount; mount_setattr(2): btrfs(5) (since Linux 5.15)"],
  ["ntfs3", [5, 15], "82cae269cfa9 fs/ntfs3; mount_setattr(2): ntfs3 (since Linux 5.15)"],
  ["f2fs", [5, 18], "984fc4e76d63 f2fs: support idmapped mounts; mount_setattr(2): f2fs (since Linux 5.18)"],
  ["erofs", [5, 19], "6c459b78d479 erofs: support idmapped mounts; mount_setattr(2): erofs (since Linux 5.19)"],
  ["squashfs", [6, 2], "mount_setattr(2): squashfs (since Linux 6.2)"],
  ["tmpfs", [6, 3], "mount_setattr(2): tmpfs (since Linux 6.3)"],
  ["ceph", [6, 7], "mount_setattr(2): cephfs (since Linux 6.7)"],
  ["hugetlbfs", [6, 9], "mount_setattr(2): hugetlbfs (since Linux 6.9)"],
  ["exfat", [6, 11], "224821766f43 exfat: handle idmapped mounts, in the tag exfat-for-6.11-rc1"],
  ["bcachefs", [6, 12], "c24adfa0dfc2 bcachefs: support idmap mounts, in the tag bcachefs-2024-09-21 for 6.12-rc1"],
];

/** Not in the kernel's tree, so no rule of its own. */
const OUT_OF_TREE: readonly (readonly [type: string, since: KernelVersion, source: string])[] = [
  ["zfs", [5, 12], "OpenZFS pull requests 13671 and 14097, in OpenZFS 2.2"],
];

/** Mapped only where the daemon asks for it, so the kubelet's checks leave it open; the kernel's part came with 6.12. */
const BY_DAEMON: readonly (readonly [type: string, since: KernelVersion, source: string])[] = [
  ["fuse", [6, 12], "16e1503eaf32 fuse: allow idmapped mounts, FUSE_ALLOW_IDMAP of FUSE_INIT"],
  ["virtiofs", [6, 12], "9dc504f24489 virtio_fs: allow idmapped mounts"],
];

/** `mount_setattr` with `MOUNT_ATTR_IDMAP` was tried on 6.18, or is documented never to work. */
const NEVER: readonly (readonly [type: string, source: string])[] = [
  ["overlay", "6.18: EINVAL; no FS_ALLOW_IDMAP in fs/overlayfs/super.c"],
  ["proc", "6.18: EINVAL"],
  ["sysfs", "6.18: EINVAL"],
  ["devtmpfs", "6.18: EINVAL"],
  ["devpts", "6.18: EINVAL"],
  ["cgroup2", "6.18: EINVAL"],
  ["mqueue", "6.18: EINVAL"],
  ["ramfs", "6.18: EINVAL"],
  ["cifs", "EINVAL in reports; no FS_ALLOW_IDMAP in fs/smb/client/cifsfs.c"],
  ["smb3", "the same"],
  ["9p", "EINVAL in reports; no FS_ALLOW_IDMAP in fs/9p/vfs_super.c"],
  ["nfs", "kubernetes.io, User Namespaces: NFS does not support idmap mounts"],
  ["nfs4", "kubernetes.io, User Namespaces: NFS does not support idmap mounts"],
];

function mayIdmap(type: string, version: KernelVersion, allowsIdmap?: boolean): boolean {
  const superblock = { type, ...(allowsIdmap !== undefined && { allowsIdmap }) };
  const mount = createMount({ attached: false, superblock });
  return idmapMount(createProcess(), mount, podA(), { settings: { ...DEFAULT_SETTINGS, version } }).allowed;
}

describe("the tables of filesystems", () => {
  it.each(MAPPABLE)("know that mounts of %s can be mapped since %j (%s)", (type, since) => {
    expect(mappability(type, { kernel: since })).toEqual({ answer: "yes" });
    expect(mappability(type, { kernel: releaseBefore(since) })).toEqual({ answer: "no", since });
    const versions = [[since[0] - 1, 99], releaseBefore(since), since, [since[0] + 1, 0]] as const;
    expect(versions.map((version) => mayIdmap(type, version))).toEqual([false, false, true, true]);
  });

  it.each(OUT_OF_TREE)("know what others bring: %s, since %j (%s)", (type, since) => {
    expect(mappability(type, { kernel: since })).toEqual({ answer: "yes" });
    expect(mappability(type, { kernel: releaseBefore(since) })).toEqual({ answer: "no", since });
  });

  it.each(BY_DAEMON)("know that it depends on more than the kernel for %s, since %j (%s)", (type, since) => {
    expect(mappability(type, { kernel: since })).toEqual({ answer: "depends-on-daemon" });
    expect([mayIdmap(type, releaseBefore(since), true), mayIdmap(type, since, true)]).toEqual([false, true]);
    expect([mayIdmap(type, since), mayIdmap(type, since, false)]).toEqual([false, false]);
  });

  it.each(NEVER)("know that mounts of %s cannot be mapped (%s)", (type) => {
    expect(mappability(type, { kernel: [6, 18] })).toEqual({ answer: "no" });
    expect(mayIdmap(type, [6, 18])).toBe(false);
  });

  it("have no row without a fact", () => {
    const facts = [...MAPPABLE, ...OUT_OF_TREE, ...BY_DAEMON, ...NEVER].map(([type]) => type);
    expect(FILESYSTEM_TABLE.map(({ type }) => type).sort()).toEqual(facts.sort());
  });

  it.each(FILESYSTEM_TABLE)("say where it can be read: $type", ({ source }) => {
    expect(source).toMatch(
      /^(mount_setattr\(2\)|kubernetes\.io, |tried on \d|reported: |OpenZFS |.+ in the kernel's )/,
    );
  });

  it("know since when mounts can be mapped at all, and the layers of an overlay", () => {
    // mount_setattr(2): HISTORY, "Linux 5.12"; "ID-mapped lower and upper layers supported since Linux 5.19".
    expect([MAPPED_MOUNTS_SINCE, OVERLAY_LAYERS_SINCE]).toEqual([
      [5, 12],
      [5, 19],
    ]);
  });
});
