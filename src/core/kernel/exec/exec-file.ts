import { NO_ID } from "../../id/id.ts";
import { formatCapabilities } from "../credentials/capability.ts";
import { eitherOf } from "../credentials/capability-algebra.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import { gidIn, uidIn } from "../credentials/kernel-ids.ts";
import type { Process } from "../credentials/process.ts";
import type { UserNamespace } from "../credentials/user-namespace.ts";
import { conclude, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { DEFAULT_SETTINGS, expectSettings, type KernelSettings } from "../decision/kernel-settings.ts";
import { commitCredentials } from "../identity/commit-credentials.ts";
import { expectFile, type Inode } from "../inode/file.ts";
import { groupOf, ownerOf } from "../inode/file-owner.ts";
import { MAY_EXEC, MAY_READ } from "../inode/mode.ts";
import { isNoexec } from "../inode/mount.ts";
import { inodePermission, layerPermission, refused, searchPath } from "../inode/permission.ts";
import { execRules as rules } from "../rules/exec-rules.ts";
import { fileCapabilities, limitUnsafeExec, rootCapabilities } from "./exec-capabilities.ts";
import { type ExecCredentials, setIdBits } from "./exec-set-id.ts";

/**
 * Decides whether a process may execute a program, and who it is afterwards.
 *
 * Set-ID bits and file capabilities that do not count are ignored without an error: the program runs, with no more rights
 * than before. Under no_new_privs set-ID bits are ignored, and files give no capability that was not held. So it is while
 * somebody traces the process who lacks CAP_SYS_PTRACE, and where it shares its directories with another process (`tracer`,
 * `sharesDirectories`), but other IDs are then for who has CAP_SETUID. For a script, see `execScript`.
 *
 * @param process - who asks, with its credentials
 * @param file - the program, with the directories on the path to it if it has any
 * @param settings - the settings of the machine: the release of the kernel
 * @returns the decision; its value is the process afterwards. EACCES: the path, the bits, no regular file, or a noexec
 * mount. ELOOP: a symbolic link that is not followed. EPERM: the bounding set holds back a capability that the file insists on
 * @remarks execve(2), capabilities(7), user_namespaces(7), "Set-user-ID and set-group-ID programs"; `bprm_fill_uid` in
 * `fs/exec.c`, `cap_bprm_creds_from_file` in `security/commoncap.c`.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { createProcess, createUserNamespace, execFile, existingFile, initialNamespace } from "userns-sim/kernel";
 *
 * const pod = createUserNamespace(initialNamespace(), { id: "pod-a", maps: podIdMap({ start: 65536, size: 65536 }) });
 * const su = existingFile({ uid: 0, gid: 0, mode: 0o4755 });
 * execFile(createProcess({ uid: 1000, gid: 1000 }), su).value?.euid; // => 0
 * execFile(createProcess({ userNamespace: pod, uid: 1000 }), su).value?.euid; // => 66536
 * ```
 */
export function execFile(
  process: Process,
  file: Inode,
  settings: KernelSettings = DEFAULT_SETTINGS,
): Decision<Process> {
  expectProcess("execFile", "process", process);
  expectFile("execFile", "file", file);
  expectSettings("execFile", settings);
  const steps: Step[] = [];
  const next = execute(steps, process, file, settings);
  const errno = typeof next === "string" ? next : undefined;
  return conclude(steps, errno, () => newMemory(steps, process, file, next as ExecCredentials));
}

/** Answers {@link execFile} with the errno alone, `undefined` when it may. */
export function execFileErrno(
  process: Process,
  file: Inode,
  settings: KernelSettings = DEFAULT_SETTINGS,
): Errno | undefined {
  expectProcess("execFile", "process", process);
  expectFile("execFile", "file", file);
  expectSettings("execFile", settings);
  const next = execute(undefined, process, file, settings);
  return typeof next === "string" ? next : undefined;
}

export function execute(
  trace: Trace,
  process: Process,
  file: Inode,
  settings: KernelSettings,
): ExecCredentials | Errno {
  const errno = mayExecute(trace, process, file);
  if (errno !== undefined) return errno;
  const ids = setIdBits(trace, process, file);
  const fromFile = fileCapabilities(trace, process, file);
  if (typeof fromFile === "string") return fromFile;
  const asRoot = rootCapabilities(trace, process, ids, fromFile);
  const limited = limitUnsafeExec(trace, process, ids, asRoot, settings);
  // capabilities(7): "Executing a program that changes UID or GID due to the set-user-ID or set-group-ID bits or executing a
  // program that has any file capabilities set will clear the ambient set."
  const clears = fromFile.present || limited.idChanged;
  if (clears && process.ambient !== 0)
    trace?.push(
      step(rules, "ambient-program", "changes", {
        ambient: formatCapabilities(process.ambient),
        why: fromFile.present ? "file-has-capabilities" : "ids-change",
      }),
    );
  const ambient = clears ? 0 : process.ambient;
  const permitted = eitherOf(limited.permitted, ambient);
  const effective = asRoot.effective ? permitted : ambient;
  const { euid, egid } = limited;
  trace?.push(step(rules, "exec-credentials", "grants", { euid, egid, effective: formatCapabilities(effective) }));
  return { euid, egid, permitted, effective, ambient };
}

export function mayExecute(trace: Trace, process: Process, file: Inode): Errno | undefined {
  const errno = searchPath(trace, process, file.directory);
  if (errno !== undefined) return errno;
  if (file.type !== "regular") {
    trace?.push(step(rules, "exec-regular-file", "refuses", { type: file.type }));
    // A link that is followed is not asked about; execveat(2), ELOOP: "flags includes AT_SYMLINK_NOFOLLOW and the file
    // identified by dirfd and a non-NULL pathname is a symbolic link".
    return file.type === "symlink" ? "ELOOP" : "EACCES";
  }
  // execve(2), EACCES: "The filesystem is mounted noexec."
  if (isNoexec(file.mount)) return refused(trace, "program-on-noexec", "EACCES");
  // The program is opened for reading, which is not asked of who executes it, but of who mounted the overlay it is found in.
  return inodePermission(trace, process, file, MAY_EXEC) ?? layerPermission(trace, file, MAY_READ);
}

/** `begin_new_exec` and `commit_creds`: the process in its new memory. */
export function newMemory(trace: Trace, process: Process, file: Inode, next: ExecCredentials): Process {
  const unreadable = inodePermission(undefined, process, file, MAY_READ) !== undefined;
  if (unreadable) trace?.push(step(rules, "exec-unreadable", "changes", {}));
  // The new memory is dumpable again, unless the process that calls exec is a set-ID one; what exec itself changes is
  // looked at when the credentials are committed.
  const dumpable = !unreadable && process.euid === process.ruid && process.egid === process.rgid;
  const memoryNamespace = unreadable ? readerOf(process.userNamespace, file) : process.userNamespace;
  const after: Process = {
    ...process,
    ...next,
    suid: next.euid,
    fsuid: next.euid,
    sgid: next.egid,
    fsgid: next.egid,
    securebits: { ...process.securebits, keepCaps: false },
    dumpable,
    memoryNamespace,
  };
  const committed = commitCredentials(trace, process, after);
  trace?.push(step(rules, "exec-memory", "changes", { namespace: memoryNamespace.id, dumpable: committed.dumpable }));
  return committed;
}

/** `would_dump`: the memory of a program that may not be read belongs to a namespace that has the file's owner and group. */
function readerOf(namespace: UserNamespace, file: Inode): UserNamespace {
  const { parent } = namespace;
  const knows = uidIn(namespace, ownerOf(file)) !== NO_ID && gidIn(namespace, groupOf(file)) !== NO_ID;
  return knows || parent === undefined ? namespace : readerOf(parent, file);
}
