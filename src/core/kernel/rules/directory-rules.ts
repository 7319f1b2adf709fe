import type { RuleTable } from "./rule-table.ts";

const DIRECTORY_RULES = [
  "creator-on-disk",
  "unmapped-victim",
  "directory-write",
  "sticky-directory",
  "hard-link-source",
  "unmapped-link-source",
  "device-node",
  "overlay-whiteout",
  "new-owner",
  "new-group-of-directory",
  "hard-link-of-directory",
] as const;

/** The rules about the entries of a directory: who may add, take away and rename. */
export type DirectoryRule = (typeof DIRECTORY_RULES)[number];

/** Where the rules about directories are written, and how they read. */
export const directoryRules: RuleTable<DirectoryRule> = {
  "creator-on-disk": {
    source:
      "fsuidgid_has_mapping in include/linux/fs.h, may_create and may_o_create in fs/namei.c: the mount must be able to store the user and the group of the process",
    passes: "user {fsuid} and group {fsgid} would be {uid} and {gid} on disk",
    refuses: "the mount cannot store user {fsuid} or group {fsgid}",
  },
  "unmapped-victim": {
    source: "may_delete in fs/namei.c: an inode whose owner or group the mount cannot express is not touched",
    refuses: "the mount has no ID for the entry's owner {uid} or group {gid} on disk",
  },
  "directory-write": {
    source:
      'may_create and may_delete in fs/namei.c; unlink(2): "Write access to the directory containing pathname is not allowed"',
    passes: "the directory must grant write and search",
  },
  "sticky-directory": {
    source:
      'check_sticky in include/linux/fs.h; unlink(2), EPERM: "The directory containing pathname has the sticky bit (S_ISVTX) set and the process\'s effective UID is neither the UID of the file to be deleted nor that of the directory containing it, and the process is not privileged"',
    grants: "the directory is sticky, and user {fsuid} owns {what}",
    skips:
      "the directory is sticky: user {fsuid} is neither the owner {victim} of the entry nor {directory} of the directory",
  },
  "hard-link-source": {
    source:
      "may_linkat in fs/namei.c; proc(5), /proc/sys/fs/protected_hardlinks: one's own files, or regular ones without set-ID bits that one may read and write",
    grants: "a regular file without set-ID bits that may be read and written",
    skips: "not {why}: only the owner may link it",
    passes: "is the file safe to link? it must be readable and writable",
  },
  "unmapped-link-source": {
    source: "may_linkat in fs/namei.c: an inode whose owner or group the mount cannot express is not touched",
    refuses: "the mount has no ID for the file's owner {uid} or group {gid} on disk",
  },
  "hard-link-of-directory": {
    source: 'vfs_link in fs/namei.c; link(2), EPERM: "oldpath is a directory"',
    refuses: "directories have no second name",
  },
  "device-node": {
    source:
      "vfs_mknod in fs/namei.c; mknod(2), EPERM: anything but a regular file, a FIFO, a socket and a whiteout needs CAP_MKNOD, over the host",
    passes: "a device needs CAP_MKNOD over the host",
  },
  "overlay-whiteout": {
    source: "ovl_mknod in fs/overlayfs/dir.c: an overlay keeps its own whiteouts to itself",
    refuses: "the directory lies in an overlay",
  },
  "new-owner": {
    source: "inode_init_owner in fs/inode.c; open(2): the owner is the file user ID of the process",
    changes: "it belongs to {uid} and {gid} on disk",
  },
  "new-group-of-directory": {
    source:
      'inode_init_owner in fs/inode.c; inode(7): in a directory with the set-group-ID bit files "inherit the group ID from the directory"',
    changes: "the directory has its set-group-ID bit, so the group is its own, {gid} on disk",
  },
};
