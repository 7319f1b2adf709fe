import { expectProcess } from "../credentials/expect-process.ts";
import type { Credentials } from "../credentials/process.ts";
import { conclude, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { DEFAULT_SETTINGS, expectSettings, type KernelSettings } from "../decision/kernel-settings.ts";
import { expectFile, type Inode } from "../inode/file.ts";
import { groupOf, ownerOf } from "../inode/file-owner.ts";
import { ownerSeenBy, type ShownOwner } from "../inode/owner-numbers.ts";
import { searchPath } from "../inode/permission.ts";
import { ownershipRules as rules } from "../rules/ownership-rules.ts";

/** What stat(2) shows of a file, as far as it matters here. */
export interface FileStatus extends ShownOwner {
  /** The mode. */
  readonly mode: number;
}

/**
 * Decides whether a process may look at the attributes of a file, and shows them.
 *
 * @param process - who asks, with its credentials
 * @param file - the file, with the directories on the path to it if it has any
 * @param settings - the settings of the machine
 * @returns the decision; its value is what the process is shown. EACCES when a directory on the path may not be searched
 * @remarks stat(2): "No permissions are required on the file itself, but … execute (search) permission is required on all
 * of the directories in pathname that lead to the file".
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { createProcess, createUserNamespace, existingFile, initialNamespace, statFile } from "userns-sim/kernel";
 *
 * const pod = createUserNamespace(initialNamespace(), { id: "pod-a", maps: podIdMap({ start: 65536, size: 65536 }) });
 * const podRoot = createProcess({ userNamespace: pod });
 * statFile(podRoot, existingFile({ uid: 0, gid: 66536, mode: 0o640 })).value; // => { uid: 65534, gid: 1000, mode: 0o640 }
 * ```
 */
export function statFile(
  process: Credentials,
  file: Inode,
  settings: KernelSettings = DEFAULT_SETTINGS,
): Decision<FileStatus> {
  expectProcess("statFile", "process", process);
  expectFile("statFile", "file", file);
  expectSettings("statFile", settings);
  const steps: Step[] = [];
  const shown = ownerSeenBy(process.userNamespace, file, settings);
  return conclude(steps, mayStat(steps, process, file, shown), () => ({ ...shown, mode: file.mode }));
}

/** Answers {@link statFile} with the errno alone, `undefined` when it may. */
export function statFileErrno(
  process: Credentials,
  file: Inode,
  settings: KernelSettings = DEFAULT_SETTINGS,
): Errno | undefined {
  expectProcess("statFile", "process", process);
  expectFile("statFile", "file", file);
  expectSettings("statFile", settings);
  return mayStat(undefined, process, file, undefined);
}

function mayStat(trace: Trace, process: Credentials, file: Inode, shown: ShownOwner | undefined): Errno | undefined {
  const errno = searchPath(trace, process, file.directory);
  if (errno === undefined)
    trace?.push(
      step(rules, "file-shown", "grants", {
        owner: ownerOf(file),
        group: groupOf(file),
        namespace: process.userNamespace.id,
        ...shown,
      }),
    );
  return errno;
}
