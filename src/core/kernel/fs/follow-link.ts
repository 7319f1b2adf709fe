import { NO_ID } from "../../id/id.ts";
import { misuse } from "../../misuse/misuse.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import type { Credentials } from "../credentials/process.ts";
import { concludePlain, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { DEFAULT_SETTINGS, expectSettings, type KernelSettings } from "../decision/kernel-settings.ts";
import { expectFile, type Inode } from "../inode/file.ts";
import { ownerOf } from "../inode/file-owner.ts";
import { S_ISVTX, S_IWOTH } from "../inode/mode.ts";
import { searchPath } from "../inode/permission.ts";
import { directoryRules as rules } from "../rules/directory-rules.ts";

/**
 * Decides whether a process may follow a symbolic link that stands at the end of a path.
 *
 * What the link leads to is another question. The mode of a link plays no part.
 *
 * @param process - who asks, with its credentials
 * @param link - the link, with the directories on the path to it if it has any
 * @param settings - the settings of the machine: whether links are protected
 * @returns the decision. EACCES: the path, or a link of somebody else in a sticky directory that all may write
 * @throws TypeError when it is no symbolic link.
 * @remarks proc_sys_fs(5), `protected_symlinks`; `may_follow_link` in `fs/namei.c`. No capability helps.
 * @example
 * ```ts
 * import { createProcess, existingDirectory, existingFile, followLink } from "userns-sim/kernel";
 *
 * const tmp = existingDirectory({ mode: 0o1777 });
 * const trap = existingFile({ type: "symlink", uid: 1000, mode: 0o777, directory: tmp });
 * followLink(createProcess({ uid: 1000 }), trap).allowed; // => true
 * followLink(createProcess(), trap).errno; // => "EACCES"
 * ```
 */
export function followLink(process: Credentials, link: Inode, settings: KernelSettings = DEFAULT_SETTINGS): Decision {
  expectArguments(process, link, settings);
  const steps: Step[] = [];
  return concludePlain(steps, mayFollow(steps, process, link, settings));
}

/** Answers {@link followLink} with the errno alone, `undefined` when it may. */
export function followLinkErrno(
  process: Credentials,
  link: Inode,
  settings: KernelSettings = DEFAULT_SETTINGS,
): Errno | undefined {
  expectArguments(process, link, settings);
  return mayFollow(undefined, process, link, settings);
}

function mayFollow(trace: Trace, process: Credentials, link: Inode, settings: KernelSettings): Errno | undefined {
  const { directory } = link;
  const errno = searchPath(trace, process, directory);
  if (errno !== undefined) return errno;
  const { fsuid } = process;
  const owner = ownerOf(link);
  const isFree =
    !settings.protectedSymlinks ||
    owner === fsuid ||
    directory === undefined ||
    (directory.mode & (S_ISVTX | S_IWOTH)) !== (S_ISVTX | S_IWOTH) ||
    (owner === ownerOf(directory) && owner !== NO_ID);
  const facts = { fsuid, owner };
  trace?.push(
    isFree
      ? step(rules, "link-followed", "grants", facts)
      : step(rules, "link-followed", "refuses", { ...facts, directory: ownerOf(directory) }),
  );
  return isFree ? undefined : "EACCES";
}

function expectArguments(process: Credentials, link: Inode, settings: KernelSettings): void {
  expectProcess("followLink", "process", process);
  expectFile("followLink", "link", link);
  if (link.type !== "symlink") throw misuse("followLink", "link", "a symbolic link", link.type);
  expectSettings("followLink", settings);
}
