import { expectBoolean, expectObject } from "../../misuse/misuse.ts";
import { CAP_SYS_ADMIN } from "../credentials/capability-numbers.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import { nsCapable } from "../credentials/has-capability.ts";
import type { Process } from "../credentials/process.ts";
import { expectNamespace, sameNamespace, type UserNamespace } from "../credentials/user-namespace.ts";
import { conclude, type Decision, type Facts, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import {
  DEFAULT_SETTINGS,
  expectSettings,
  isAtLeast,
  type KernelSettings,
  type KernelVersion,
} from "../decision/kernel-settings.ts";
import { expectMount, type Mount } from "../inode/mount.ts";
import { type MountRule, mountRules as rules } from "../rules/mount-rules.ts";
import { mountNamespaceAdmin } from "./mount-filesystem.ts";

/** What about the call is out of the ordinary. */
export interface IdmapMountOptions {
  /** Whether the call is `open_tree_attr`, Linux 6.15, which may replace the map of an idmapped mount. */
  readonly replace?: boolean;
  /** Whether a file of the mount is open for writing, which a detached one may have, too; `false` unless given. */
  readonly hasWriter?: boolean;
  /** The settings of the machine: the release of the kernel. */
  readonly settings?: KernelSettings;
}

/**
 * Decides whether a process may attach the maps of a user namespace to a mount: mount_setattr(2) with `MOUNT_ATTR_IDMAP`.
 *
 * @param process - who asks, with its credentials
 * @param mount - the mount, which must be detached still
 * @param namespace - the user namespace whose maps are attached
 * @param options - what is out of the ordinary
 * @returns the decision; its value is the idmapped mount. EPERM: not privileged, the host's namespace, or idmapped already.
 * EINVAL: no maps, the filesystem's own namespace, a type that does not support it, a server of FUSE that did not ask for it,
 * or attached already. EBUSY: it has a writer
 * @remarks mount_setattr(2); `build_mount_idmapped` and `can_idmap_mount` in `fs/namespace.c`. Which types support it:
 * mount_setattr(2), "ID-mapped mounts", and the kernel's `FS_ALLOW_IDMAP`.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { createMount, createProcess, createUserNamespace, idmapMount, initialNamespace } from "userns-sim/kernel";
 *
 * const pod = createUserNamespace(initialNamespace(), { id: "pod-a", maps: podIdMap({ start: 65536, size: 65536 }) });
 * const detached = createMount({ attached: false });
 * idmapMount(createProcess(), detached, pod).value?.idmap?.uid === pod.uidMap; // => true
 * idmapMount(createProcess(), createMount({ attached: false, superblock: { type: "proc" } }), pod).errno; // => "EINVAL"
 * ```
 */
export function idmapMount(
  process: Process,
  mount: Mount,
  namespace: UserNamespace,
  options: IdmapMountOptions = {},
): Decision<Mount> {
  expectProcess("idmapMount", "process", process);
  expectMount("idmapMount", "mount", mount);
  expectNamespace("idmapMount", "namespace", namespace);
  expectOptions(options);
  const steps: Step[] = [];
  return conclude(steps, mayIdmap(steps, process, mount, namespace, options), () => ({
    ...mount,
    idmap: { uid: namespace.uidMap, gid: namespace.gidMap },
  }));
}

/** Answers {@link idmapMount} with the errno alone, `undefined` when it may. */
export function idmapMountErrno(
  process: Process,
  mount: Mount,
  namespace: UserNamespace,
  options: IdmapMountOptions = {},
): Errno | undefined {
  expectProcess("idmapMount", "process", process);
  expectMount("idmapMount", "mount", mount);
  expectNamespace("idmapMount", "namespace", namespace);
  expectOptions(options);
  return mayIdmap(undefined, process, mount, namespace, options);
}

function mayIdmap(
  trace: Trace,
  process: Process,
  mount: Mount,
  namespace: UserNamespace,
  { replace = false, hasWriter = false, settings = DEFAULT_SETTINGS }: IdmapMountOptions,
): Errno | undefined {
  const { id } = namespace;
  const { type, userNamespace: owner, allowsIdmap = false } = mount.superblock;
  if (!mountNamespaceAdmin(trace, process)) return "EPERM";
  // mount_setattr(2), EPERM: the file descriptor "refers to the initial user namespace": its map is that of plain mounts.
  if (namespace.parent === undefined) return refuse(trace, "idmap-initial-namespace", "EPERM", {});
  trace?.push(step(rules, "idmap-namespace-admin", "passes", { namespace: id }));
  if (!nsCapable(trace, process, namespace, CAP_SYS_ADMIN)) return "EPERM";
  if (namespace.uidMap.mappings.length === 0 || namespace.gidMap.mappings.length === 0) {
    if (isAtLeast(settings, 6, 9)) return refuse(trace, "idmap-without-maps", "EINVAL", { namespace: id });
    trace?.push(step(rules, "idmap-without-maps", "passes", { namespace: id, version: settings.version.join(".") }));
  }
  // What is on disk are numbers of that namespace already.
  if (sameNamespace(namespace, owner)) return refuse(trace, "idmap-of-filesystem", "EINVAL", { namespace: id });
  if (mount.idmap !== undefined) {
    if (!replace || !isAtLeast(settings, 6, 15)) return refuse(trace, "idmap-twice", "EPERM", {});
    trace?.push(step(rules, "idmap-twice", "passes", {}));
  }
  if (!supportsIdmap(type, settings))
    return refuse(trace, "idmap-type", "EINVAL", { filesystem: type, version: settings.version.join(".") });
  trace?.push(step(rules, "idmap-type", "passes", { filesystem: type }));
  if (SERVED.includes(type)) {
    if (!allowsIdmap) return refuse(trace, "idmap-server", "EINVAL", { filesystem: type });
    trace?.push(step(rules, "idmap-server", "passes", { filesystem: type }));
  }
  trace?.push(step(rules, "idmap-filesystem-admin", "passes", { namespace: owner.id }));
  if (!nsCapable(trace, process, owner, CAP_SYS_ADMIN)) return "EPERM";
  // "The mount must be a detached/anonymous mount": nobody may have it open with the old owners.
  if (mount.attached) return refuse(trace, "idmap-attached", "EINVAL", {});
  trace?.push(step(rules, "idmap-attached", "passes", {}));
  if (hasWriter) return refuse(trace, "idmap-writer", "EBUSY", {});
  trace?.push(step(rules, "idmap-writer", "grants", {}));
  return undefined;
}

function refuse(trace: Trace, rule: MountRule, errno: Errno, facts: Facts): Errno {
  trace?.push(step(rules, rule, "refuses", facts));
  return errno;
}

function supportsIdmap(type: string, settings: KernelSettings): boolean {
  const since = Object.hasOwn(IDMAP_SINCE, type) ? IDMAP_SINCE[type] : undefined;
  return since !== undefined && isAtLeast(settings, since[0], since[1]);
}

/** All filesystems of FUSE begin with `SB_I_NOIDMAP`: `fuse_fill_super_common`, until `process_init_reply` takes it away. */
const SERVED: readonly string[] = ["fuse", "fuseblk", "virtiofs"];

/** mount_setattr(2), "ID-mapped mounts", and the kernel's history for exfat, fuse and bcachefs. FAT are vfat and msdos. */
const IDMAP_SINCE: Readonly<Record<string, KernelVersion>> = {
  ext4: [5, 12],
  msdos: [5, 12],
  vfat: [5, 12],
  xfs: [5, 12],
  btrfs: [5, 15],
  ntfs3: [5, 15],
  f2fs: [5, 18],
  erofs: [5, 19],
  squashfs: [6, 2],
  tmpfs: [6, 3],
  ceph: [6, 7],
  hugetlbfs: [6, 9],
  exfat: [6, 11],
  bcachefs: [6, 12],
  fuse: [6, 12],
  fuseblk: [6, 12],
  virtiofs: [6, 12],
};

function expectOptions(options: IdmapMountOptions): void {
  expectObject("idmapMount", "options", options, "an object such as { replace: true }");
  const { replace = false, hasWriter = false, settings = DEFAULT_SETTINGS } = options;
  expectBoolean("idmapMount", "replace", replace);
  expectBoolean("idmapMount", "hasWriter", hasWriter);
  expectSettings("idmapMount", settings);
}
