import { expectOneOf } from "../../misuse/misuse.ts";
import { CAP_MKNOD } from "../credentials/capability-numbers.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import { capable } from "../credentials/has-capability.ts";
import type { Credentials } from "../credentials/process.ts";
import { conclude, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { mayCopyUp, mounterMayMknod } from "../inode/copy-up.ts";
import { expectFile, type FileType, type Inode, isDevice } from "../inode/file.ts";
import { checkMode, S_IFALL, S_ISGID, S_ISUID } from "../inode/mode.ts";
import { mountForWriting, searchPath } from "../inode/permission.ts";
import { directoryRules as rules } from "../rules/directory-rules.ts";
import { mayAddEntry, newInode } from "./new-inode.ts";

/** What {@link mknod} can make: the types of mknod(2), and the character device 0:0 that overlayfs calls a whiteout. */
export type NodeType = Exclude<FileType, "directory" | "symlink"> | "whiteout";

const NODE_TYPES: readonly NodeType[] = ["regular", "character-device", "block-device", "fifo", "socket", "whiteout"];

/**
 * Decides whether a process may create a regular file, and who owns it.
 *
 * @param process - who asks, with its credentials
 * @param directory - the directory, with the directories on the path to it if it has any
 * @param mode - the mode, what umask(2) takes away already gone, unless the directory has a default list
 * @returns the decision; its value is the new file. EACCES: the path or the directory. EOVERFLOW: the mount cannot store
 * the process's IDs, which comes after the path but before the directory's own bits. EROFS
 * @throws TypeError when the mode is not an integer, RangeError when it lies outside 0 to 07777.
 * @remarks open(2), `O_CREAT` with `O_EXCL`; `may_o_create` in `fs/namei.c`, `inode_init_owner` in `fs/inode.c`.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { createFile, createMount, createProcess, createUserNamespace } from "userns-sim/kernel";
 * import { existingDirectory, initialNamespace } from "userns-sim/kernel";
 *
 * const maps = podIdMap({ start: 65536, size: 65536 });
 * const podRoot = createProcess({ userNamespace: createUserNamespace(initialNamespace(), { id: "pod-a", maps }) });
 * const volume = existingDirectory({ mode: 0o755, mount: createMount({ idmap: maps }) });
 * createFile(podRoot, volume, 0o644).value?.uid; // => 0
 * createFile(createProcess(), volume, 0o644).errno; // => "EOVERFLOW"
 * ```
 */
export function createFile(process: Credentials, directory: Inode, mode: number): Decision<Inode> {
  expectProcess("createFile", "process", process);
  expectFile("createFile", "directory", directory);
  checkMode("createFile", mode);
  const steps: Step[] = [];
  const errno = mayCreate(steps, process, directory);
  return conclude(steps, errno, () => newInode(steps, process, directory, "regular", mode));
}

/** Answers {@link createFile} with the errno alone, `undefined` when it may. */
export function createFileErrno(process: Credentials, directory: Inode, mode: number): Errno | undefined {
  expectProcess("createFile", "process", process);
  expectFile("createFile", "directory", directory);
  checkMode("createFile", mode);
  return mayCreate(undefined, process, directory);
}

/**
 * Decides whether a process may create a directory, and who owns it.
 *
 * @param process - who asks, with its credentials
 * @param directory - the directory in which the new one is made
 * @param mode - the mode, what umask(2) takes away already gone, unless the directory has a default list; the set-ID bits in it are ignored
 * @returns the decision, as for {@link createFile}
 * @throws TypeError when the mode is not an integer, RangeError when it lies outside 0 to 07777.
 * @remarks mkdir(2); `vfs_mkdir` in `fs/namei.c`.
 * @example
 * ```ts
 * import { createDirectory, createProcess, existingDirectory } from "userns-sim/kernel";
 *
 * const shared = existingDirectory({ uid: 0, gid: 50, mode: 0o2777 });
 * const made = createDirectory(createProcess({ uid: 1000, gid: 1000 }), shared, 0o755).value;
 * [made?.gid, made?.mode]; // => [50, 0o2755]
 * ```
 */
export function createDirectory(process: Credentials, directory: Inode, mode: number): Decision<Inode> {
  expectProcess("createDirectory", "process", process);
  expectFile("createDirectory", "directory", directory);
  checkMode("createDirectory", mode);
  const steps: Step[] = [];
  const errno = mayCreate(steps, process, directory);
  const kept = mode & (S_IFALL & ~(S_ISUID | S_ISGID));
  return conclude(steps, errno, () => newInode(steps, process, directory, "directory", kept));
}

/** Answers {@link createDirectory} with the errno alone, `undefined` when it may. */
export function createDirectoryErrno(process: Credentials, directory: Inode, mode: number): Errno | undefined {
  expectProcess("createDirectory", "process", process);
  expectFile("createDirectory", "directory", directory);
  checkMode("createDirectory", mode);
  return mayCreate(undefined, process, directory);
}

/**
 * Decides whether a process may create a device, a FIFO, a socket or a regular file with mknod(2).
 *
 * @param process - who asks, with its credentials
 * @param directory - the directory, with the directories on the path to it if it has any
 * @param type - what is created
 * @param mode - the mode, what umask(2) takes away already gone, unless the directory has a default list
 * @returns the decision, as for {@link createFile}; EPERM for a device without CAP_MKNOD over the host, of the process and
 * of who mounted the overlay if it is in one, and for a whiteout in an overlay
 * @throws TypeError when the mode is not an integer, RangeError when it lies outside 0 to 07777.
 * @remarks mknod(2), EPERM; `vfs_mknod` in `fs/namei.c`. No user namespace but the host's gives CAP_MKNOD any meaning.
 * @example
 * ```ts
 * import { mknod, createProcess, existingDirectory } from "userns-sim/kernel";
 *
 * const tmp = existingDirectory({ mode: 0o1777 });
 * mknod(createProcess({ uid: 1000 }), tmp, "fifo", 0o644).allowed; // => true
 * mknod(createProcess({ uid: 1000 }), tmp, "block-device", 0o644).errno; // => "EPERM"
 * ```
 */
export function mknod(process: Credentials, directory: Inode, type: NodeType, mode: number): Decision<Inode> {
  expectProcess("mknod", "process", process);
  expectFile("mknod", "directory", directory);
  expectOneOf("mknod", "type", type, NODE_TYPES);
  checkMode("mknod", mode);
  const steps: Step[] = [];
  const errno = mayCreateNode(steps, process, directory, type);
  const made: FileType = type === "whiteout" ? "character-device" : type;
  return conclude(steps, errno, () => newInode(steps, process, directory, made, mode));
}

/** Answers {@link mknod} with the errno alone, `undefined` when it may. */
export function mknodErrno(process: Credentials, directory: Inode, type: NodeType, mode: number): Errno | undefined {
  expectProcess("mknod", "process", process);
  expectFile("mknod", "directory", directory);
  expectOneOf("mknod", "type", type, NODE_TYPES);
  checkMode("mknod", mode);
  return mayCreateNode(undefined, process, directory, type);
}

function mayCreate(trace: Trace, process: Credentials, directory: Inode): Errno | undefined {
  return mayEnter(trace, process, directory) ?? mayCopyUp(trace, directory, 1);
}

function mayEnter(trace: Trace, process: Credentials, directory: Inode): Errno | undefined {
  return (
    searchPath(trace, process, directory) ?? mountForWriting(trace, directory) ?? mayAddEntry(trace, process, directory)
  );
}

function mayCreateNode(trace: Trace, process: Credentials, directory: Inode, type: NodeType): Errno | undefined {
  const errno = mayEnter(trace, process, directory);
  if (errno !== undefined) return errno;
  const device = type !== "whiteout" && isDevice(type);
  if (device) {
    trace?.push(step(rules, "device-node", "passes", {}));
    if (!capable(trace, process, CAP_MKNOD)) return "EPERM";
  }
  // `ovl_mknod`: "Don't allow creation of \"whiteout\" on overlay".
  if (type === "whiteout" && directory.mount.superblock.type === "overlay") {
    trace?.push(step(rules, "overlay-whiteout", "refuses", {}));
    return "EPERM";
  }
  return mayCopyUp(trace, directory, 1) ?? (device ? mounterMayMknod(trace, directory) : undefined);
}
