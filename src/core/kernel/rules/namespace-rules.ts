import type { RuleTable } from "./rule-table.ts";

const NAMESPACE_RULES = [
  "namespace-level",
  "namespace-limit",
  "namespace-threads",
  "namespace-shared-directories",
  "namespace-chroot",
  "namespace-creator-mapped",
  "namespace-way",
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

export const namespaceRules: RuleTable<NamespaceRule> = {
  "namespace-level":
    "create_user_ns in kernel/user_namespace.c: 33 levels below the host, then ENOSPC; user_namespaces(7) still says 32 and EUSERS",
  "namespace-limit":
    'inc_ucount in kernel/ucount.c, called by copy_net_ns in net/core/net_namespace.c and its like; namespaces(7): "Each user in the same user namespace can create namespaces up to the defined limit"; "When a namespace is created, it is accounted against the creator UIDs in each of the ancestor user namespaces"',
  "namespace-threads":
    'ksys_unshare in kernel/fork.c, userns_install in kernel/user_namespace.c; setns(2), EINVAL: "multithreaded"',
  "namespace-shared-directories":
    "userns_install in kernel/user_namespace.c; setns(2), EINVAL: the caller shares filesystem state with another process",
  "namespace-chroot":
    'create_user_ns in kernel/user_namespace.c; unshare(2), EPERM: "the caller is in a chroot environment"',
  "namespace-creator-mapped":
    'create_user_ns in kernel/user_namespace.c; unshare(2), EPERM: "either the effective user ID or the effective group ID of the caller does not have a mapping in the parent namespace"',
  "namespace-way":
    "proc_ns_get_link in fs/proc/namespaces.c, validate_nsset in kernel/nsproxy.c; namespaces(7): permission to follow the links of /proc/PID/ns is governed by a ptrace access mode PTRACE_MODE_READ_FSCREDS check",
  "namespace-same":
    "userns_install in kernel/user_namespace.c; setns(2), EINVAL: no capabilities are to be had by entering again",
  "namespace-joined":
    'userns_install in kernel/user_namespace.c; user_namespaces(7): "it gains a full set of capabilities in that namespace"',
  "namespace-created":
    "create_user_ns and set_cred_user_ns in kernel/user_namespace.c; user_namespaces(7): the creator has all capabilities in the new namespace, and its IDs are unmapped",
  "map-file":
    "proc_pid_make_inode in fs/proc/base.c: the file has mode 0644 and belongs to the effective user and group of the process, to a root if that is not dumpable",
  "map-positioned-write": "seq_open in fs/seq_file.c takes FMODE_PWRITE away: pwrite(2) fails, whatever the offset",
  "map-initial":
    "proc_uid_map_write in kernel/user_namespace.c: the initial namespace has no parent, and its map is fixed",
  "map-opener-namespace":
    'proc_uid_map_write in kernel/user_namespace.c; user_namespaces(7): "The writing process must either be in the user namespace of the process pid or be in the parent user namespace of the process pid"',
  "map-write-length":
    'map_write in kernel/user_namespace.c; user_namespaces(7): "the number of bytes written to the file must be less than the system page size, and the write must be performed at the start of the file"',
  "map-written-once":
    'map_write in kernel/user_namespace.c; user_namespaces(7): "An attempt to write more than once to a uid_map file in a user namespace fails with the error EPERM"',
  "map-opener-admin":
    "map_write in kernel/user_namespace.c: who opened the file needs CAP_SYS_ADMIN over the namespace",
  "map-text":
    'map_write in kernel/user_namespace.c; user_namespaces(7): three numbers a line, no overlap, at most 340 lines, at least one; "Writes that violate the above rules fail with the error EINVAL"',
  "map-parent-root":
    "verify_root_map in kernel/user_namespace.c, since 5.12; user_namespaces(7): to map the parent's user 0, the opener needs CAP_SETFCAP in the parent, or the creator had it",
  "map-own-id":
    "new_idmap_permitted in kernel/user_namespace.c; user_namespaces(7): without privileges, one line of one ID, that of the creator; for groups setgroups(2) must be denied first",
  "map-projects": "new_idmap_permitted in kernel/user_namespace.c: no capability is asked for project IDs",
  "map-parent-capability":
    "new_idmap_permitted in kernel/user_namespace.c; user_namespaces(7): the CAP_SETUID (CAP_SETGID) capability in the parent user namespace, both for who writes and for who opened the file",
  "map-inside-parent":
    'map_write in kernel/user_namespace.c; user_namespaces(7): "The mapped user IDs (group IDs) must in turn have a mapping in the parent user namespace", and within one line of it',
  "setgroups-file-admin":
    "proc_setgroups_open in fs/proc/base.c: to open it for writing takes CAP_SYS_ADMIN over the namespace",
  "setgroups-file-text":
    'proc_setgroups_write in kernel/user_namespace.c: "allow" or "deny", then nothing but space, in less than 8 bytes at position 0',
  "setgroups-file-allow":
    'proc_setgroups_write in kernel/user_namespace.c; user_namespaces(7): after "deny" the "setgroups(2) system call can\'t subsequently be reenabled"',
  "setgroups-file-deny":
    'proc_setgroups_write in kernel/user_namespace.c; user_namespaces(7): "deny" must be written before gid_map',
};
