import { type CapabilitySet, formatCapabilities } from "../credentials/capability.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import { kuidOf } from "../credentials/kernel-ids.ts";
import type { Credentials } from "../credentials/process.ts";
import { concludePlain, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { expectFile, type Inode, isStored } from "../inode/file.ts";
import { type Access, MAY_EXEC, MAY_WRITE, maskOf } from "../inode/mode.ts";
import { isNoexec } from "../inode/mount.ts";
import { inodePermission, refused, searchPath } from "../inode/permission.ts";
import { ownershipRules as rules } from "../rules/ownership-rules.ts";

/**
 * Answers access(2): whether the user who started the process could do something with a file.
 *
 * It asks with the real IDs, so it may differ from what {@link openFile} decides: in set-user-ID programs, and wherever
 * capabilities are held by others than user 0.
 *
 * @param process - who asks, with its credentials
 * @param file - the file, with the directories on the path to it if it has any
 * @param access - what it would like to do
 * @returns the decision
 * @remarks access(2): "The check is done using the calling process's real UID and GID, rather than the effective IDs";
 * capabilities count as far as they are permitted for real user 0, and not at all for any other. `do_faccessat` in
 * `fs/open.c`.
 * @example
 * ```ts
 * import { accessFile, createProcess, existingFile, openFile } from "userns-sim/kernel";
 *
 * const setuidProgram = { ...createProcess({ uid: 1000 }), euid: 0, fsuid: 0 };
 * const secret = existingFile({ uid: 0, mode: 0o600 });
 * openFile(setuidProgram, secret, "r").allowed; // => true
 * accessFile(setuidProgram, secret, "r").errno; // => "EACCES"
 * ```
 */
export function accessFile(process: Credentials, file: Inode, access: Access): Decision {
  expectProcess("accessFile", "process", process);
  expectFile("accessFile", "file", file);
  const steps: Step[] = [];
  return concludePlain(steps, mayAccess(steps, asRealUser(steps, process), file, maskOf("accessFile", access)));
}

/** Answers {@link accessFile} with the errno alone, `undefined` when it may. */
export function accessFileErrno(process: Credentials, file: Inode, access: Access): Errno | undefined {
  expectProcess("accessFile", "process", process);
  expectFile("accessFile", "file", file);
  return mayAccess(undefined, asRealUser(undefined, process), file, maskOf("accessFile", access));
}

/**
 * Answers faccessat2(2) with `AT_EACCESS`: whether the process itself could do something with a file.
 *
 * @param process - who asks, with its credentials
 * @param file - the file, with the directories on the path to it if it has any
 * @param access - what it would like to do
 * @returns the decision, with the IDs and capabilities that opening the file would use
 * @remarks faccessat2(2), `AT_EACCESS`: "Perform access checks using the effective user and group IDs".
 * @example
 * ```ts
 * import { createProcess, effectiveAccess, existingFile } from "userns-sim/kernel";
 *
 * effectiveAccess(createProcess({ uid: 1000 }), existingFile({ mode: 0o755 }), "rx").allowed; // => true
 * ```
 */
export function effectiveAccess(process: Credentials, file: Inode, access: Access): Decision {
  expectProcess("effectiveAccess", "process", process);
  expectFile("effectiveAccess", "file", file);
  const steps: Step[] = [];
  return concludePlain(steps, mayAccess(steps, process, file, maskOf("effectiveAccess", access)));
}

/** Answers {@link effectiveAccess} with the errno alone, `undefined` when it may. */
export function effectiveAccessErrno(process: Credentials, file: Inode, access: Access): Errno | undefined {
  expectProcess("effectiveAccess", "process", process);
  expectFile("effectiveAccess", "file", file);
  return mayAccess(undefined, process, file, maskOf("effectiveAccess", access));
}

function mayAccess(trace: Trace, process: Credentials, file: Inode, want: number): Errno | undefined {
  const errno = searchPath(trace, process, file.directory);
  if (errno !== undefined) return errno;
  // access(2), EACCES: also for a program on a noexec mount, which is asked before its bits.
  if ((want & MAY_EXEC) !== 0 && file.type === "regular" && isNoexec(file.mount))
    return refused(trace, "program-on-noexec", "EACCES");
  // access(2), EROFS: "Write permission was requested for a file on a read-only filesystem"; the mount comes last.
  return (
    inodePermission(trace, process, file, want) ??
    ((want & MAY_WRITE) !== 0 && file.mount.readOnly && isStored(file)
      ? refused(trace, "read-only-mount", "EROFS")
      : undefined)
  );
}

/** "The check is done using the calling process's real UID and GID." */
function asRealUser(trace: Trace, process: Credentials): Credentials {
  const { userNamespace, ruid, rgid, securebits } = process;
  // "For a real user ID of 0, the capabilities are those permitted; for any other there are none": the 0 of the namespace.
  const effective: CapabilitySet = securebits.noSetuidFixup
    ? process.effective
    : ruid === kuidOf(userNamespace, 0)
      ? process.permitted
      : 0;
  trace?.push(step(rules, "access-real-ids", "changes", { ruid, rgid, capabilities: formatCapabilities(effective) }));
  return { ...process, fsuid: ruid, fsgid: rgid, effective };
}
