import type { ProcessRule } from "../rules/process-rules.ts";
import type { RuleTexts } from "../rules/rule-text.ts";

export const processEnglish: RuleTexts<ProcessRule> = {
  "signal-number": { refuses: "{signal} is no signal: they are 0 to 64" },
  "own-thread-group": { grants: "it is the process itself", refuses: "a process does not trace itself" },
  "signal-same-user": {
    grants: "user {sender} of the sender is the {which} user of the target, in whatever namespace",
    skips: "users {senders} of the sender are not among the real and saved users {targets} of the target",
  },
  "signal-continue": { grants: "SIGCONT within session {session}" },
  "signal-capability": { passes: "else CAP_KILL over the target's namespace is needed" },
  "ptrace-same-ids": {
    grants: "user {uid} and group {gid} are the target's real, effective and saved ones",
    skips: "user {uid} and group {gid} are not all of the target's users {uids} and groups {gids}",
  },
  "ptrace-capability": { passes: "CAP_SYS_PTRACE over {namespace} is needed" },
  "ptrace-dumpable": {
    passes: "the target is dumpable",
    skips: "the target is not dumpable, and its memory belongs to {namespace}",
  },
  "ptrace-capabilities-covered": {
    grants: "same user namespace, and the target has no capability that the caller has not",
    skips: "{why}",
  },
  "ptrace-scope": {
    grants: "the target is a descendant of the caller",
    skips: "Yama: the target is no descendant of the caller",
  },
  "proc-file-bits": { passes: "the file has mode {mode} and belongs to {uid} and {gid}" },
  "proc-directory-bits": { passes: "the directory has mode {mode} and belongs to {uid} and {gid}" },
  "proc-performance": { passes: "CAP_PERFMON or CAP_SYS_ADMIN over the host would do as well" },
  "control-same-user": {
    grants: "users {callers} of the caller, users {targets} of the target: the same",
    skips: "users {callers} of the caller are not the target's {targets}",
  },
  "control-same-owner": {
    grants: "user {uid} and group {gid} of the caller, users {users} and groups {groups} of the target: the same",
    skips: "user {uid} and group {gid} of the caller are not all of the target's users {users} and groups {groups}",
  },
  "control-capability": { passes: "else {capability} over {namespace} is needed" },
  "control-host": { passes: "{capability} over the host is needed" },
  "control-capabilities-covered": {
    grants: "the target has no capability that the caller has not",
    skips: "the target has capabilities that the caller has not",
  },
  "peer-id-argument": {
    passes: "user {uid} and group {gid} of {namespace} are {kuid} and {kgid} to the kernel",
    refuses: "user {uid} and group {gid} are not both mapped in {namespace}",
  },
  "peer-id-own": {
    grants: "the {side} ID {id} is one of the sender's own",
    skips: "the {side} ID {id} is none of the sender's own: {capability} is needed",
  },
  "port-unprivileged": { grants: "port {port} is not below {first}", skips: "port {port} is below {first}" },
  "network-capability": { passes: "{capability} over {namespace}, the owner of the network namespace, is needed" },
  "network-setting-owner": { grants: "user {euid} is the host's root", refuses: "user {euid} is not the host's root" },
  "ping-group-mapped": {
    grants: "groups {low} to {high} of {namespace} are {kernelLow} to {kernelHigh} to the kernel",
    refuses: "groups {low} and {high} are not both mapped in {namespace}",
  },
  "ping-group-order": {
    changes:
      "groups {low} to {high}, {kernelLow} to {kernelHigh} to the kernel, are no range: nobody, 1 to 0 to the kernel",
  },
  "helper-overflow": { refuses: "mapping {line} ends past 4294967295" },
  "helper-target": {
    passes: "the process belongs to user {uid} and group {gid}, who call",
    refuses: "the process belongs to user {owner} and group {group}, not to user {uid} and group {gid}, who call",
  },
  "helper-grant": {
    grants: "all ranges are granted to user {uid}",
    refuses: "the range [{start}, {end}) is not granted to user {uid}",
  },
  "helper-setgroups": { changes: "nothing but group {gid} itself is mapped, so newgidmap denies setgroups(2) first" },
};
