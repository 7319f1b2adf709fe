import { NO_ID } from "../../id/id.ts";
import { misuse, oneOf } from "../../misuse/misuse.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import type { Credentials } from "../credentials/process.ts";
import { concludePlain, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { DEFAULT_SETTINGS, expectSettings, type KernelSettings } from "../decision/kernel-settings.ts";
import { mayCopyUp } from "../inode/copy-up.ts";
import { expectFile, type FileType, type Inode, isStored } from "../inode/file.ts";
import { ownerOf } from "../inode/file-owner.ts";
import { ownsOrCapable } from "../inode/inode-capability.ts";
import { MAY_WRITE, S_ISVTX, S_IWGRP, S_IWOTH } from "../inode/mode.ts";
import { isNodev } from "../inode/mount.ts";
import { inodePermission, refused, searchPath } from "../inode/permission.ts";
import { directoryRules } from "../rules/directory-rules.ts";
import { permissionRules as rules } from "../rules/permission-rules.ts";

const OPEN_MODES = ["r", "w", "rw", "r-noatime", "r-create", "w-create", "rw-create"] as const;

/** How a file is opened: `O_RDONLY`, `O_WRONLY` or `O_RDWR`; `r-noatime` adds `O_NOATIME`, the last three add `O_CREAT`. */
export type OpenMode = (typeof OPEN_MODES)[number];

/** `MAY_READ` is 4, `MAY_WRITE` 2, and 8 is for `O_CREAT`. A table costs the fast form a tenth of its time. */
function wantedBy(mode: OpenMode): number {
  switch (mode) {
    case "r":
    case "r-noatime":
      return 4;
    case "w":
      return 2;
    case "rw":
      return 6;
    case "r-create":
      return 12;
    case "w-create":
      return 10;
    case "rw-create":
      return 14;
    default:
      throw misuse("openFile", "mode", oneOf(OPEN_MODES), mode);
  }
}

const CREATES = 8;

/**
 * Decides whether a process may open a file that exists.
 *
 * With `O_CREAT`, as a shell's `>` opens it, what others left in a directory like `/tmp` is refused: see the settings
 * `protectedRegular` and `protectedFifos`. Of devices, sockets and links the kernel refuses it whatever is set.
 *
 * @param process - who asks, with its credentials
 * @param file - the file, with the directories on the path to it if it has any
 * @param mode - how it is opened
 * @param settings - the settings of the machine: what is protected in sticky directories
 * @returns the decision: EACCES when the path, the bits or the mount speak against it, EROFS, EPERM for an immutable file,
 * ENXIO for a socket; whether somebody reads from a FIFO, or drives a device, is not asked
 * @remarks open(2), path_resolution(7); `may_open` and `inode_permission` in `fs/namei.c`.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { createProcess, createUserNamespace, existingFile, initialNamespace, openFile } from "userns-sim/kernel";
 *
 * const pod = createUserNamespace(initialNamespace(), { id: "pod-a", maps: podIdMap({ start: 65536, size: 65536 }) });
 * const podRoot = createProcess({ userNamespace: pod });
 * const shadow = existingFile({ uid: 0, gid: 0, mode: 0o600 });
 * openFile(podRoot, shadow, "r").errno; // => "EACCES"
 * openFile(createProcess(), shadow, "r").allowed; // => true
 * ```
 */
export function openFile(
  process: Credentials,
  file: Inode,
  mode: OpenMode,
  settings: KernelSettings = DEFAULT_SETTINGS,
): Decision {
  const steps: Step[] = [];
  return concludePlain(steps, mayOpen(steps, process, file, mode, settings));
}

/** Answers {@link openFile} with the errno alone, `undefined` when it may. */
export function openFileErrno(
  process: Credentials,
  file: Inode,
  mode: OpenMode,
  settings: KernelSettings = DEFAULT_SETTINGS,
): Errno | undefined {
  return mayOpen(undefined, process, file, mode, settings);
}

/** `do_open` for a file that exists. */
export function mayOpen(
  trace: Trace,
  process: Credentials,
  file: Inode,
  mode: OpenMode,
  settings: KernelSettings = DEFAULT_SETTINGS,
): Errno | undefined {
  expectProcess("openFile", "process", process);
  expectFile("openFile", "file", file);
  expectSettings("openFile", settings);
  const wanted = wantedBy(mode);
  const want = wanted & ~CREATES;
  const errno =
    searchPath(trace, process, file.directory) ??
    ((wanted & CREATES) !== 0 ? mayReuse(trace, process, file, settings) : undefined) ??
    typeAllows(trace, file, want) ??
    inodePermission(trace, process, file, want);
  if (errno !== undefined) return errno;
  // open(2), EPERM: "The O_NOATIME flag was specified, but the effective user ID of the caller did not match the owner of
  // the file and the caller was not privileged."
  if (mode === "r-noatime") {
    trace?.push(step(rules, "no-atime", "passes", {}));
    if (!ownsOrCapable(trace, process, file)) return "EPERM";
  }
  if (file.type === "socket") {
    trace?.push(step(rules, "socket-open", "refuses", {}));
    return "ENXIO";
  }
  // What is written to a device or a pipe changes neither the mount nor the layer that it is found on.
  if ((want & MAY_WRITE) === 0 || !isStored(file)) return undefined;
  // The mount itself is looked at after the permissions, unlike the filesystem.
  return file.mount.readOnly ? refused(trace, "read-only-mount", "EROFS") : mayCopyUp(trace, file);
}

/** The part of `do_open` about `O_CREAT` where there is something of that name: `may_create_in_sticky`. */
function mayReuse(trace: Trace, process: Credentials, file: Inode, settings: KernelSettings): Errno | undefined {
  const { type, directory } = file;
  // O_CREAT of a directory that is there is EISDIR.
  if (type === "directory") return wrongType(trace, type, "EISDIR");
  if (directory === undefined || (directory.mode & S_ISVTX) === 0) return undefined;
  const level = type === "regular" ? settings.protectedRegular : type === "fifo" ? settings.protectedFifos : 1;
  if (level === 0) return undefined;
  const { fsuid } = process;
  const [owner, above] = [ownerOf(file), ownerOf(directory)];
  if (owner === fsuid || (owner === above && owner !== NO_ID)) return undefined;
  if ((directory.mode & S_IWOTH) === 0 && (level < 2 || (directory.mode & S_IWGRP) === 0)) return undefined;
  trace?.push(step(directoryRules, "sticky-create", "refuses", { type, owner, directory: above, fsuid }));
  return "EACCES";
}

/** What a file is decides before who owns it. */
function typeAllows(trace: Trace, file: Inode, want: number): Errno | undefined {
  const { type, mount } = file;
  switch (type) {
    // open(2), ELOOP: "pathname was a symbolic link, and flags specified O_NOFOLLOW"; without the flag the link's target is
    // the file that is asked about.
    case "symlink":
      return wrongType(trace, type, "ELOOP");
    // open(2), EISDIR: "pathname refers to a directory and the access requested involved writing".
    case "directory":
      return (want & MAY_WRITE) !== 0 ? wrongType(trace, type, "EISDIR") : undefined;
    // mount(2), MS_NODEV: "Do not allow access to devices (special files) on this filesystem."
    case "character-device":
    case "block-device":
      return isNodev(mount) ? refused(trace, "device-on-nodev", "EACCES") : undefined;
    default:
      return undefined;
  }
}

function wrongType(trace: Trace, type: FileType, errno: Errno): Errno {
  trace?.push(step(rules, "file-type", "refuses", { type }));
  return errno;
}
