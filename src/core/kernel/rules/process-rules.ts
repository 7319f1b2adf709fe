import type { RuleTable } from "./rule-table.ts";

const PROCESS_RULES = [
  "signal-number",
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
  "proc-directory-bits",
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
  "ping-group-order",
  "helper-overflow",
  "helper-target",
  "helper-grant",
  "helper-setgroups",
] as const;

export type ProcessRule = (typeof PROCESS_RULES)[number];

export const processRules: RuleTable<ProcessRule> = {
  "signal-number":
    'valid_signal in check_kill_permission, kernel/signal.c; kill(2), EINVAL: "An invalid signal was specified"',
  "own-thread-group":
    "same_thread_group in check_kill_permission, kernel/signal.c, __ptrace_may_access and ptrace_attach, kernel/ptrace.c, and proc_fd_permission, fs/proc/fd.c; check_prlimit_permission in kernel/sys.c",
  "signal-same-user":
    'kill_ok_by_cred in kernel/signal.c; kill(2): "the real or effective user ID of the sending process must equal the real or saved set-user-ID of the target process"',
  "signal-continue":
    'check_kill_permission in kernel/signal.c; kill(2): "In the case of SIGCONT, it suffices when the sending and receiving processes belong to the same session"',
  "signal-capability":
    "kill_ok_by_cred in kernel/signal.c; kill(2): CAP_KILL in the user namespace of the target process",
  "ptrace-same-ids":
    "__ptrace_may_access in kernel/ptrace.c; ptrace(2), access mode checking, 3: the caller's IDs match the target's real, effective and saved IDs",
  "ptrace-capability":
    "ptrace_has_cap in kernel/ptrace.c; ptrace(2), access mode checking: CAP_SYS_PTRACE over the target's namespace",
  "ptrace-dumpable":
    "__ptrace_may_access in kernel/ptrace.c; ptrace(2), access mode checking, 4: the target is dumpable, or the caller has CAP_SYS_PTRACE over the namespace of its memory",
  "ptrace-capabilities-covered":
    "cap_ptrace_access_check in security/commoncap.c; ptrace(2), access mode checking, 5: same user namespace, and no permitted capability of the target that the caller lacks",
  "ptrace-scope":
    "yama_ptrace_access_check in security/yama/yama_lsm.c: kernel.yama.ptrace_scope 1 lets a process attach to its descendants",
  "proc-file-bits":
    "task_dump_owner in fs/proc/base.c; proc(5): the file belongs to the target's effective user, or to a root",
  "proc-directory-bits":
    "proc_fd_permission in fs/proc/fd.c; proc_pid_fd(5): /proc/PID/fd and map_files can be searched by the target's effective user, or by a root, and by the process itself",
  "proc-performance":
    "may_access_mm in kernel/fork.c, since 6.15: CAP_PERFMON or CAP_SYS_ADMIN over the host is enough for reading",
  "control-same-user":
    "check_prlimit_permission in kernel/sys.c, check_same_owner in kernel/sched/syscalls.c, set_one_prio_perm in kernel/sys.c, set_task_ioprio in block/ioprio.c: the kernel's IDs are compared, namespaces play no part",
  "control-same-owner":
    "check_prlimit_permission in kernel/sys.c; prlimit(2): the real, effective and saved user IDs of the target must match the real user ID of the caller, and the same for the groups",
  "control-capability":
    "check_prlimit_permission in kernel/sys.c, check_same_owner in kernel/sched/syscalls.c, set_task_ioprio in block/ioprio.c",
  "control-host":
    "do_prlimit in kernel/sys.c, can_nice in kernel/sched/syscalls.c, ioprio_check_cap and set_task_ioprio in block/ioprio.c, oom_adj_write in fs/proc/base.c: no other namespace will do",
  "control-capabilities-covered":
    "cap_safe_nice in security/commoncap.c: a process that may put more capabilities into effect than the caller is not rescheduled by him",
  "peer-id-argument":
    "scm_check_creds in net/core/scm.c; unix(7): the IDs that are sent are those of the sender's namespace",
  "peer-id-own":
    "scm_check_creds in net/core/scm.c; unix(7), SCM_CREDENTIALS: the real, effective or saved ID, or any with CAP_SETUID or CAP_SETGID",
  "port-unprivileged":
    "inet_port_requires_bind_service in include/net/ip.h; ip(7), ip_unprivileged_port_start: ports below it are privileged",
  "network-capability":
    "__inet_bind and inet_create in net/ipv4/af_inet.c, net_ctl_permissions in net/sysctl_net.c: it is the owner of the network namespace that counts",
  "network-setting-owner": "test_perm in fs/proc/proc_sysctl.c: the settings of a network belong to user 0 of the host",
  "ping-group-mapped":
    "ipv4_ping_group_range in net/ipv4/sysctl_net_ipv4.c: both groups must be mapped in the writer's namespace",
  "ping-group-order":
    'ipv4_ping_group_range in net/ipv4/sysctl_net_ipv4.c; icmp(7): "1 0", the default, means that nobody may use ping sockets',
  "helper-overflow": "get_map_ranges in shadow's lib/idmapping.c: neither side of a mapping ends past 4294967295",
  "helper-target":
    "main in shadow's newuidmap.c and newgidmap.c; newuidmap(1): the process must belong to the user that calls it",
  "helper-grant":
    "verify_range in shadow's newuidmap.c and newgidmap.c; newuidmap(1): every range must be in /etc/subuid, save for one's own ID alone",
  "helper-setgroups":
    "write_setgroups in shadow's newgidmap.c: where nothing of the map is in /etc/subgid, setgroups(2) is denied before the map is written",
};
