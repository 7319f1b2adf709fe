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

export const identityRules: RuleTable<IdentityRule> = {
  "id-argument":
    'setuid, setresuid and so on in kernel/sys.c; setuid(2), EINVAL: "The user ID specified in uid is not valid in this user namespace"',
  "own-id":
    'setuid, setresuid and so on in kernel/sys.c; setresuid(2): an unprivileged process may set its IDs to "the current real UID, the current effective UID, or the current saved set-user-ID"; setuid(2) does not look at the effective one',
  "id-capability":
    'ns_capable_setid in kernel/capability.c; setuid(2): privileged means that "the process has the CAP_SETUID capability in its user namespace"',
  "nothing-new":
    "__sys_setresuid in kernel/sys.c: a call that changes nothing returns at once, and leaves the file ID alone",
  "no-id-given": "__sys_setreuid in kernel/sys.c: even then the file ID becomes the effective one",
  "file-id-ignored": "__sys_setfsuid in kernel/sys.c; setfsuid(2): it never fails, it leaves the ID as it was",
  "setgroups-permitted":
    'may_setgroups in kernel/groups.c, userns_may_setgroups; user_namespaces(7): setgroups(2) needs a gid_map that has been written and "allow" in /proc/PID/setgroups',
  "setgroups-count":
    'setgroups in kernel/groups.c; setgroups(2), EINVAL: "size is greater than NGROUPS_MAX (… 65536 since Linux 2.6.4)"',
  "root-left":
    'cap_emulate_setxuid in security/commoncap.c; capabilities(7): "If one or more of the real, effective, or saved set user IDs was previously 0, and as a result of the UID changes all of these IDs have a nonzero value, then all capabilities are cleared from the permitted, effective, and ambient capability sets"',
  "effective-root-left":
    'cap_emulate_setxuid in security/commoncap.c; capabilities(7): "If the effective user ID is changed from 0 to nonzero, then all capabilities are cleared from the effective set"',
  "effective-root-entered":
    'cap_emulate_setxuid in security/commoncap.c; capabilities(7): "If the effective user ID is changed from nonzero to 0, then the permitted set is copied to the effective set"',
  "file-root-left":
    'cap_task_fix_setuid in security/commoncap.c; capabilities(7): "If the filesystem user ID is changed from 0 to nonzero (see setfsuid(2)), then the following capabilities are cleared from the effective set: CAP_CHOWN, CAP_DAC_OVERRIDE, …"',
  "file-root-entered":
    'cap_task_fix_setuid in security/commoncap.c; capabilities(7): "If the filesystem UID is changed from nonzero to 0, then any of these capabilities that are enabled in the permitted set are enabled in the effective set"',
  "dumpable-cleared":
    'commit_creds in kernel/cred.c; prctl(2), PR_SET_DUMPABLE: the attribute is reset when the process\'s "effective user or group ID is changed", or a file ID, or capabilities are gained',
};
