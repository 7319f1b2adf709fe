import type { RuleTable } from "./rule-table.ts";

const OWNERSHIP_RULES = [
  "access-real-ids",
  "chown-argument",
  "chown-target-in-inode",
  "unmapped-owner-kept",
  "chown-owner",
  "chown-group",
  "chown-repair",
  "attribute-owner",
  "mode-owner",
  "mode-of-link",
  "sysctl-attributes",
  "touch-writer",
  "set-id-bits-dropped",
  "set-group-id-dropped",
  "file-capability-dropped",
  "nothing-to-change",
  "file-shown",
  "written-by-descriptor",
  "file-capability-setter",
  "file-capability-version",
  "file-capability-root",
] as const;

/** The rules about the attributes of a file: who may change owner, mode and times, and what that changes besides. */
export type OwnershipRule = (typeof OWNERSHIP_RULES)[number];

export const ownershipRules: RuleTable<OwnershipRule> = {
  "access-real-ids":
    'access_override_creds in fs/open.c; access(2): "The check is done using the calling process\'s real UID and GID, rather than the effective IDs"',
  "chown-argument": "chown_common in fs/open.c: an ID that the caller's namespace does not map is no legal argument",
  "chown-target-in-inode":
    "notify_change in fs/attr.c, vfsuid_has_fsmapping: the mount must be able to store the new ID",
  "unmapped-owner-kept":
    "notify_change in fs/attr.c: a file with an ID that the mount cannot express is changed only by replacing that ID",
  "chown-owner":
    'chown_ok in fs/attr.c; chown(2): "Only a privileged process (Linux: one with the CAP_CHOWN capability) may change the owner of a file"',
  "chown-group":
    'chgrp_ok in fs/attr.c; chown(2): "The owner of a file may change the group of the file to any group of which that owner is a member"',
  "chown-repair":
    "chown_ok and chgrp_ok in fs/attr.c: an ID that the mount cannot express may be replaced by who has CAP_CHOWN over the filesystem",
  "attribute-owner":
    'setattr_prepare in fs/attr.c; utimensat(2): to set a time, "the caller\'s effective user ID must match the owner of the file", or "the caller must have appropriate privileges"',
  "mode-owner":
    'setattr_prepare in fs/attr.c; chmod(2): "The effective UID of the calling process must match the owner of the file, or the process must be privileged"',
  "mode-of-link":
    "notify_change in fs/attr.c, from 6.6 on: symbolic links keep their mode, which nobody looks at; before, it was the filesystem's affair",
  "sysctl-attributes": "proc_sys_setattr in fs/proc/proc_sysctl.c: the files below /proc/sys keep their owner and mode",
  "touch-writer": "may_setattr in fs/attr.c; utimensat(2): to set the times to now, write access is enough",
  "set-id-bits-dropped":
    'notify_change in fs/attr.c, file_remove_privs in fs/inode.c; chown(2): "When the owner or group of an executable file is changed by an unprivileged user, the S_ISUID and S_ISGID mode bits are cleared"',
  "set-group-id-dropped":
    'setattr_prepare and setattr_copy in fs/attr.c; chmod(2): "If the calling process is not privileged …, and the group of the file does not match the effective group ID of the process or one of its supplementary group IDs, the S_ISGID bit will be turned off"',
  "file-capability-dropped":
    "cap_inode_killpriv in security/commoncap.c; capabilities(7): changing the owner or the contents clears them",
  "nothing-to-change":
    "notify_change in fs/attr.c: a call that names neither owner nor group, and takes no bit away, is for anybody",
  "file-shown":
    "cp_new_stat in fs/stat.c, from_kuid_munged; user_namespaces(7): an ID without a mapping is shown as the overflow ID",
  "written-by-descriptor": "vfs_write in fs/read_write.c: who has the file open for writing is not asked again",
  "file-capability-setter":
    "cap_convert_nscap in security/commoncap.c; capabilities(7): CAP_SETFCAP over the file sets capabilities on it",
  "file-capability-version":
    "cap_convert_nscap in security/commoncap.c; capabilities(7), file capability versioning: version 2 for who has CAP_SETFCAP over the filesystem, version 3 with the namespace's root for anybody else",
  "file-capability-root":
    "cap_convert_nscap in security/commoncap.c: user 0 of the caller's namespace, as it is stored through this mount",
};
