import type { ContainerId, HostId } from "../../id/id.ts";
import { checkInteger } from "../../id/integer.ts";
import { checkUint32 } from "../../id/uint32.ts";
import { expectArray, expectBoolean, expectObject, expectOneOf, misuse } from "../../misuse/misuse.ts";
import { ALL_CAPABILITIES, type CapabilitySet } from "../credentials/capability.ts";
import { kgidOf, kuidOf } from "../credentials/kernel-ids.ts";
import type { Credentials } from "../credentials/process.ts";
import { thingOf } from "../credentials/thing.ts";
import type { Acl } from "./acl.ts";
import { checkMode } from "./mode.ts";
import { createMount, expectMount, type Mount } from "./mount.ts";
import type { Sysctl } from "./sysctl.ts";

/** What a file is. */
export type FileType = "regular" | "directory" | "symlink" | "character-device" | "block-device" | "fifo" | "socket";

/**
 * A file as it is found through one mount.
 *
 * The owner is the one in the inode, as the kernel read it from the disk through the map of the namespace in which the
 * filesystem was mounted. On a filesystem of the host, which nearly all are, the disk has the same numbers. Which IDs the
 * kernel compares, and which ones a process is shown, depends on the mount and on the process: see `ownerNumbers`.
 */
export interface Inode {
  /** What it is. */
  readonly type: FileType;
  /** The user ID in the inode; 4294967295 when the namespace of the filesystem has no mapping for the one on disk. */
  readonly uid: HostId;
  /** The group ID in the inode; 4294967295 likewise. */
  readonly gid: HostId;
  /** The mode: the permission bits and the set-user-ID (04000), set-group-ID (02000) and sticky (01000) bits. */
  readonly mode: number;
  /** The access control list, if it has one that says more than the mode. */
  readonly acl: Acl | undefined;
  /** The default list of a directory: what is made in it begins with this list, and directories get it as their own. */
  readonly defaultAcl: Acl | undefined;
  /** The capabilities in its `security.capability` attribute. */
  readonly capability: FileCapability | undefined;
  /** Whether it is marked immutable. */
  readonly immutable: boolean;
  /** Which table it belongs to, if it is a file below `/proc/sys`. */
  readonly sysctl: Sysctl | undefined;
  /** The mount through which it is found. */
  readonly mount: Mount;
  /** The directory in which its name is looked up; `undefined` when it is reached without a path, by a descriptor. */
  readonly directory: Inode | undefined;
  /** Where it really lies, when it is found through an overlay; `undefined` for any other file. See `throughOverlay`. */
  readonly layer: Layer | undefined;
}

/** Where a file that is found through an overlay really lies. */
export interface Layer {
  /** The file on the mount of the layer. */
  readonly file: Inode;
  /** Who mounted the overlay: the kernel looks at the layers as him, whoever asks. */
  readonly mounter: Credentials;
}

/** The capabilities that a program is given at exec: the attribute `security.capability`. */
export interface FileCapability {
  /** The capabilities it gets. */
  readonly permitted: CapabilitySet;
  /** The capabilities it gets when the process has them as inheritable. */
  readonly inheritable: CapabilitySet;
  /** Whether they are put into effect at once. */
  readonly effective: boolean;
  /**
   * Whose root gave them, as the kernel reads it from the disk: a number such as the owner in the inode. `undefined` in the
   * older form, version 2, which is the root's of the namespace in which the filesystem was mounted.
   */
  readonly rootId: HostId | undefined;
}

/** An owner and a group as the filesystem stores them: IDs of the user namespace in which it was mounted. */
export interface DiskOwner {
  /** The user ID on disk; 0 unless given. */
  readonly uid?: ContainerId;
  /** The group ID on disk; 0 unless given. */
  readonly gid?: ContainerId;
}

/** What {@link existingFile} needs to know. The owner is given as in the inode or as on disk, not both. */
export interface FileOptions {
  /** What it is; a regular file unless given. */
  readonly type?: FileType;
  /** The user ID in the inode; 0 unless given. */
  readonly uid?: HostId;
  /** The group ID in the inode; 0 unless given. */
  readonly gid?: HostId;
  /** The owner and the group on disk, in the place of those in the inode. */
  readonly onDisk?: DiskOwner;
  /** The mode, 0 to 0o7777. In octal, 0o600: 600 is 0o1130, and a mode as well. */
  readonly mode: number;
  /** The access control list. */
  readonly acl?: Acl;
  /** The default list, for a directory. */
  readonly defaultAcl?: Acl;
  /** The capabilities it gives. */
  readonly capability?: FileCapability;
  /** Whether it is marked immutable; `false` unless given. */
  readonly immutable?: boolean;
  /** Which table it belongs to, if it is a file below `/proc/sys`. */
  readonly sysctl?: Sysctl;
  /** The mount through which it is found; that of its directory, or a plain one of the host, unless given. */
  readonly mount?: Mount;
  /** The directory in which its name is looked up. */
  readonly directory?: Inode;
}

