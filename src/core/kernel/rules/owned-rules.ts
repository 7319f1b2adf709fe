import type { RuleTable } from "./rule-table.ts";

const OWNED_RULES = [
  "join-threads",
  "join-target",
  "join-chroot",
  "join-own",
  "join-shared-directories",
  "join-pid-descendant",
  "joined",
  "unshare-capability",
  "unshare-pid-again",
  "unshare-pid-owner",
  "unshare-pid-level",
  "unshared",
  "host-name-capability",
  "host-name-length",
  "time-offsets-capability",
  "time-offsets-fixed",
] as const;

/** The rules about the namespaces that a user namespace owns: mount, PID, network, IPC, UTS, cgroup and time. */
export type OwnedRule = (typeof OWNED_RULES)[number];

export const ownedRules: RuleTable<OwnedRule> = {
  "join-threads":
    "timens_install in kernel/time/namespace.c: only a process of one thread changes its clocks, else EUSERS",
  "join-target":
    "mntns_install in fs/namespace.c, pidns_install in kernel/pid_namespace.c, netns_install in net/core/net_namespace.c, ipcns_install in ipc/namespace.c, utsns_install in kernel/utsname.c, cgroupns_install in kernel/cgroup/namespace.c, timens_install in kernel/time/namespace.c; setns(2): CAP_SYS_ADMIN in the user namespace that owns the target",
  "join-chroot":
    'mntns_install in fs/namespace.c; setns(2): "Changing the mount namespace requires that the caller possess both CAP_SYS_CHROOT and CAP_SYS_ADMIN capabilities in its own user namespace"',
  "join-own":
    "mntns_install in fs/namespace.c, pidns_install in kernel/pid_namespace.c and their like; setns(2): CAP_SYS_ADMIN in the caller's own user namespace, too, which is the target's where one pidfd leads to that as well",
  "join-shared-directories":
    'mntns_install in fs/namespace.c; setns(2): "A process can\'t join a new mount namespace if it is sharing filesystem-related attributes … with another process"',
  "join-pid-descendant":
    'pidns_install in kernel/pid_namespace.c; setns(2), EINVAL: "The caller tried to join an ancestor (parent, grandparent, and so on) PID namespace"; the one it is in itself will do',
  joined:
    "commit_nsset in kernel/nsproxy.c; pid_namespaces(7): a process stays in its PID namespace, its children are in the one that was joined",
  "unshare-capability":
    "unshare_nsproxy_namespaces in kernel/nsproxy.c; unshare(2), EPERM: CAP_SYS_ADMIN in the user namespace it is in, which is the new one where that is made by the same call",
  "unshare-pid-again":
    "copy_pid_ns in kernel/pid_namespace.c: a process whose children will be in another PID namespace makes no further one",
  "unshare-pid-owner":
    "create_pid_namespace in kernel/pid_namespace.c: the owner of the new PID namespace is that of its parent, or lies below",
  "unshare-pid-level":
    "create_pid_namespace in kernel/pid_namespace.c, MAX_PID_NS_LEVEL; pid_namespaces(7): they nest 32 deep, then ENOSPC",
  unshared:
    'create_new_namespaces in kernel/nsproxy.c; user_namespaces(7): "When a nonuser namespace is created, it is owned by the user namespace in which the creating process was a member at the time of the creation of the namespace"',
  "host-name-capability":
    "sethostname and setdomainname in kernel/sys.c; sethostname(2), EPERM: CAP_SYS_ADMIN in the user namespace that owns the UTS namespace",
  "host-name-length": "sethostname in kernel/sys.c, __NEW_UTS_LEN; sethostname(2), EINVAL: at most 64 bytes",
  "time-offsets-capability":
    'proc_timens_set_offset in kernel/time/namespace.c; time_namespaces(7): "a process must have the CAP_SYS_TIME capability in the user namespace that owns the time namespace", the one that opened the file',
  "time-offsets-fixed":
    "proc_timens_set_offset in kernel/time/namespace.c, frozen_offsets; time_namespaces(7): once a process is in the namespace, EACCES",
};
