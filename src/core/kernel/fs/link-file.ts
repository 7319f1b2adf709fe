import { expectProcess } from "../credentials/expect-process.ts";
import type { Credentials } from "../credentials/process.ts";
import { concludePlain, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import type { FactWords } from "../decision/fact-word.ts";
import { DEFAULT_SETTINGS, expectSettings, type KernelSettings } from "../decision/kernel-settings.ts";
import { mayCopyUp } from "../inode/copy-up.ts";
import { expectFile, type Inode } from "../inode/file.ts";
import { hasUnmappedId } from "../inode/file-owner.ts";
import { ownsOrCapable } from "../inode/inode-capability.ts";
import { changesGroup, MAY_READ, MAY_WRITE, S_ISUID } from "../inode/mode.ts";
import { inodePermission, mountForWriting, refused, searchPath } from "../inode/permission.ts";
import { directoryRules as rules } from "../rules/directory-rules.ts";
import { mayAddEntry, sameMount } from "./new-inode.ts";

/**
 * Decides whether a process may give a file a second name.
 *
 * @param process - who asks, with its credentials
 * @param file - the file, with the directories on the path to it if it has any
 * @param directory - the directory of the new name, with the directories on the path to it if it has any
 * @param settings - the settings of the machine: whether hard links are protected
 * @returns the decision. EOVERFLOW: the mount cannot express the file's owner, or store the process's IDs. EPERM: not the
 * owner, and not a plain file that may be read and written. EACCES: the paths or the directory. EXDEV: they are on two
 * mounts, be they of one filesystem
 * @remarks link(2), proc(5) on `/proc/sys/fs/protected_hardlinks`; `may_linkat` and `vfs_link` in `fs/namei.c`.
 * @example
 * ```ts
 * import { createProcess, existingDirectory, existingFile, linkFile } from "userns-sim/kernel";
 *
 * const user = createProcess({ uid: 1000 });
 * const tmp = existingDirectory({ mode: 0o1777 });
 * linkFile(user, existingFile({ mode: 0o666 }), tmp).allowed; // => true
 * linkFile(user, existingFile({ mode: 0o4755 }), tmp).errno; // => "EPERM"
 * ```
 */
export function linkFile(
  process: Credentials,
  file: Inode,
  directory: Inode,
  settings: KernelSettings = DEFAULT_SETTINGS,
): Decision {
  expectProcess("linkFile", "process", process);
  expectFile("linkFile", "file", file);
  expectFile("linkFile", "directory", directory);
  expectSettings("linkFile", settings);
  const steps: Step[] = [];
  return concludePlain(steps, mayLink(steps, process, file, directory, settings));
}

/** Answers {@link linkFile} with the errno alone, `undefined` when it may. */
export function linkFileErrno(
  process: Credentials,
  file: Inode,
  directory: Inode,
  settings: KernelSettings = DEFAULT_SETTINGS,
): Errno | undefined {
  expectProcess("linkFile", "process", process);
  expectFile("linkFile", "file", file);
  expectFile("linkFile", "directory", directory);
  expectSettings("linkFile", settings);
  return mayLink(undefined, process, file, directory, settings);
}

function mayLink(
  trace: Trace,
  process: Credentials,
  file: Inode,
  directory: Inode,
  settings: KernelSettings,
): Errno | undefined {
  return (
    searchPath(trace, process, file.directory) ??
    searchPath(trace, process, directory) ??
    mountForWriting(trace, directory) ??
    sameMount(trace, file, directory) ??
    mayLinkAt(trace, process, file, settings) ??
    mayAddEntry(trace, process, directory) ??
    isLinkable(trace, file) ??
    mayCopyUp(trace, file) ??
    mayCopyUp(trace, directory, 1)
  );
}

/** `may_linkat`. */
function mayLinkAt(trace: Trace, process: Credentials, file: Inode, settings: KernelSettings): Errno | undefined {
  // As for removal: the link count is stored with the inode.
  if (hasUnmappedId(file)) {
    trace?.push(step(rules, "unmapped-link-source", "refuses", { uid: file.uid, gid: file.gid }));
    return "EOVERFLOW";
  }
  // proc(5): with the protection on, a process links only files of its own, or that it can read and write.
  if (!settings.protectedHardlinks) return undefined;
  return isSafeSource(trace, process, file) || ownsOrCapable(trace, process, file) ? undefined : "EPERM";
}

/** `safe_hardlink_source`: a link must not keep a set-ID program alive, nor be made to what one may not open. */
function isSafeSource(trace: Trace, process: Credentials, file: Inode): boolean {
  if (file.type !== "regular") return unsafe(trace, "not-regular");
  if ((file.mode & S_ISUID) !== 0) return unsafe(trace, "set-user-id");
  if (changesGroup(file.mode)) return unsafe(trace, "set-group-id");
  trace?.push(step(rules, "hard-link-source", "passes", {}));
  if (inodePermission(trace, process, file, MAY_READ | MAY_WRITE) !== undefined) return unsafe(trace, "not-read-write");
  trace?.push(step(rules, "hard-link-source", "grants", {}));
  return true;
}

function unsafe(trace: Trace, why: FactWords["why"]): boolean {
  trace?.push(step(rules, "hard-link-source", "skips", { why }));
  return false;
}

function isLinkable(trace: Trace, file: Inode): Errno | undefined {
  if (file.immutable) return refused(trace, "immutable-file", "EPERM");
  if (file.type !== "directory") return undefined;
  trace?.push(step(rules, "hard-link-of-directory", "refuses", {}));
  return "EPERM";
}
