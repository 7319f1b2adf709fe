import type { RuleTable } from "./rule-table.ts";

const PERMISSION_RULES = [
  "path-search",
  "read-only-filesystem",
  "read-only-mount",
  "immutable-file",
  "unmapped-inode",
  "owner-bits",
  "acl-entry",
  "acl-other",
  "acl-follows-mode",
  "group-bits",
  "other-bits",
  "capability-override",
  "sysctl-administrator",
  "sysctl-bits",
  "overlay-layer",
  "overlay-copy-up",
  "overlay-copy-up-list",
  "overlay-device",
  "overlay-attributes",
  "file-type",
  "device-on-nodev",
  "socket-open",
  "program-on-noexec",
  "no-atime",
] as const;

/** The rules that permission bits, access control lists and the capabilities over files follow. */
export type PermissionRule = (typeof PERMISSION_RULES)[number];

export const permissionRules: RuleTable<PermissionRule> = {
  "path-search":
    'may_lookup in fs/namei.c; path_resolution(7): "If the process does not have search permission on the current lookup directory, an EACCES error is returned"',
  "read-only-filesystem": "sb_permission in fs/namei.c: nobody writes to files of a read-only filesystem",
  "read-only-mount": "mnt_want_write in fs/namespace.c: nobody writes through a read-only mount",
  "immutable-file":
    "inode_permission in fs/namei.c, may_setattr in fs/attr.c, ext4_setattr in fs/ext4/inode.c: nobody writes to an immutable file",
  "unmapped-inode":
    "HAS_UNMAPPED_ID in include/linux/fs.h: an inode whose owner or group the mount cannot express is not written to, whatever the mode says",
  "owner-bits":
    'acl_permission_check in fs/namei.c; path_resolution(7): "The first group of three is used when the effective user ID of the calling process equals the owner ID of the file"',
  "acl-entry":
    "posix_acl_permission in fs/posix_acl.c; acl(5), access check algorithm: entries for users, then for groups, both limited by the mask",
  "acl-other":
    "posix_acl_permission in fs/posix_acl.c; acl(5), access check algorithm: the entry for others comes last",
  "acl-follows-mode":
    'posix_acl_chmod in fs/posix_acl.c; acl(5): "Modification of the file permission bits results in the modification of the associated ACL entries"',
  "group-bits":
    'acl_permission_check in fs/namei.c; path_resolution(7): "The second group of three is used when the group ID of the file either equals the effective group ID of the calling process, or is one of the supplementary group IDs"',
  "other-bits": 'acl_permission_check in fs/namei.c; path_resolution(7): "When neither holds, the third group is used"',
  "capability-override":
    'generic_permission in fs/namei.c; path_resolution(7): "The CAP_DAC_OVERRIDE capability overrides all permission checking, but grants execute permission only when at least one of the file\'s three execute permission bits is set"',
  "sysctl-administrator":
    "net_ctl_permissions in net/sysctl_net.c, set_permissions in kernel/ucount.c: who has CAP_NET_ADMIN over the network namespace, or CAP_SYS_RESOURCE over the user namespace, is given the owner's bits",
  "sysctl-bits":
    "test_perm in fs/proc/proc_sysctl.c: the effective user and group are compared with 0 of the host, and no capability overrides the bits",
  "overlay-layer":
    "ovl_permission in fs/overlayfs/inode.c, ovl_open_realfile in fs/overlayfs/file.c: the file of the layer is looked at as well, with the credentials of whoever mounted the overlay",
  "overlay-copy-up":
    "ovl_copy_up_one in fs/overlayfs/copy_up.c: what changes is copied into the upper layer first, owners and all, with the directories above it",
  "overlay-copy-up-list":
    "ovl_copy_acl in fs/overlayfs/copy_up.c, posix_acl_valid in fs/posix_acl.c: an access control list is copied with the file",
  "overlay-device":
    "ovl_create_or_link in fs/overlayfs/dir.c, ovl_copy_up_one in fs/overlayfs/copy_up.c, vfs_mknod in fs/namei.c: the device is made with the credentials of whoever mounted the overlay",
  "overlay-attributes":
    "ovl_setattr in fs/overlayfs/inode.c, backing_file_write_iter in fs/backing-file.c: the upper layer decides about set-ID bits once more, with the credentials of whoever mounted the overlay",
  "file-type": "may_open in fs/namei.c: what a file is decides whether it can be opened so",
  "device-on-nodev":
    "may_open_dev in fs/namei.c: devices are not opened on a nodev mount, nor on a filesystem mounted in a user namespace",
  "socket-open": 'no_open in fs/inode.c; open(2), ENXIO: "The file is a UNIX domain socket"',
  "program-on-noexec": "path_noexec in fs/exec.c: nothing is executed on a noexec mount",
  "no-atime":
    "may_open in fs/namei.c; open(2), O_NOATIME: the effective user ID must match the owner of the file, or the process has CAP_FOWNER",
};