/**
 * Describes a file that exists. To have a process create one, see `createFile`.
 *
 * @param options - its mode, and what differs from a regular file of host root on a plain mount
 * @returns the file
 * @throws TypeError when an ID or the mode is not an integer, or the owner is given both ways; RangeError when an ID lies
 * outside 0 to 4294967295, or the mode outside 0 to 07777.
 * @remarks What is on disk becomes an ID of the kernel when the inode is read: `i_uid_write` in `include/linux/fs.h`.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { createMount, createUserNamespace, existingFile, initialNamespace } from "userns-sim/kernel";
 *
 * const shadow = existingFile({ uid: 0, gid: 42, mode: 0o640 });
 * shadow.type; // => "regular"
 *
 * const pod = createUserNamespace(initialNamespace(), { id: "pod-a", maps: podIdMap({ start: 65536, size: 65536 }) });
 * const mount = createMount({ superblock: { type: "tmpfs", userNamespace: pod } });
 * existingFile({ onDisk: { uid: 1000, gid: 1000 }, mode: 0o640, mount }).uid; // => 66536
 * existingFile({ onDisk: { uid: 70000 }, mode: 0o640, mount }).uid; // => 4294967295
 * ```
 */
export function existingFile(options: FileOptions): Inode {
  return fileOf("existingFile", options);
}

function fileOf(caller: string, options: FileOptions): Inode {
  expectObject(caller, "options", options, "an object such as { mode: 0o644 }");
  const { type = "regular", mode, acl, defaultAcl, capability, immutable = false, sysctl, directory } = options;
  checkMode(caller, mode);
  expectOneOf(caller, "the type", type, FILE_TYPES);
  expectBoolean(caller, "immutable", immutable);
  if (acl !== undefined) expectArray(caller, "acl", acl, LIST_EXAMPLE);
  if (defaultAcl !== undefined) expectArray(caller, "defaultAcl", defaultAcl, LIST_EXAMPLE);
  if (defaultAcl !== undefined && type !== "directory")
    throw misuse(caller, "defaultAcl", "undefined for what is no directory", defaultAcl);
  if (capability !== undefined) expectCapability(caller, capability);
  if (directory !== undefined) expectFile(caller, "directory", directory);
  if (options.mount !== undefined) expectMount(caller, "mount", options.mount);
  const mount = options.mount ?? directory?.mount ?? createMount();
  const { uid, gid } = ownerInInode(caller, options, mount);
  return { type, uid, gid, mode, acl, defaultAcl, capability, immutable, sysctl, mount, directory, layer: undefined };
}

function ownerInInode(caller: string, options: FileOptions, { superblock }: Mount): Pick<Inode, "uid" | "gid"> {
  const { onDisk } = options;
  if (onDisk === undefined) {
    const { uid = 0, gid = 0 } = options;
    return { uid: checkUint32(caller, "the user ID", uid), gid: checkUint32(caller, "the group ID", gid) };
  }
  expectObject(caller, "onDisk", onDisk, "an object such as { uid: 1000, gid: 1000 }");
  if (options.uid !== undefined || options.gid !== undefined)
    throw misuse(caller, "onDisk", "undefined where uid or gid is given", onDisk);
  const { uid = 0, gid = 0 } = onDisk;
  return {
    uid: kuidOf(superblock.userNamespace, checkUint32(caller, "the user ID on disk", uid)),
    gid: kgidOf(superblock.userNamespace, checkUint32(caller, "the group ID on disk", gid)),
  };
}

/**
 * Describes a directory that exists. To have a process create one, see `createDirectory`.
 *
 * @param options - its mode, and what differs from a directory of host root on a plain mount
 * @returns the directory
 * @throws TypeError when an ID or the mode is not an integer, or the owner is given both ways; RangeError when an ID lies
 * outside 0 to 4294967295, or the mode outside 0 to 07777.
 * @example
 * ```ts
 * import { existingDirectory, existingFile } from "userns-sim/kernel";
 *
 * const root = existingDirectory({ mode: 0o700 });
 * existingFile({ mode: 0o644, directory: root }).directory === root; // => true
 * ```
 */
export function existingDirectory(options: Omit<FileOptions, "type">): Inode {
  expectObject("existingDirectory", "options", options, "an object such as { mode: 0o755 }");
  return fileOf("existingDirectory", { ...options, type: "directory" });
}

/** Only a file has both of these for certain: the description that it is made from need not. */
export function expectFile(caller: string, label: string, file: Inode): void {
  if (typeof file?.immutable !== "boolean" || file.mount === undefined)
    throw misuse(caller, label, "a file made by existingFile or createFile", file, thingOf(file));
}

/** Tells whether a file stands for a device. */
export function isDevice(type: FileType): boolean {
  return type === "character-device" || type === "block-device";
}

/** Tells whether a write changes the filesystem: to a device, a pipe or a socket it does not. */
export function isStored({ type }: Inode): boolean {
  return type === "regular" || type === "directory" || type === "symlink";
}

/** What a list of entries looks like, for who gives another thing. */
export const LIST_EXAMPLE = 'an array such as [{ tag: "user", id: 1000, permissions: 4 }]';

const FILE_TYPES: readonly FileType[] = [
  "regular",
  "directory",
  "symlink",
  "character-device",
  "block-device",
  "fifo",
  "socket",
];

function expectCapability(caller: string, capability: FileCapability): void {
  expectObject(caller, "capability", capability, "an object such as { permitted, inheritable, effective, rootId }");
  checkInteger(caller, "capability.permitted", capability.permitted, 0, ALL_CAPABILITIES);
  checkInteger(caller, "capability.inheritable", capability.inheritable, 0, ALL_CAPABILITIES);
  expectBoolean(caller, "capability.effective", capability.effective);
}
