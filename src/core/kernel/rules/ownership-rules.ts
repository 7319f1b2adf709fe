import type { RuleTable } from "./rule-table.ts";

const OWNERSHIP_RULES = [
  "access-real-ids",
  "chown-argument",
  "chown-target-on-disk",
  "unmapped-owner-kept",
  "chown-owner",
  "chown-group",
  "chown-repair",
  "attribute-owner",
  "mode-owner",
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

/** Where the rules about the attributes of a file are written, and how they read. */
export const ownershipRules: RuleTable<OwnershipRule> = {
  "access-real-ids": {
    source:
      'access_override_creds in fs/open.c; access(2): "The check is done using the calling process\'s real UID and GID, rather than the effective IDs"',
    changes: "asked as real user {ruid} and group {rgid}, with the capabilities {capabilities}",
  },
  "chown-argument": {
    source: "chown_common in fs/open.c: an ID that the caller's namespace does not map is no legal argument",
    refuses: "{side} {id}: not mapped in {namespace}",
    passes: "{side} {id} of {namespace} is {kernelId} to the kernel",
  },
  "chown-target-on-disk": {
    source: "notify_change in fs/attr.c, vfsuid_has_fsmapping: the mount must be able to store the new ID",
    refuses: "the mount has no ID on disk for {side} {kernelId}",
  },
  "unmapped-owner-kept": {
    source:
      "notify_change in fs/attr.c: a file with an ID that the mount cannot express is changed only by replacing that ID",
    refuses: "the mount has no ID for the file's {side} {id} on disk, and this change keeps it",
  },
  "chown-owner": {
    source:
      'chown_ok in fs/attr.c; chown(2): "Only a privileged process (Linux: one with the CAP_CHOWN capability) may change the owner of a file"',
    grants: "the owner {owner} stays the owner",
    skips: "a new owner needs CAP_CHOWN",
  },
  "chown-group": {
    source:
      'chgrp_ok in fs/attr.c; chown(2): "The owner of a file may change the group of the file to any group of which that owner is a member"',
    grants: "the owner may give the file to group {group}, one of its own",
    skips: "{why}: a new group needs CAP_CHOWN",
  },
  "chown-repair": {
    source:
      "chown_ok and chgrp_ok in fs/attr.c: an ID that the mount cannot express may be replaced by who has CAP_CHOWN over the filesystem",
    passes: "the {side} on disk, {id}, has no ID here: CAP_CHOWN over the filesystem is asked for",
  },
  "attribute-owner": {
    source:
      'setattr_prepare in fs/attr.c; utimensat(2): to set a time, "the caller\'s effective user ID must match the owner of the file, or the caller must have appropriate privileges"',
    passes: "only the owner sets the times",
  },
  "mode-owner": {
    source:
      'setattr_prepare in fs/attr.c; chmod(2): "The effective UID of the calling process must match the owner of the file, or the process must be privileged"',
    passes: "only the owner changes the mode, here to {mode}",
  },
  "touch-writer": {
    source: "may_setattr in fs/attr.c; utimensat(2): to set the times to now, write access is enough",
    passes: "not the owner, but write access would do",
  },
  "set-id-bits-dropped": {
    source:
      'notify_change in fs/attr.c, file_remove_privs in fs/inode.c; chown(2): "When the owner or group of an executable file is changed by an unprivileged user, the S_ISUID and S_ISGID mode bits are cleared"',
    changes: "the mode loses its set-ID bits: {before} becomes {after}",
    skips: "CAP_FSETID over the host keeps the set-ID bits",
  },
  "set-group-id-dropped": {
    source:
      'setattr_prepare and setattr_copy in fs/attr.c; chmod(2): "If the calling process is not privileged …, and the group of the file does not match the effective group ID of the process or one of its supplementary group IDs, the S_ISGID bit will be turned off"',
    changes: "not in group {group}: the set-group-ID bit is turned off, without an error",
  },
  "file-capability-dropped": {
    source:
      "cap_inode_killpriv in security/commoncap.c; capabilities(7): changing the owner or the contents clears them",
    changes: "the file loses its capabilities",
  },
  "nothing-to-change": {
    source:
      "notify_change in fs/attr.c: a call that names neither owner nor group, and takes no bit away, is for anybody",
    grants: "neither owner, group nor mode would change, so nobody is asked",
  },
  "file-shown": {
    source:
      "cp_new_stat in fs/stat.c, from_kuid_munged; user_namespaces(7): an ID without a mapping is shown as the overflow ID",
    grants: "owner {owner} and group {group} are shown in {namespace} as {uid} and {gid}",
  },
  "written-by-descriptor": {
    source: "vfs_write in fs/read_write.c: who has the file open for writing is not asked again",
    grants: "the file is open for writing",
  },
  "file-capability-setter": {
    source:
      "cap_convert_nscap in security/commoncap.c; capabilities(7): CAP_SETFCAP over the file sets capabilities on it",
    passes: "CAP_SETFCAP over the file is needed",
  },
  "file-capability-version": {
    source:
      "cap_convert_nscap in security/commoncap.c; capabilities(7), file capability versioning: version 2 for who has CAP_SETFCAP over the filesystem, version 3 with the namespace's root for anybody else",
    grants: "stored as version 2: every root of the host gives them",
    passes: "stored as version 3, for the root of {namespace}",
  },
  "file-capability-root": {
    source:
      "cap_convert_nscap in security/commoncap.c: user 0 of the caller's namespace, as it is stored through this mount",
    grants: "the root of {namespace} is {kuid} to the kernel and {rootId} on disk",
    refuses: "the root of {namespace}, {kuid} to the kernel, has no ID on disk",
  },
};
