import type { RuleTable } from "./rule-table.ts";

const EXEC_RULES = [
  "exec-regular-file",
  "set-id-honoured",
  "set-id-owner-unmapped",
  "set-user-id",
  "set-group-id",
  "file-capability-honoured",
  "file-capability-root-id",
  "file-capability-bounded",
  "root-program",
  "set-user-id-root-with-capability",
  "ambient-program",
  "no-new-privs",
  "exec-credentials",
  "exec-memory",
  "exec-unreadable",
] as const;

/** The rules about the execution of a program. */
export type ExecRule = (typeof EXEC_RULES)[number];

/** Where the rules about programs are written, and how they read. */
export const execRules: RuleTable<ExecRule> = {
  "exec-regular-file": {
    source: 'do_open_execat in fs/exec.c; execve(2), EACCES: "The file or a script interpreter is not a regular file"',
    refuses: "{type} is not executed",
  },
  "set-id-honoured": {
    source:
      "mnt_may_suid in fs/namespace.c and bprm_fill_uid in fs/exec.c: not on a nosuid mount, not through a mount of another mount namespace, not on a filesystem of a user namespace below, not under no_new_privs",
    skips: "set-ID bits and file capabilities are ignored: {why}",
  },
  "set-id-owner-unmapped": {
    source:
      'bprm_fill_uid in fs/exec.c; user_namespaces(7): "if either the user or the group ID of the file has no mapping inside the namespace, the set-user-ID (set-group-ID) bit is silently ignored"',
    skips: "the set-ID bits are ignored: owner {owner} and group {group} are not both mapped in {namespace}",
  },
  "set-user-id": {
    source: "bprm_fill_uid in fs/exec.c; execve(2): the effective user ID becomes that of the file's owner",
    changes: "set-user-ID: the effective user becomes {owner}",
  },
  "set-group-id": {
    source:
      "bprm_fill_uid in fs/exec.c; execve(2): the effective group ID becomes that of the file, if its group may execute it",
    changes: "set-group-ID: the effective group becomes {group}",
    skips: "set-group-ID without the group's execute bit means nothing",
  },
  "file-capability-honoured": {
    source:
      "bprm_caps_from_vfs_caps in security/commoncap.c; capabilities(7), transformation of capabilities during execve(2): P'(permitted) = (P(inheritable) & F(inheritable)) | (F(permitted) & P(bounding)) | P'(ambient)",
    changes: "the file gives the capabilities {permitted}",
  },
  "file-capability-root-id": {
    source:
      "get_vfs_caps_from_disk and rootid_owns_currentns in security/commoncap.c; capabilities(7), namespaced file capabilities: they count where their root is user 0, and below",
    skips: "the file's capabilities were given by {root}, which is user 0 neither in {namespace} nor above",
  },
  "file-capability-bounded": {
    source:
      'bprm_caps_from_vfs_caps in security/commoncap.c; capabilities(7), safety checking for capability-dumb binaries: "If the process did not obtain the full set of file permitted capabilities, then execve(2) fails with the error EPERM"',
    refuses: "the file wants {wanted}, the bounding set leaves {permitted}",
  },
  "root-program": {
    source:
      "handle_privileged_root in security/commoncap.c; capabilities(7), capabilities and execution of programs by root: P'(permitted) = P(inheritable) | P(bounding); in effect only for effective user 0",
    changes: "user 0 of {namespace} gets the bounding set {permitted}, {how}",
  },
  "set-user-id-root-with-capability": {
    source:
      "handle_privileged_root in security/commoncap.c; capabilities(7), set-user-ID-root programs that have file capabilities: another user gets the file's capabilities only",
    skips: "set-user-ID-root with file capabilities: only those of the file",
  },
  "ambient-program": {
    source:
      "cap_bprm_creds_from_file in security/commoncap.c; capabilities(7): P'(ambient) survives an ordinary program",
    changes: "the ambient capabilities {ambient} are cleared: {why}",
  },
  "no-new-privs": {
    source:
      'cap_bprm_creds_from_file in security/commoncap.c; prctl(2), PR_SET_NO_NEW_PRIVS: "execve(2) promises not to grant privileges to do anything that could not have been done without the execve(2) call"',
    changes: "no_new_privs: back to the real user {ruid} and group {rgid}, with no capability that was not held",
  },
  "exec-credentials": {
    source: "begin_new_exec in fs/exec.c: the saved and the file IDs become the effective ones",
    grants: "runs as user {euid} and group {egid} with the capabilities {effective}",
  },
  "exec-memory": {
    source:
      "begin_new_exec in fs/exec.c; prctl(2), PR_SET_DUMPABLE: the new memory belongs to the user namespace of the new credentials",
    changes: "the new memory belongs to {namespace}, dumpable: {dumpable}",
  },
  "exec-unreadable": {
    source: "would_dump in fs/exec.c: who may execute but not read a program must not read its memory either",
    changes: "the program may not be read, so its memory is not dumpable",
  },
};
