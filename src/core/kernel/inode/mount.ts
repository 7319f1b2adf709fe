import type { PodIdMap } from "../../idmap/pod-id-map.ts";
import type { OwnedNamespace } from "../credentials/process.ts";
import { initialNamespace, type UserNamespace } from "../credentials/user-namespace.ts";

/** A filesystem in use, which may be mounted in several places. */
export interface Superblock {
  /** The type, as `/proc/filesystems` has it. */
  readonly type: string;
  /** The user namespace it was mounted in: who has capabilities there has them over the filesystem. */
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
   * The maps of an idmapped mount, `undefined` for any other: the container ID is the ID on disk, the host ID is the one
   * the kernel compares.
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
  const host = initialNamespace();
  return {
    idmap: options.idmap,
    readOnly: options.readOnly ?? false,
    nosuid: options.nosuid ?? false,
    noexec: options.noexec ?? false,
    nodev: options.nodev ?? false,
    superblock: { type: "ext4", userNamespace: host, readOnly: false, ...options.superblock },
    namespace: options.namespace ?? { id: "host", owner: host },
    attached: options.attached ?? true,
  };
}
