import type { ContainerId } from "../../id/id.ts";
import { toContainerOrOverflow } from "../../idmap/translate.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import type { Credentials } from "../credentials/process.ts";
import { expectNamespace, type UserNamespace } from "../credentials/user-namespace.ts";
import { conclude, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { DEFAULT_SETTINGS, expectSettings, type KernelSettings } from "../decision/kernel-settings.ts";
import { expectFile, type Inode } from "../inode/file.ts";
import { groupOf, ownerOf } from "../inode/file-owner.ts";
import { searchPath } from "../inode/permission.ts";
import { ownershipRules as rules } from "../rules/ownership-rules.ts";

/** The owner and the group of a file, as one reader is shown them. */
export interface ShownOwner {
  /** The owner; 65534 stands for every one that the reader has no ID for, and perhaps for a real one. */
  readonly uid: ContainerId;
  /** The group, likewise. */
  readonly gid: ContainerId;
}

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

/**
 * Shows the owner of a file to the processes of a user namespace.
 *
 * @param namespace - the namespace of the reader
 * @param file - the file, through the mount by which it is seen
 * @param settings - the settings of the machine
 * @returns the owner and the group, the overflow IDs where there is none
 * @remarks Two look-ups that know nothing of each other: the mount makes an ID of the kernel of the one on disk, the
 * namespace makes its own of that.
 *
 * ```
 * on disk ──(mount)──> kernel ──(namespace)──> shown
 *    0                 65536                     0
 * ```
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { createMount, existingFile, initialNamespace, ownerSeenBy } from "userns-sim/kernel";
 *
 * const volume = createMount({ idmap: podIdMap({ start: 65536, size: 65536 }) });
 * ownerSeenBy(initialNamespace(), existingFile({ mode: 0o644, mount: volume })); // => { uid: 65536, gid: 65536 }
 * ```
 */
export function ownerSeenBy(
  namespace: UserNamespace,
  file: Inode,
  settings: KernelSettings = DEFAULT_SETTINGS,
): ShownOwner {
  expectNamespace("ownerSeenBy", "namespace", namespace);
  expectFile("ownerSeenBy", "file", file);
  expectSettings("ownerSeenBy", settings);
  return {
    uid: toContainerOrOverflow(namespace.uidMap, ownerOf(file), settings.overflowUid),
    gid: toContainerOrOverflow(namespace.gidMap, groupOf(file), settings.overflowGid),
  };
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
