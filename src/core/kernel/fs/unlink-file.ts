import { CAP_FOWNER } from "../credentials/capability-numbers.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import type { Credentials } from "../credentials/process.ts";
import { concludePlain, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { mayCopyUp } from "../inode/copy-up.ts";
import { expectFile, type Inode } from "../inode/file.ts";
import { hasUnmappedId, ownerOf } from "../inode/file-owner.ts";
import { capableOver } from "../inode/inode-capability.ts";
import { MAY_READ, S_ISVTX } from "../inode/mode.ts";
import { layerPermission, mountForWriting, refused, searchPath } from "../inode/permission.ts";
import { directoryRules as rules } from "../rules/directory-rules.ts";
import { mayWriteEntries } from "./new-inode.ts";

/**
 * Decides whether a process may remove an entry from a directory: a file with unlink(2), a directory with rmdir(2).
 *
 * The mode of the file plays no part.
 *
 * @param process - who asks, with its credentials
 * @param directory - the directory, with the directories on the path to it if it has any
 * @param file - the file or directory that is to go
 * @returns the decision. EACCES: the path or the directory. EOVERFLOW: the mount cannot express the owner of the file,
 * which comes before the directory's bits. EPERM: the directory is sticky and both belong to others
 * @remarks unlink(2), rmdir(2); `may_delete` in `fs/namei.c`.
 * @example
 * ```ts
 * import { createProcess, existingDirectory, existingFile, unlinkFile } from "userns-sim/kernel";
 *
 * const tmp = existingDirectory({ mode: 0o1777 });
 * const user = createProcess({ uid: 1000 });
 * unlinkFile(user, tmp, existingFile({ uid: 1000, mode: 0o600 })).allowed; // => true
 * unlinkFile(user, tmp, existingFile({ uid: 1001, mode: 0o666 })).errno; // => "EPERM"
 * ```
 */
export function unlinkFile(process: Credentials, directory: Inode, file: Inode): Decision {
  expectProcess("unlinkFile", "process", process);
  expectFile("unlinkFile", "directory", directory);
  expectFile("unlinkFile", "file", file);
  const steps: Step[] = [];
  return concludePlain(steps, mayUnlink(steps, process, directory, file));
}

/** Answers {@link unlinkFile} with the errno alone, `undefined` when it may. */
export function unlinkFileErrno(process: Credentials, directory: Inode, file: Inode): Errno | undefined {
  expectProcess("unlinkFile", "process", process);
  expectFile("unlinkFile", "directory", directory);
  expectFile("unlinkFile", "file", file);
  return mayUnlink(undefined, process, directory, file);
}

function mayUnlink(trace: Trace, process: Credentials, directory: Inode, file: Inode): Errno | undefined {
  return (
    searchPath(trace, process, directory) ??
    mountForWriting(trace, directory) ??
    mayRemoveEntry(trace, process, directory, file) ??
    mounterSeesEmpty(trace, file) ??
    mayCopyUp(trace, directory, 1)
  );
}

/** `ovl_check_empty_dir`: the mounter of an overlay reads a directory of its lower layer before it goes. */
export function mounterSeesEmpty(trace: Trace, file: Inode): Errno | undefined {
  return file.type === "directory" ? layerPermission(trace, file, MAY_READ) : undefined;
}

/**
 * `may_delete`: whether a process may take an entry out of a directory whose path has been walked. What takes its place
 * must be a directory if it is one, and nothing of the kind if it is none.
 */
export function mayRemoveEntry(
  trace: Trace,
  process: Credentials,
  directory: Inode,
  file: Inode,
  as: Inode = file,
): Errno | undefined {
  // The link count is stored with the inode, and so would be owners that the kernel does not know.
  if (hasUnmappedId(file)) {
    trace?.push(step(rules, "unmapped-victim", "refuses", { uid: file.uid, gid: file.gid }));
    return "EOVERFLOW";
  }
  const errno = mayWriteEntries(trace, process, directory);
  if (errno !== undefined) return errno;
  if (!stickyAllows(trace, process, directory, file)) return "EPERM";
  if (file.immutable) return refused(trace, "immutable-file", "EPERM");
  if ((file.type === "directory") === (as.type === "directory")) return undefined;
  trace?.push(step(rules, "victim-type", "refuses", { type: file.type, by: as.type }));
  return as.type === "directory" ? "ENOTDIR" : "EISDIR";
}

/**
 * `check_sticky`. unlink(2): in a sticky directory the process must own the file or the directory, or be privileged: have
 * CAP_FOWNER over the file that is to go, not over the directory.
 */
function stickyAllows(trace: Trace, process: Credentials, directory: Inode, file: Inode): boolean {
  if ((directory.mode & S_ISVTX) === 0) return true;
  const { fsuid } = process;
  const victim = ownerOf(file);
  const owner = ownerOf(directory);
  if (victim === fsuid || owner === fsuid) {
    trace?.push(step(rules, "sticky-directory", "grants", { fsuid, what: victim === fsuid ? "entry" : "directory" }));
    return true;
  }
  trace?.push(step(rules, "sticky-directory", "skips", { fsuid, victim, directory: owner }));
  return capableOver(trace, process, file, CAP_FOWNER);
}
