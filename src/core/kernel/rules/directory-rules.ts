import type { RuleTable } from "./rule-table.ts";

const DIRECTORY_RULES = [
  "creator-on-disk",
  "unmapped-victim",
  "directory-write",
  "sticky-directory",
  "victim-type",
  "sticky-create",
  "link-followed",
  "same-mount",
  "hard-link-source",
  "unmapped-link-source",
  "device-node",
  "overlay-whiteout",
  "overlay-directory",
  "new-owner",
  "new-group-of-directory",
  "hard-link-of-directory",
] as const;

/** The rules about the entries of a directory: who may add, take away and rename. */
export type DirectoryRule = (typeof DIRECTORY_RULES)[number];

export const directoryRules: RuleTable<DirectoryRule> = {
  "creator-on-disk":
    "fsuidgid_has_mapping in include/linux/fs.h, may_create and may_o_create in fs/namei.c: the mount must be able to store the user and the group of the process",
  "unmapped-victim": "may_delete in fs/namei.c: an inode whose owner or group the mount cannot express is not touched",
  "directory-write":
    'may_create and may_delete in fs/namei.c; unlink(2): "Write access to the directory containing pathname is not allowed"',
  "sticky-directory":
    'check_sticky in include/linux/fs.h; unlink(2), EPERM: "The directory containing pathname has the sticky bit (S_ISVTX) set and the process\'s effective UID is neither the UID of the file to be deleted nor that of the directory containing it, and the process is not privileged"',
  "victim-type":
    'may_delete in fs/namei.c; rename(2), EISDIR: "newpath is an existing directory, but oldpath is not a directory"; ENOTDIR: "oldpath is a directory, and newpath exists but is not a directory"',
  "sticky-create":
    "may_create_in_sticky in fs/namei.c; proc_sys_fs(5), protected_regular and protected_fifos: O_CREAT opens nothing of somebody else in a sticky directory, unless it belongs to the owner of the directory",
  "link-followed":
    "may_follow_link in fs/namei.c; proc_sys_fs(5), protected_symlinks: outside a sticky world-writable directory, or where the owner of the link follows it, or owns the directory, too",
  "same-mount":
    'do_linkat and do_renameat2 in fs/namei.c; link(2), EXDEV: "oldpath and newpath are not on the same mounted filesystem. (Linux permits a filesystem to be mounted at multiple points, but link() does not work across different mounts, even if the same filesystem is mounted on both.)"',
  "hard-link-source":
    "may_linkat in fs/namei.c; proc(5), /proc/sys/fs/protected_hardlinks: one's own files, or regular ones without set-ID bits that one may read and write",
  "unmapped-link-source":
    "may_linkat in fs/namei.c: an inode whose owner or group the mount cannot express is not touched",
  "hard-link-of-directory": 'vfs_link in fs/namei.c; link(2), EPERM: "oldpath is a directory"',
  "device-node":
    "vfs_mknod in fs/namei.c; mknod(2), EPERM: anything but a regular file, a FIFO, a socket and a whiteout needs CAP_MKNOD, over the host",
  "overlay-whiteout": "ovl_mknod in fs/overlayfs/dir.c: an overlay keeps its own whiteouts to itself",
  "overlay-directory":
    "ovl_can_move in fs/overlayfs/dir.c: without redirect_dir, a directory of a lower layer is not renamed",
  "new-owner": "inode_init_owner in fs/inode.c; open(2): the owner is the file user ID of the process",
  "new-group-of-directory":
    'inode_init_owner in fs/inode.c; inode(7): in a directory with the set-group-ID bit files "inherit their group ID from the directory"',
};
