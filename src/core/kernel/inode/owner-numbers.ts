import { type ContainerId, type HostId, NO_ID } from "../../id/id.ts";
import { toContainerOrOverflow } from "../../idmap/translate.ts";
import { gidIn, uidIn } from "../credentials/kernel-ids.ts";
import { expectNamespace, type UserNamespace } from "../credentials/user-namespace.ts";
import { DEFAULT_SETTINGS, expectSettings, type KernelSettings } from "../decision/kernel-settings.ts";
import { expectFile, type Inode } from "./file.ts";
import { groupOf, ownerOf } from "./file-owner.ts";

/** The owner and the group of a file, as one reader is shown them. */
export interface ShownOwner {
  /** The owner; 65534 stands for every one that the reader has no ID for, and perhaps for a real one. */
  readonly uid: ContainerId;
  /** The group, likewise. */
  readonly gid: ContainerId;
}

/** The four numbers of one owner, or of one group, on the way from the disk to a reader; `undefined` where there is none. */
export interface FourNumbers {
  /** What the filesystem stores: an ID of the user namespace in which it was mounted. */
  readonly onDisk: ContainerId | undefined;
  /** What the kernel has made of it: the ID that it keeps in the inode, `i_uid` or `i_gid`. */
  readonly inInode: HostId | undefined;
  /** What it is through the mount; this one the kernel compares. */
  readonly throughMount: HostId | undefined;
  /** What the reader is shown; the overflow ID where it has none. */
  readonly asShown: ContainerId;
}

/** The numbers of the owner and of the group of a file. */
export interface OwnerNumbers {
  /** Those of the owner. */
  readonly uid: FourNumbers;
  /** Those of the group. */
  readonly gid: FourNumbers;
}

/**
 * Shows the owner of a file to the processes of a user namespace.
 *
 * @param namespace - the namespace of the reader
 * @param file - the file, through the mount by which it is seen
 * @param settings - the settings of the machine
 * @returns the owner and the group, the overflow IDs where there is none
 * @remarks `from_vfsuid`, then `from_kuid_munged`, in `cp_new_stat` of `fs/stat.c`. For all four numbers see
 * {@link ownerNumbers}.
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

/**
 * Gives the four numbers that the owner of a file has, from the disk to a reader, and those of its group.
 *
 * @param namespace - the namespace of the reader
 * @param file - the file, through the mount by which it is seen
 * @param settings - the settings of the machine
 * @returns the numbers
 * @remarks Three look-ups that know nothing of each other, each of which can find nothing. A mount without maps of its own
 * leaves the number as it is, and so does the namespace of the host.
 *
 * ```
 * on disk ──(filesystem's namespace)──> in the inode ──(mount)──> through the mount ──(reader's namespace)──> as shown
 *  u1000                                 k21000                    k11000                                      u1000
 * ```
 *
 * An overlay stores nothing: of a file that lies in one of its layers, the first number is the one on the disk of the layer.
 * What was made in it or copied up lies in a layer that is not known here, so it has no first number.
 * `Documentation/filesystems/idmappings.rst` of the kernel works the same numbers by hand.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { createMount, createUserNamespace, existingFile, initialNamespace, ownerNumbers } from "userns-sim/kernel";
 *
 * const maps = podIdMap({ start: 65536, size: 65536 });
 * const pod = createUserNamespace(initialNamespace(), { id: "pod-a", maps });
 * const volume = createMount({ idmap: maps });
 * const file = existingFile({ uid: 1000, gid: 70000, mode: 0o644, mount: volume });
 * ownerNumbers(pod, file).uid; // => { onDisk: 1000, inInode: 1000, throughMount: 66536, asShown: 1000 }
 * ownerNumbers(pod, file).gid; // => { onDisk: 70000, inInode: 70000, throughMount: undefined, asShown: 65534 }
 * ```
 */
export function ownerNumbers(
  namespace: UserNamespace,
  file: Inode,
  settings: KernelSettings = DEFAULT_SETTINGS,
): OwnerNumbers {
  expectNamespace("ownerNumbers", "namespace", namespace);
  expectFile("ownerNumbers", "file", file);
  expectSettings("ownerNumbers", settings);
  const stored = whereItLies(file);
  const { type, userNamespace } = stored.mount.superblock;
  const hasDisk = type !== "overlay";
  const shown = ownerSeenBy(namespace, file, settings);
  return {
    uid: {
      onDisk: hasDisk ? known(uidIn(userNamespace, stored.uid)) : undefined,
      inInode: known(file.uid),
      throughMount: known(ownerOf(file)),
      asShown: shown.uid,
    },
    gid: {
      onDisk: hasDisk ? known(gidIn(userNamespace, stored.gid)) : undefined,
      inInode: known(file.gid),
      throughMount: known(groupOf(file)),
      asShown: shown.gid,
    },
  };
}

function whereItLies(file: Inode): Inode {
  return file.layer === undefined ? file : whereItLies(file.layer.file);
}

function known<Id extends number>(id: Id): Id | undefined {
  return id === NO_ID ? undefined : id;
}
