import type { IdMap } from "../../idmap/id-map.ts";
import { expectPodIdMap, type PodIdMap } from "../../idmap/pod-id-map.ts";
import { expectBoolean, expectObject, expectText, misuse } from "../../misuse/misuse.ts";
import { expectOwned } from "../credentials/expect-process.ts";
import type { OwnedNamespace } from "../credentials/process.ts";
import { thingOf } from "../credentials/thing.ts";
import {
  expectNamespace,
  initialNamespace,
  initialOf,
  sameNamespace,
  type UserNamespace,
} from "../credentials/user-namespace.ts";

/** A filesystem in use, which may be mounted in several places. */
export interface Superblock {
  /** The type, as `/proc/filesystems` has it. */
  readonly type: string;
  /**
   * The user namespace it was mounted in: the IDs on disk are its own, and who has capabilities there has them over the
   * filesystem.
   */
  readonly userNamespace: UserNamespace;
  /** Whether the whole filesystem is read-only. */
  readonly readOnly: boolean;
  /**
   * For `fuse`, `fuseblk` and `virtiofs`: whether the server asked for idmapped mounts, and leaves permissions to the kernel
   * (`FUSE_ALLOW_IDMAP` and `default_permissions`, both); not unless given. Other types have no say.
   */
  readonly allowsIdmap?: boolean;
}

/** One place where a filesystem is mounted. */
export interface Mount {
  /**
   * The maps of an idmapped mount, `undefined` for any other: the container ID is the one on disk, the host ID is the one
   * through the mount, which the kernel compares. Between them lies the one in the inode, see `ownerNumbers`.
   */
  readonly idmap: PodIdMap | undefined;
  /** Whether this mount is read-only. */
  readonly readOnly: boolean;
  /** Whether set-user-ID bits and file capabilities are ignored. */
  readonly nosuid: boolean;
  /** Whether programs may not be executed. */
  readonly noexec: boolean;
  /** Whether device files cannot be opened. */
  readonly nodev: boolean;
  /** The filesystem. */
  readonly superblock: Superblock;
  /** The mount namespace it is in. */
  readonly namespace: OwnedNamespace;
  /** Whether it can be seen in that namespace; a copy made by open_tree(2) is detached at first. */
  readonly attached: boolean;
}

/** What {@link createMount} needs to know; the host's own ext4 filesystem unless given. */
export interface MountOptions {
  /** The maps of an idmapped mount. */
  readonly idmap?: PodIdMap;
  /** Whether this mount is read-only. */
  readonly readOnly?: boolean;
  /** Whether set-user-ID bits and file capabilities are ignored. */
  readonly nosuid?: boolean;
  /** Whether programs may not be executed. */
  readonly noexec?: boolean;
  /** Whether device files cannot be opened. */
  readonly nodev?: boolean;
  /** What of the filesystem differs from the host's own. */
  readonly superblock?: Partial<Superblock>;
  /** The mount namespace it is in; the host's unless given. */
  readonly namespace?: OwnedNamespace;
  /** Whether it can be seen in that namespace; `true` unless given. */
  readonly attached?: boolean;
}

/** Whether two descriptions are of one mount: a link or a rename does not lead from one to another. */
export function isSameMount(a: Mount, b: Mount): boolean {
  if (a === b) return true;
  const flags = FLAGS.every((flag) => a[flag] === b[flag]);
  return (
    flags &&
    a.namespace.id === b.namespace.id &&
    a.superblock.type === b.superblock.type &&
    a.superblock.readOnly === b.superblock.readOnly &&
    sameNamespace(a.superblock.userNamespace, b.superblock.userNamespace) &&
    sameMap(a.idmap?.uid, b.idmap?.uid) &&
    sameMap(a.idmap?.gid, b.idmap?.gid)
  );
}

function sameMap(a: IdMap | undefined, b: IdMap | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || a.mappings.length !== b.mappings.length) return false;
  return a.mappings.every(({ containerId, hostId, size }, at) => {
    const other = b.mappings[at];
    return other?.containerId === containerId && other.hostId === hostId && other.size === size;
  });
}

/** `path_noexec`: a mount on which nothing is executed, or a filesystem that says so itself, `SB_I_NOEXEC`. */
export function isNoexec({ noexec, superblock }: Mount): boolean {
  return noexec || KERNEL_TYPES.includes(superblock.type);
}

/**
 * `may_open_dev`: a mount on which no device can be opened. A filesystem that was mounted in a user namespace is always so,
 * `SB_I_NODEV`, but for devpts, which takes the mark off again.
 */
export function isNodev({ nodev, superblock }: Mount): boolean {
  const { type, userNamespace } = superblock;
  return nodev || KERNEL_TYPES.includes(type) || (userNamespace.parent !== undefined && type !== "devpts");
}

/** `SB_I_NOEXEC` and `SB_I_NODEV` in `proc_fill_super`, `kernfs_fill_super` and `mqueue_fill_super`. */
const KERNEL_TYPES: readonly string[] = ["cgroup", "cgroup2", "mqueue", "proc", "sysfs"];

/**
 * Describes a mount that exists.
 *
 * To ask whether an idmapped mount may be made, see `idmapMount`.
 *
 * @param options - what differs from a plain mount of the host's own filesystem
 * @returns the mount
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { createMount } from "userns-sim/kernel";
 *
 * const volume = createMount({ idmap: podIdMap({ start: 65536, size: 65536 }) });
 * volume.superblock.type; // => "ext4"
 * ```
 */
export function createMount(options: MountOptions = {}): Mount {
  expectObject("createMount", "options", options, "an object such as { readOnly: true }");
  for (const flag of FLAGS) if (options[flag] !== undefined) expectBoolean("createMount", flag, options[flag]);
  const { idmap, superblock = {}, namespace } = options;
  if (idmap !== undefined) expectPodIdMap("createMount", "idmap", idmap);
  expectObject("createMount", "superblock", superblock, 'an object such as { type: "tmpfs" }');
  const { type = "ext4", userNamespace = initialNamespace(), readOnly = false, allowsIdmap } = superblock;
  expectText("createMount", "superblock.type", type);
  expectNamespace("createMount", "superblock.userNamespace", userNamespace);
  expectBoolean("createMount", "superblock.readOnly", readOnly);
  if (allowsIdmap !== undefined) expectBoolean("createMount", "superblock.allowsIdmap", allowsIdmap);
  if (namespace !== undefined) expectOwned("createMount", "namespace", namespace);
  return {
    idmap,
    readOnly: options.readOnly ?? false,
    nosuid: options.nosuid ?? false,
    noexec: options.noexec ?? false,
    nodev: options.nodev ?? false,
    superblock: { type, userNamespace, readOnly, ...(allowsIdmap === undefined ? {} : { allowsIdmap }) },
    namespace: namespace ?? { id: "host", owner: initialOf(userNamespace) },
    attached: options.attached ?? true,
  };
}

const FLAGS = ["readOnly", "nosuid", "noexec", "nodev", "attached"] as const;

/** Only a mount has a superblock; and not its description, which has no `attached` unless it must. */
export function expectMount(caller: string, label: string, mount: Mount): void {
  if (mount?.superblock === undefined || typeof mount.attached !== "boolean")
    throw misuse(caller, label, "a mount made by createMount", mount, thingOf(mount));
}
