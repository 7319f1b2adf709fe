import { isAtLeast, type KernelSettings, type KernelVersion } from "../decision/kernel-settings.ts";

/** All types of filesystems that can be asked about, as `/proc/filesystems` has them: a kernel may be built with fewer. */
export const FILESYSTEM_TYPES = [
  "9p",
  "autofs",
  "bcachefs",
  "binder",
  "binfmt_misc",
  "bpf",
  "btrfs",
  "ceph",
  "cgroup",
  "cgroup2",
  "cifs",
  "configfs",
  "cpuset",
  "debugfs",
  "devpts",
  "devtmpfs",
  "efivarfs",
  "erofs",
  "exfat",
  "ext2",
  "ext3",
  "ext4",
  "f2fs",
  "fuse",
  "fuseblk",
  "fusectl",
  "hugetlbfs",
  "iso9660",
  "jfs",
  "mqueue",
  "msdos",
  "nfs",
  "nfs4",
  "nfsd",
  "ntfs3",
  "overlay",
  "proc",
  "pstore",
  "ramfs",
  "rpc_pipefs",
  "securityfs",
  "selinuxfs",
  "smb3",
  "squashfs",
  "sysfs",
  "tmpfs",
  "tracefs",
  "udf",
  "vfat",
  "virtiofs",
  "xfs",
] as const;

/** A type of filesystem that can be asked about. */
export type FilesystemType = (typeof FILESYSTEM_TYPES)[number];

/** `get_fs_type`: whether there is one, as far as releases go. */
export function isFilesystem(type: string, settings: KernelSettings): boolean {
  if (!FILESYSTEM_TYPES.some((known) => known === type)) return false;
  const gone = GONE_SINCE[type];
  return isSince(THERE_SINCE[type] ?? EVER, settings) && (gone === undefined || !isSince(gone, settings));
}

/** `FS_USERNS_MOUNT`: whether it may be mounted in any user namespace. */
export function isForUsers(type: string, settings: KernelSettings): boolean {
  const since = Object.hasOwn(FOR_USERS_SINCE, type) ? FOR_USERS_SINCE[type] : undefined;
  return since !== undefined && isSince(since, settings);
}

/**
 * What a type makes of the mount options `uid=` and `gid=`: the fs_parameter_spec of each, in Linux 6.18. devtmpfs has that of
 * tmpfs, pstore passes over what it does not know. The group of `proc` is not looked at before it is compared.
 */
export function ownerOption(type: string, option: "uid" | "gid"): "read" | "passed-over" | "unknown" {
  if (READS_OWNER.includes(type)) return "read";
  return PASSES_OVER.includes(type) || (type === "proc" && option === "gid") ? "passed-over" : "unknown";
}

const READS_OWNER: readonly string[] = [
  ...["autofs", "bpf", "cifs", "debugfs", "devpts", "devtmpfs", "efivarfs", "exfat", "hugetlbfs", "iso9660", "jfs"],
  ...["msdos", "ntfs3", "smb3", "tmpfs", "tracefs", "udf", "vfat"],
];

const PASSES_OVER: readonly string[] = ["9p", "pstore", "ramfs"];

function isSince([major, minor]: KernelVersion, settings: KernelSettings): boolean {
  return isAtLeast(settings, major, minor);
}

const EVER: KernelVersion = [0, 0];

/** Types that are younger than user namespaces, 3.8. */
const THERE_SINCE: Readonly<Record<string, KernelVersion>> = {
  bcachefs: [6, 7],
  binder: [5, 0],
  bpf: [4, 4],
  cgroup2: [4, 5],
  erofs: [5, 4],
  exfat: [5, 7],
  f2fs: [3, 8],
  ntfs3: [5, 15],
  overlay: [3, 18],
  smb3: [4, 18],
  tracefs: [4, 1],
  virtiofs: [5, 4],
};

/** Types that the kernel's tree no longer has; who builds a module of them has them all the same. */
const GONE_SINCE: Readonly<Record<string, KernelVersion>> = {
  bcachefs: [6, 18],
};

/** The kernel's history; bpf has the flag since 6.9, and asks for CAP_SYS_ADMIN over the host itself: `bpf_fill_super`. */
const FOR_USERS_SINCE: Readonly<Record<string, KernelVersion>> = {
  binder: [5, 0],
  binfmt_misc: [6, 7],
  cgroup: [4, 6],
  cgroup2: [4, 6],
  cpuset: [4, 6],
  devpts: [3, 9],
  fuse: [4, 18],
  mqueue: [3, 9],
  overlay: [5, 11],
  proc: [3, 8],
  ramfs: [3, 9],
  sysfs: [3, 8],
  tmpfs: [3, 9],
};
