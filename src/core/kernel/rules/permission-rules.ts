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
  "group-bits",
  "other-bits",
  "capability-override",
  "overlay-layer",
  "overlay-copy-up",
  "overlay-copy-up-list",
  "file-type",
  "device-on-nodev",
  "program-on-noexec",
  "no-atime",
] as const;

/** The rules that permission bits, access control lists and the capabilities over files follow. */
export type PermissionRule = (typeof PERMISSION_RULES)[number];

/** Where the rules about permissions are written, and how they read. */
export const permissionRules: RuleTable<PermissionRule> = {
  "path-search": {
    source:
      'may_lookup in fs/namei.c; path_resolution(7): "If the process does not have search permission on the current lookup directory, an EACCES error is returned"',
    passes: "the path is looked up in a directory of mode {mode}, owner {owner}, group {group}",
  },
  "read-only-filesystem": {
    source: "sb_permission in fs/namei.c: nobody writes to files of a read-only filesystem",
    refuses: "the filesystem is read-only",
  },
  "read-only-mount": {
    source: "mnt_want_write in fs/namespace.c: nobody writes through a read-only mount",
    refuses: "the mount is read-only",
  },
  "immutable-file": {
    source: "inode_permission in fs/namei.c, may_setattr in fs/attr.c: nobody writes to an immutable file",
    refuses: "the file is immutable",
  },
  "unmapped-inode": {
    source:
      "HAS_UNMAPPED_ID in include/linux/fs.h: an inode whose owner or group the mount cannot express is not written to, whatever the mode says",
    refuses: "the mount has no ID for the file's owner {uid} or group {gid} on disk",
  },
  "owner-bits": {
    source:
      'acl_permission_check in fs/namei.c; path_resolution(7): "The first group of three is used when the effective user ID of the calling process equals the owner ID of the file"',
    grants: "owner? {fsuid} it is → owner bits {bits} grant {want}",
    refuses: "owner? {fsuid} it is → owner bits {bits} → {want} not granted",
    skips: "owner? {fsuid} is not {owner}",
  },
  "acl-entry": {
    source:
      "posix_acl_permission in fs/posix_acl.c; acl(5), access check algorithm: entries for users, then for groups, both limited by the mask",
    grants: "the list's entry for {kind} {id}, {bits} with the mask, grants {want}",
    refuses: "the list's entry for {kind} {id} is {bits} → {want} not granted",
  },
  "acl-other": {
    source: "posix_acl_permission in fs/posix_acl.c; acl(5), access check algorithm: the entry for others comes last",
    grants: "the list's entry for others, {bits}, grants {want}",
    refuses: "the list's entry for others is {bits} → {want} not granted",
  },
  "group-bits": {
    source:
      'acl_permission_check in fs/namei.c; path_resolution(7): "The second group of three is used when the group ID of the file either equals the effective group ID of the calling process, or is one of the supplementary group IDs"',
    grants: "group? in {group} → group bits {bits} grant {want}",
    refuses: "group? in {group} → group bits {bits} → {want} not granted",
    skips: "group? not in {group}",
  },
  "other-bits": {
    source: 'acl_permission_check in fs/namei.c; path_resolution(7): "When neither holds, the third group is used"',
    grants: "other bits {bits} grant {want}",
    refuses: "other bits {bits} → {want} not granted",
  },
  "capability-override": {
    source:
      'generic_permission in fs/namei.c; path_resolution(7): "The CAP_DAC_OVERRIDE capability overrides all permission checking, but only grants execute permission when at least one of the file\'s three execute permission bits is set"',
    skips: "no execute bit is set, so no capability helps",
  },
  "overlay-layer": {
    source:
      "ovl_permission in fs/overlayfs/inode.c, ovl_open_realfile in fs/overlayfs/file.c: the file of the layer is looked at as well, with the credentials of whoever mounted the overlay",
    passes: "in the overlay's layer, {want} for its mounter {mounter}",
  },
  "overlay-copy-up": {
    source:
      "ovl_copy_up_one in fs/overlayfs/copy_up.c: what changes is copied into the upper layer first, owners and all, with the directories above it",
    refuses: "owner {uid} or group {gid} in the overlay's layer has no ID to be copied with",
  },
  "overlay-copy-up-list": {
    source:
      "ovl_copy_acl in fs/overlayfs/copy_up.c, posix_acl_valid in fs/posix_acl.c: an access control list is copied with the file",
    refuses: "the list's entry for a {kind} without ID cannot be copied",
  },
  "file-type": {
    source: "may_open in fs/namei.c: what a file is decides whether it can be opened so",
    refuses: "{type} cannot be opened so",
  },
  "device-on-nodev": {
    source:
      "may_open_dev in fs/namei.c: devices are not opened on a nodev mount, nor on a filesystem mounted in a user namespace",
    refuses: "a device on a mount that is nodev",
  },
  "program-on-noexec": {
    source: "path_noexec in fs/exec.c: nothing is executed on a noexec mount",
    refuses: "the mount is noexec",
  },
  "no-atime": {
    source:
      "may_open in fs/namei.c; open(2), O_NOATIME: the effective user ID must match the owner of the file, or the process has CAP_FOWNER",
    passes: "O_NOATIME is for the owner of the file",
  },
};
