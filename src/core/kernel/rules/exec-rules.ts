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
  "exec-traced",
  "exec-unsafe",
  "script-interpreter",
  "exec-credentials",
  "exec-memory",
  "exec-unreadable",
] as const;

export type ExecRule = (typeof EXEC_RULES)[number];

export const execRules: RuleTable<ExecRule> = {
  "exec-regular-file":
    'do_open_execat in fs/exec.c; execve(2), EACCES: "The file or a script interpreter is not a regular file"',
  "set-id-honoured":
    "mnt_may_suid in fs/namespace.c and bprm_fill_uid in fs/exec.c: not on a nosuid mount, not through a mount of another mount namespace, not on a filesystem of a user namespace below; the set-ID bits also not under no_new_privs",
  "set-id-owner-unmapped":
    'bprm_fill_uid in fs/exec.c; user_namespaces(7): "if either the user or the group ID of the file has no mapping inside the namespace, the set-user-ID (set-group-ID) bit is silently ignored"',
  "set-user-id": "bprm_fill_uid in fs/exec.c; execve(2): the effective user ID becomes that of the file's owner",
  "set-group-id":
    "bprm_fill_uid in fs/exec.c; execve(2): the effective group ID becomes that of the file, if its group may execute it",
  "file-capability-honoured":
    "bprm_caps_from_vfs_caps in security/commoncap.c; capabilities(7), transformation of capabilities during execve(2): P'(permitted) = (P(inheritable) & F(inheritable)) | (F(permitted) & P(bounding)) | P'(ambient)",
  "file-capability-root-id":
    "get_vfs_caps_from_disk and rootid_owns_currentns in security/commoncap.c; capabilities(7), namespaced file capabilities: they count where their root is user 0, and below",
  "file-capability-bounded":
    'bprm_caps_from_vfs_caps in security/commoncap.c; capabilities(7), safety checking for capability-dumb binaries: "If the process did not obtain the full set of file permitted capabilities, then execve(2) fails with the error EPERM"',
  "root-program":
    "handle_privileged_root in security/commoncap.c; capabilities(7), capabilities and execution of programs by root: P'(permitted) = P(inheritable) | P(bounding); in effect only for effective user 0",
  "set-user-id-root-with-capability":
    "handle_privileged_root in security/commoncap.c; capabilities(7), set-user-ID-root programs that have file capabilities: another user gets the file's capabilities only",
  "ambient-program":
    "cap_bprm_creds_from_file in security/commoncap.c; capabilities(7): P'(ambient) survives an ordinary program",
  "no-new-privs":
    'cap_bprm_creds_from_file in security/commoncap.c; prctl(2), PR_SET_NO_NEW_PRIVS: "execve(2) promises not to grant privileges to do anything that could not have been done without the execve(2) call"',
  "exec-traced":
    'ptracer_capable in kernel/capability.c: no capability is gained, unless the tracer has CAP_SYS_PTRACE there; execve(2) says that set-ID bits and file capabilities are ignored if "the calling process is being ptraced"',
  "exec-unsafe":
    "check_unsafe_exec in fs/exec.c, cap_bprm_creds_from_file in security/commoncap.c; capabilities(7): no capability that was not held, and new IDs only for who has CAP_SETUID",
  "script-interpreter":
    'load_script in fs/binfmt_script.c, bprm_creds_from_file in fs/exec.c; execve(2): "Linux … ignores the set-user-ID and set-group-ID bits on scripts"',
  "exec-credentials": "begin_new_exec in fs/exec.c: the saved and the file IDs become the effective ones",
  "exec-memory":
    "begin_new_exec in fs/exec.c; prctl(2), PR_SET_DUMPABLE: the new memory belongs to the user namespace of the new credentials",
  "exec-unreadable": "would_dump in fs/exec.c: who may execute but not read a program must not read its memory either",
};
