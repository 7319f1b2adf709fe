import { type HostId, NO_ID } from "../../id/id.ts";
import { expectOneOf } from "../../misuse/misuse.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import { kgidOf, kuidOf } from "../credentials/kernel-ids.ts";
import type { Process } from "../credentials/process.ts";
import { initialOf } from "../credentials/user-namespace.ts";
import type { Inode } from "./file.ts";
import { checkMode } from "./mode.ts";
import { createMount } from "./mount.ts";

/**
 * Describes a file below `/proc/PID`, whose directory everybody may search, or a directory there.
 *
 * @param target - the process whose file it is
 * @param mode - the mode, as in 0o400 for `environ` and 0o600 for `mem`
 * @param type - what it is; a regular file unless given
 * @returns the file: of the effective user and group; of the root of the memory's namespace, or host root where that has none,
 * if the process is not dumpable. A directory that all may read and search, mode 0555, as `/proc/PID` and `task` are, is
 * always of the effective user and group
 * @remarks proc(5): "The files inside each /proc/pid directory are normally owned by the effective user and effective group
 * ID of the process. However, as a security measure, the ownership is made root:root if the process's 'dumpable' attribute is
 * set to a value other than 1." `task_dump_owner` in `fs/proc/base.c`.
 * @example
 * ```ts
 * import { createProcess, procFile } from "userns-sim/kernel";
 *
 * const target = createProcess({ uid: 1000, gid: 100 });
 * const environ = procFile(target, 0o400);
 * [environ.uid, environ.gid]; // => [1000, 100]
 * procFile({ ...target, dumpable: false }, 0o400).uid; // => 0
 * ```
 */
export function procFile(target: Process, mode: number, type: "regular" | "directory" = "regular"): Inode {
  checkMode("procFile", mode);
  expectProcess("procFile", "target", target);
  expectOneOf("procFile", "type", type, ["regular", "directory"]);
  const { memoryNamespace, euid, egid } = target;
  const dumpable = target.dumpable || (type === "directory" && mode === 0o555);
  return {
    type,
    uid: dumpable ? euid : rootOr(kuidOf(memoryNamespace, 0)),
    gid: dumpable ? egid : rootOr(kgidOf(memoryNamespace, 0)),
    mode,
    acl: undefined,
    defaultAcl: undefined,
    capability: undefined,
    immutable: false,
    sysctl: undefined,
    mount: createMount({ superblock: { type: "proc", userNamespace: initialOf(target.userNamespace) } }),
    directory: undefined,
    layer: undefined,
  };
}

/** `GLOBAL_ROOT_UID` where the namespace has no user 0. */
function rootOr(kernelId: HostId): HostId {
  return kernelId === NO_ID ? 0 : kernelId;
}
