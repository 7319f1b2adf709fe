import { expectProcess } from "../credentials/expect-process.ts";
import type { Credentials } from "../credentials/process.ts";
import { concludePlain, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { mayCopyUp } from "../inode/copy-up.ts";
import { expectFile, type Inode } from "../inode/file.ts";
import { MAY_WRITE } from "../inode/mode.ts";
import { inodePermission, mountForWriting, searchPath } from "../inode/permission.ts";
import { directoryRules as rules } from "../rules/directory-rules.ts";
import { mayAddEntry, sameMount } from "./new-inode.ts";
import { mayRemoveEntry, mounterSeesEmpty } from "./unlink-file.ts";

/**
 * Decides whether a process may rename an entry, within a directory or into another one.
 *
 * @param process - who asks, with its credentials
 * @param from - the directory it is in, with the directories on the path to it if it has any
 * @param file - the file or directory that gets another name
 * @param to - the directory it goes to; the same one unless given
 * @param replaced - the entry that has the new name already, if there is one
 * @returns the decision: it must be allowed to remove the old entry, and to add the new one. EXDEV: the directories are on
 * two mounts, or a directory lies in a lower layer of an overlay. EISDIR, ENOTDIR: only a directory takes the place of a directory, which is taken to be empty
 * @remarks rename(2); `vfs_rename` in `fs/namei.c`. A directory that moves must be writable itself: its `..` changes.
 * @example
 * ```ts
 * import { createProcess, existingDirectory, existingFile, renameFile } from "userns-sim/kernel";
 *
 * const user = createProcess({ uid: 1000 });
 * const home = existingDirectory({ uid: 1000, mode: 0o755 });
 * const notes = existingFile({ uid: 0, mode: 0o600 });
 * renameFile(user, home, notes).allowed; // => true
 * renameFile(user, home, notes, existingDirectory({ mode: 0o755 })).errno; // => "EACCES"
 * ```
 */
export function renameFile(
  process: Credentials,
  from: Inode,
  file: Inode,
  to: Inode = from,
  replaced?: Inode,
): Decision {
  expectProcess("renameFile", "process", process);
  expectFile("renameFile", "from", from);
  expectFile("renameFile", "file", file);
  expectFile("renameFile", "to", to);
  if (replaced !== undefined) expectFile("renameFile", "replaced", replaced);
  const steps: Step[] = [];
  return concludePlain(steps, mayRename(steps, process, from, file, to, replaced));
}

/** Answers {@link renameFile} with the errno alone, `undefined` when it may. */
export function renameFileErrno(
  process: Credentials,
  from: Inode,
  file: Inode,
  to: Inode = from,
  replaced?: Inode,
): Errno | undefined {
  expectProcess("renameFile", "process", process);
  expectFile("renameFile", "from", from);
  expectFile("renameFile", "file", file);
  expectFile("renameFile", "to", to);
  if (replaced !== undefined) expectFile("renameFile", "replaced", replaced);
  return mayRename(undefined, process, from, file, to, replaced);
}

function mayRename(
  trace: Trace,
  process: Credentials,
  from: Inode,
  file: Inode,
  to: Inode,
  replaced: Inode | undefined,
): Errno | undefined {
  const errno =
    searchPath(trace, process, from) ??
    (to === from ? undefined : searchPath(trace, process, to)) ??
    sameMount(trace, from, to) ??
    mountForWriting(trace, from) ??
    mayRemoveEntry(trace, process, from, file) ??
    (replaced === undefined ? mayAddEntry(trace, process, to) : mayRemoveEntry(trace, process, to, replaced, file));
  // rename(2), EACCES: "oldpath is a directory and does not allow write permission (needed to update the .. entry)".
  const moves = to !== from && file.type === "directory";
  return (
    errno ??
    (moves ? inodePermission(trace, process, file, MAY_WRITE) : undefined) ??
    staysInLayer(trace, file) ??
    (replaced && mounterSeesEmpty(trace, replaced)) ??
    mayCopyUp(trace, file) ??
    mayCopyUp(trace, to, 1)
  );
}

/** `ovl_rename`: a directory of a lower layer is not copied with all that is in it, for what has no `redirect_dir`. */
function staysInLayer(trace: Trace, file: Inode): Errno | undefined {
  if (file.type !== "directory" || file.layer === undefined) return undefined;
  trace?.push(step(rules, "overlay-directory", "refuses", {}));
  return "EXDEV";
}
