import type { RuleTable } from "./rule-table.ts";

const PROCESS_RULES = [
  "own-thread-group",
  "signal-same-user",
  "signal-continue",
  "signal-capability",
  "ptrace-same-ids",
  "ptrace-capability",
  "ptrace-dumpable",
  "ptrace-capabilities-covered",
  "ptrace-scope",
  "proc-file-bits",
  "proc-performance",
  "control-same-user",
  "control-same-owner",
  "control-capability",
  "control-host",
  "control-capabilities-covered",
  "peer-id-argument",
  "peer-id-own",
  "port-unprivileged",
  "network-capability",
  "network-setting-owner",
  "ping-group-mapped",
  "helper-grant",
] as const;

/** The rules about what one process may do to another. */
export type ProcessRule = (typeof PROCESS_RULES)[number];

/** Where the rules about processes are written, and how they read. */
export const processRules: RuleTable<ProcessRule> = {
  "own-thread-group": {
    source: "same_thread_group in check_kill_permission, kernel/signal.c, and __ptrace_may_access, kernel/ptrace.c",
    grants: "it is the process itself",
  },
  "signal-same-user": {
    source:
      'kill_ok_by_cred in kernel/signal.c; kill(2): "the real or effective user ID of the sending process must equal the real or saved set-user-ID of the target process"',
    grants: "user {sender} of the sender is the {which} user of the target, in whatever namespace",
    skips: "users {senders} of the sender are not among the real and saved users {targets} of the target",
  },
  "signal-continue": {
    source:
      'check_kill_permission in kernel/signal.c; kill(2): "In the case of SIGCONT, it suffices when the sending and receiving processes belong to the same session"',
    grants: "SIGCONT within session {session}",
  },
  "signal-capability": {
    source: "kill_ok_by_cred in kernel/signal.c; kill(2): CAP_KILL in the user namespace of the target process",
    passes: "else CAP_KILL over the target's namespace is needed",
  },
  "ptrace-same-ids": {
    source:
      "__ptrace_may_access in kernel/ptrace.c; ptrace(2), access mode checking, 3: the caller's IDs match the target's real, effective and saved IDs",
    grants: "user {uid} and group {gid} are the target's real, effective and saved ones",
    skips: "user {uid} and group {gid} are not all of the target's users {uids} and groups {gids}",
  },
  "ptrace-capability": {
    source:
      "ptrace_has_cap in kernel/ptrace.c; ptrace(2), access mode checking: CAP_SYS_PTRACE over the target's namespace",
    passes: "CAP_SYS_PTRACE over {namespace} is needed",
  },
  "ptrace-dumpable": {
    source:
      "__ptrace_may_access in kernel/ptrace.c; ptrace(2), access mode checking, 4: the target is dumpable, or the caller has CAP_SYS_PTRACE over the namespace of its memory",
    passes: "the target is dumpable",
    skips: "the target is not dumpable, and its memory belongs to {namespace}",
  },
  "ptrace-capabilities-covered": {
    source:
      "cap_ptrace_access_check in security/commoncap.c; ptrace(2), access mode checking, 5: same user namespace, and no permitted capability of the target that the caller lacks",
    grants: "same user namespace, and the target has no capability that the caller has not",
    skips: "{why}",
  },
  "ptrace-scope": {
    source:
      "yama_ptrace_access_check in security/yama/yama_lsm.c: kernel.yama.ptrace_scope 1 lets a process attach to its descendants",
    grants: "the target is a descendant of the caller",
    skips: "Yama: the target is no descendant of the caller",
  },
  "proc-file-bits": {
    source: "task_dump_owner in fs/proc/base.c; proc(5): the file belongs to the target's effective user, or to a root",
    passes: "the file has mode {mode} and belongs to {uid} and {gid}",
  },
  "proc-performance": {
    source:
      "may_access_mm in kernel/fork.c, since 6.15: CAP_PERFMON or CAP_SYS_ADMIN over the host is enough for reading",
    passes: "CAP_PERFMON or CAP_SYS_ADMIN over the host would do as well",
  },
  "control-same-user": {
    source:
      "check_prlimit_permission in kernel/sys.c, check_same_owner in kernel/sched/syscalls.c, set_one_prio_perm in kernel/sys.c, set_task_ioprio in block/ioprio.c: the kernel's IDs are compared, namespaces play no part",
    grants: "users {callers} of the caller, users {targets} of the target: the same",
    skips: "users {callers} of the caller are not the target's {targets}",
  },
  "control-same-owner": {
    source:
      "check_prlimit_permission in kernel/sys.c; prlimit(2): the real, effective and saved user IDs of the target must match the real user ID of the caller, and the same for the groups",
    grants: "user {uid} and group {gid} of the caller, users {users} and groups {groups} of the target: the same",
    skips: "user {uid} and group {gid} of the caller are not all of the target's users {users} and groups {groups}",
  },
  "control-capability": {
    source:
      "check_prlimit_permission in kernel/sys.c, check_same_owner in kernel/sched/syscalls.c, set_task_ioprio in block/ioprio.c",
    passes: "else {capability} over {namespace} is needed",
  },
  "control-host": {
    source:
      "can_nice in kernel/sched/syscalls.c, oom_adj_write in fs/proc/base.c, set_task_ioprio in block/ioprio.c: no other namespace will do",
    passes: "{capability} over the host is needed",
  },
  "control-capabilities-covered": {
    source:
      "cap_safe_nice in security/commoncap.c: a process that may put more capabilities into effect than the caller is not rescheduled by him",
    grants: "the target has no capability that the caller has not",
    skips: "the target has capabilities that the caller has not",
  },
  "peer-id-argument": {
    source: "scm_check_creds in net/core/scm.c; unix(7): the IDs that are sent are those of the sender's namespace",
    passes: "user {uid} and group {gid} of {namespace} are {kuid} and {kgid} to the kernel",
    refuses: "user {uid} and group {gid} are not both mapped in {namespace}",
  },
  "peer-id-own": {
    source:
      "scm_check_creds in net/core/scm.c; unix(7), SCM_CREDENTIALS: the real, effective or saved ID, or any with CAP_SETUID or CAP_SETGID",
    grants: "the {side} ID {id} is one of the sender's own",
    skips: "the {side} ID {id} is none of the sender's own: {capability} is needed",
  },
  "port-unprivileged": {
    source:
      "inet_port_requires_bind_service in include/net/ip.h; ip(7), ip_unprivileged_port_start: ports below it are privileged",
    grants: "port {port} is not below {first}",
    skips: "port {port} is below {first}",
  },
  "network-capability": {
    source:
      "__inet_bind and inet_create in net/ipv4/af_inet.c, net_ctl_permissions in net/sysctl_net.c: it is the owner of the network namespace that counts",
    passes: "{capability} over {namespace}, the owner of the network namespace, is needed",
  },
  "network-setting-owner": {
    source: "test_perm in fs/proc/proc_sysctl.c: the settings of a network belong to user 0 of the host",
    grants: "user {euid} is the host's root",
    refuses: "user {euid} is not the host's root",
  },
  "ping-group-mapped": {
    source: "ipv4_ping_group_range in net/ipv4/sysctl_net_ipv4.c: both groups must be mapped in the writer's namespace",
    grants: "groups {low} to {high} of {namespace} are {kernelLow} to {kernelHigh} to the kernel",
    refuses: "groups {low} and {high} are not both mapped in {namespace}",
  },
  "helper-grant": {
    source:
      "verify_range in shadow's newuidmap.c and newgidmap.c; newuidmap(1): every range must be in /etc/subuid, save for one's own ID alone",
    grants: "all ranges are granted to user {uid}",
    refuses: "the range [{start}, {end}) is not granted to user {uid}",
  },
};
