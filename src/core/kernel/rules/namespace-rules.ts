import type { RuleTable } from "./rule-table.ts";

const NAMESPACE_RULES = [
  "namespace-level",
  "namespace-limit",
  "namespace-threads",
  "namespace-chroot",
  "namespace-creator-mapped",
  "namespace-same",
  "namespace-joined",
  "namespace-created",
  "map-file",
  "map-positioned-write",
  "map-initial",
  "map-opener-namespace",
  "map-write-length",
  "map-written-once",
  "map-opener-admin",
  "map-text",
  "map-parent-root",
  "map-own-id",
  "map-projects",
  "map-parent-capability",
  "map-inside-parent",
  "setgroups-file-admin",
  "setgroups-file-text",
  "setgroups-file-allow",
  "setgroups-file-deny",
] as const;

/** The rules about user namespaces, their creation and their maps. */
export type NamespaceRule = (typeof NAMESPACE_RULES)[number];

/** Where the rules about user namespaces are written, and how they read. */
export const namespaceRules: RuleTable<NamespaceRule> = {
  "namespace-level": {
    source:
      "create_user_ns in kernel/user_namespace.c: 33 levels below the host, then ENOSPC; user_namespaces(7) still says 32 and EUSERS",
    passes: "{parent} is at level {level}, at most 32",
    refuses: "{parent} is at level {level}, and nothing is created below level 33",
  },
  "namespace-limit": {
    source:
      'inc_ucount in kernel/ucount.c; namespaces(7): "The limits are per user …, the creation of a namespace is counted against the creator in the parent, and against the owners of all namespaces above"',
    passes: "user {uid} of {namespace} has {count} of {limit} {what}",
    refuses: "user {uid} of {namespace} has {count} of {limit} {what}: no more",
  },
  "namespace-threads": {
    source:
      'ksys_unshare in kernel/fork.c, userns_install in kernel/user_namespace.c; setns(2), EINVAL: "multithreaded"',
    refuses: "a process with several threads stays in its user namespace",
  },
  "namespace-chroot": {
    source: 'create_user_ns in kernel/user_namespace.c; unshare(2), EPERM: "the caller is in a chroot environment"',
    refuses: "the process is in a chroot environment",
  },
  "namespace-creator-mapped": {
    source:
      'create_user_ns in kernel/user_namespace.c; unshare(2), EPERM: "either the effective user ID or the effective group ID of the caller does not have a mapping in the parent namespace"',
    passes: "user {euid} and group {egid} are mapped in {parent}",
    refuses: "user {euid} and group {egid} are not both mapped in {parent}",
  },
  "namespace-same": {
    source:
      "userns_install in kernel/user_namespace.c; setns(2), EINVAL: no capabilities are to be had by entering again",
    refuses: "the process is in {namespace} already",
  },
  "namespace-joined": {
    source:
      'userns_install in kernel/user_namespace.c; user_namespaces(7): "it gains a full set of capabilities in that namespace"',
    passes: "to enter {namespace} takes CAP_SYS_ADMIN in it",
    changes: "in {namespace}: all capabilities there, none anywhere above; the user is still {euid} to the kernel",
  },
  "namespace-created": {
    source:
      "create_user_ns and set_cred_user_ns in kernel/user_namespace.c; user_namespaces(7): the creator has all capabilities in the new namespace, and its IDs are unmapped",
    grants: "{namespace} is created at level {level}, owned by user {owner}",
  },
  "map-file": {
    source:
      "proc_pid_make_inode in fs/proc/base.c: the file has mode 0644 and belongs to the effective user and group of the process, to a root if that is not dumpable",
    passes: "the file belongs to {uid} and {gid}, mode 0644",
  },
  "map-positioned-write": {
    source: "seq_open in fs/seq_file.c takes FMODE_PWRITE away: pwrite(2) fails, whatever the offset",
    refuses: "pwrite(2) is not possible here, write(2) is",
  },
  "map-initial": {
    source: "proc_uid_map_write in kernel/user_namespace.c: the initial namespace has no parent, and its map is fixed",
    refuses: "the map of the initial namespace is fixed",
  },
  "map-opener-namespace": {
    source:
      'proc_uid_map_write in kernel/user_namespace.c; user_namespaces(7): "The writing process must either be in the user namespace of the process pid or be in the parent user namespace of the process pid"',
    passes: "the file was opened in {opener}",
    refuses: "the file was opened in {opener}, which is neither {namespace} nor its parent",
  },
  "map-write-length": {
    source:
      'map_write in kernel/user_namespace.c; user_namespaces(7): "the number of bytes written to the file must be less than the system page size, and the write must be performed at the start of the file"',
    refuses: "{length} bytes at position {position}: at most 4095 at position 0",
  },
  "map-written-once": {
    source:
      'map_write in kernel/user_namespace.c; user_namespaces(7): "An attempt to write more than once to a uid_map file in a user namespace fails with the error EPERM"',
    refuses: "the {kind} map of {namespace} is written already",
  },
  "map-opener-admin": {
    source: "map_write in kernel/user_namespace.c: who opened the file needs CAP_SYS_ADMIN over the namespace",
    passes: "the opener needs CAP_SYS_ADMIN over {namespace}",
  },
  "map-text": {
    source:
      'map_write in kernel/user_namespace.c; user_namespaces(7): three numbers a line, no overlap, at most 340 lines, at least one; "Writes that violate the above rules fail with the error EINVAL"',
    passes: "{lines} well-formed lines",
    refuses: "line {line}, column {column}: {code}",
  },
  "map-parent-root": {
    source:
      "verify_root_map in kernel/user_namespace.c, since 5.12; user_namespaces(7): to map the parent's user 0, the opener needs CAP_SETFCAP in the parent, or the creator had it",
    passes: "the map has the parent's user 0: the opener, in {parent}, needs CAP_SETFCAP there",
    grants: "the map has the parent's user 0, and the creator had CAP_SETFCAP",
    refuses: "the map has the parent's user 0, and the creator did not have CAP_SETFCAP",
  },
  "map-own-id": {
    source:
      "new_idmap_permitted in kernel/user_namespace.c; user_namespaces(7): without privileges, one line of one ID, that of the creator; for groups setgroups(2) must be denied first",
    grants: "one ID, and it is that of the opener, who created the namespace",
    skips: "{why}",
  },
  "map-projects": {
    source: "new_idmap_permitted in kernel/user_namespace.c: no capability is asked for project IDs",
    grants: "project IDs may be mapped by anybody",
  },
  "map-parent-capability": {
    source:
      "new_idmap_permitted in kernel/user_namespace.c; user_namespaces(7): the CAP_SETUID (CAP_SETGID) capability in the parent user namespace, both for who writes and for who opened the file",
    passes: "the {who} needs {capability} in {parent}",
  },
  "map-inside-parent": {
    source:
      'map_write in kernel/user_namespace.c; user_namespaces(7): "The mapped user IDs (group IDs) must in turn have a mapping in the parent user namespace", and within one line of it',
    grants: "every line lies within one line of the map of {parent}",
    refuses: "line {line}: the range [{start}, {end}) does not lie within one line of the map of {parent}",
  },
  "setgroups-file-admin": {
    source: "proc_setgroups_open in fs/proc/base.c: to open it for writing takes CAP_SYS_ADMIN over the namespace",
    passes: "to write /proc/PID/setgroups takes CAP_SYS_ADMIN over {namespace}",
  },
  "setgroups-file-text": {
    source:
      'proc_setgroups_write in kernel/user_namespace.c: "allow" or "deny", then nothing but space, in less than 8 bytes at position 0',
    passes: "the text says {word}",
    refuses: "the text is neither allow nor deny",
  },
  "setgroups-file-allow": {
    source:
      'proc_setgroups_write in kernel/user_namespace.c; user_namespaces(7): "if setgroups(2) is disabled, it cannot be reenabled"',
    grants: "setgroups(2) is allowed in {namespace}, as it was",
    refuses: "setgroups(2) is denied in {namespace} for good",
  },
  "setgroups-file-deny": {
    source:
      'proc_setgroups_write in kernel/user_namespace.c; user_namespaces(7): "deny" must be written before gid_map',
    grants: "setgroups(2) is denied in {namespace} from now on",
    refuses: "the gid_map of {namespace} is written, so setgroups stays as it is",
  },
};
