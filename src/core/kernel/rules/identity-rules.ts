import type { RuleTable } from "./rule-table.ts";

const IDENTITY_RULES = [
  "id-argument",
  "own-id",
  "id-capability",
  "nothing-new",
  "no-id-given",
  "file-id-ignored",
  "setgroups-permitted",
  "setgroups-count",
  "root-left",
  "effective-root-left",
  "effective-root-entered",
  "file-root-left",
  "file-root-entered",
  "dumpable-cleared",
] as const;

/** The rules about a process that changes its user, its groups and with them its capabilities. */
export type IdentityRule = (typeof IDENTITY_RULES)[number];

/** Where the rules about identity are written, and how they read. */
export const identityRules: RuleTable<IdentityRule> = {
  "id-argument": {
    source:
      'setuid, setresuid and so on in kernel/sys.c; setuid(2), EINVAL: "The user ID specified in uid is not valid in this user namespace"',
    passes: "{side} {id} of {namespace} is {kernelId} to the kernel",
    refuses: "{side} {id} has no mapping in {namespace}",
  },
  "own-id": {
    source:
      'setuid, setresuid and so on in kernel/sys.c; setresuid(2): an unprivileged process may set its IDs to "the current real UID, the current effective UID, or the current saved set-user-ID"; setuid(2) does not look at the effective one',
    grants: "{kernelId} is one of the process's own",
    skips: "{kernelId} is none of the process's own",
  },
  "id-capability": {
    source:
      'ns_capable_setid in kernel/capability.c; setuid(2): privileged means "having the CAP_SETUID capability in its user namespace"',
    passes: "the privileged way needs {capability}",
  },
  "nothing-new": {
    source:
      "__sys_setresuid in kernel/sys.c: a call that changes nothing returns at once, and leaves the file ID alone",
    grants: "nothing would change",
  },
  "no-id-given": {
    source: "__sys_setreuid in kernel/sys.c: even then the file ID becomes the effective one",
    grants: "neither ID is given, so only the file ID may change, to the effective one",
  },
  "file-id-ignored": {
    source: "__sys_setfsuid in kernel/sys.c; setfsuid(2): it never fails, it leaves the ID as it was",
    grants: "the file {side} ID is set",
    refuses: "the file {side} ID stays as it is, without an error",
  },
  "setgroups-permitted": {
    source:
      'may_setgroups in kernel/groups.c, userns_may_setgroups; user_namespaces(7): setgroups(2) needs a gid_map that has been written and "allow" in /proc/PID/setgroups',
    passes: "{namespace} has a gid_map and allows setgroups",
    refuses: "{namespace} {why}",
  },
  "setgroups-count": {
    source:
      'setgroups in kernel/groups.c; setgroups(2), EINVAL: "size is greater than NGROUPS_MAX (… 65536 since Linux 2.6.4)"',
    refuses: "{count} groups are more than 65536",
    grants: "all {count} groups are mapped",
  },
  "root-left": {
    source:
      'cap_emulate_setxuid in security/commoncap.c; capabilities(7): "If one or more of the real, effective, or saved set user IDs was previously 0, and as a result of the UID changes all of these IDs have a nonzero value, then all capabilities are cleared from the permitted, effective, and ambient capability sets"',
    changes: "no ID is {root} any more, which is 0 in {namespace}: {what} cleared",
  },
  "effective-root-left": {
    source:
      'cap_emulate_setxuid in security/commoncap.c; capabilities(7): "If the effective user ID is changed from 0 to nonzero, then all capabilities are cleared from the effective set"',
    changes: "the effective user is {root} no more: no capability is in effect",
  },
  "effective-root-entered": {
    source:
      'cap_emulate_setxuid in security/commoncap.c; capabilities(7): "If the effective user ID is changed from nonzero to 0, then the permitted set is copied to the effective set"',
    changes: "the effective user is now {root}: all permitted capabilities are in effect",
  },
  "file-root-left": {
    source:
      'cap_task_fix_setuid in security/commoncap.c; capabilities(7): "If the filesystem user ID is changed from 0 to nonzero (see setfsuid(2)), then the following capabilities are cleared from the effective set: CAP_CHOWN, CAP_DAC_OVERRIDE, …"',
    changes: "the file user is {root} no more: the capabilities over files are not in effect",
  },
  "file-root-entered": {
    source:
      'cap_task_fix_setuid in security/commoncap.c; capabilities(7): "If the filesystem UID is changed from nonzero to 0, then any of these capabilities that are enabled in the permitted set are enabled in the effective set"',
    changes: "the file user is now {root}: the permitted capabilities over files are in effect",
  },
  "dumpable-cleared": {
    source:
      'commit_creds in kernel/cred.c; prctl(2), PR_SET_DUMPABLE: the attribute is reset when "the process\'s effective user or group ID is changed", or a file ID, or capabilities are gained',
    changes: "the process is not dumpable any more",
  },
};
