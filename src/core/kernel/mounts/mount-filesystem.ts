import { type ContainerId, NO_ID } from "../../id/id.ts";
import { checkUint32 } from "../../id/uint32.ts";
import { expectBoolean, expectObject, expectText } from "../../misuse/misuse.ts";
import { CAP_SYS_ADMIN } from "../credentials/capability-numbers.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import { capable, nsCapable } from "../credentials/has-capability.ts";
import { kgidOf, kuidOf } from "../credentials/kernel-ids.ts";
import type { Process } from "../credentials/process.ts";
import type { UserNamespace } from "../credentials/user-namespace.ts";
import { conclude, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { DEFAULT_SETTINGS, expectSettings, type KernelSettings } from "../decision/kernel-settings.ts";
import { createMount, type Mount } from "../inode/mount.ts";
import { mountRules as rules } from "../rules/mount-rules.ts";
import { isFilesystem, isForUsers, ownerOption } from "./filesystem-types.ts";

/** How a filesystem is mounted. */
export interface FilesystemMountOptions {
  /**
   * For `proc` and `sysfs`: whether every instance in sight has something mounted over it, as a container's masked paths are;
   * `false` unless given.
   */
  readonly covered?: boolean;
  /** The mount option `uid=`, whom files belong to that have no owner of their own: a user of who mounts. */
  readonly uid?: ContainerId;
  /** The mount option `gid=`, the same for groups. */
  readonly gid?: ContainerId;
  /** The settings of the machine: the release of the kernel. */
  readonly settings?: KernelSettings;
}

/**
 * Decides whether a process may mount a new filesystem in its mount namespace.
 *
 * @param process - who asks, with its credentials
 * @param type - the type, as `/proc/filesystems` has it
 * @param options - its options, and what else decides
 * @returns the decision; its value is the mount. ENODEV: no such type in {@link FILESYSTEM_TYPES}, or none yet. Its filesystem belongs to the user namespace of the process; one that shows
 * another namespace, as `proc` does the PID namespace, to the owner of that. EPERM without CAP_SYS_ADMIN there. EINVAL: an ID among
 * the options has no mapping in the user namespace of the process, or the type has no such option
 * @remarks mount(2), user_namespaces(7); `may_mount` in `fs/namespace.c`, `mount_capable` in `fs/super.c`. `cgroup` stands for a
 * hierarchy of the first version that there is already: a new one is for the host's cgroup namespace alone.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { createProcess, createUserNamespace, initialNamespace, mountFilesystem } from "userns-sim/kernel";
 *
 * const pod = createUserNamespace(initialNamespace(), { id: "pod-a", maps: podIdMap({ start: 65536, size: 65536 }) });
 * const own = { id: "pod-a", owner: pod };
 * const podRoot = createProcess({ userNamespace: pod, mountNamespace: own });
 * mountFilesystem(podRoot, "tmpfs").allowed; // => true
 * mountFilesystem(podRoot, "ext4").errno; // => "EPERM"
 * mountFilesystem(podRoot, "tmpfs", { uid: 1000 }).allowed; // => true
 * mountFilesystem(podRoot, "tmpfs", { uid: 70000 }).errno; // => "EINVAL"
 * mountFilesystem(podRoot, "proc").errno; // => "EPERM"
 * mountFilesystem(podRoot, "proof").errno; // => "ENODEV"
 * mountFilesystem({ ...podRoot, pidNamespace: own }, "proc").allowed; // => true
 * mountFilesystem(createProcess({ userNamespace: pod }), "tmpfs").errno; // => "EPERM"
 * ```
 */
export function mountFilesystem(process: Process, type: string, options: FilesystemMountOptions = {}): Decision<Mount> {
  expectAsked(process, type, options);
  const steps: Step[] = [];
  return conclude(steps, mayMount(steps, process, type, options), () =>
    createMount({
      namespace: process.mountNamespace,
      superblock: { type, userNamespace: ownerOf(process, type) },
    }),
  );
}

/** Answers {@link mountFilesystem} with the errno alone, `undefined` when it may. */
export function mountFilesystemErrno(
  process: Process,
  type: string,
  options: FilesystemMountOptions = {},
): Errno | undefined {
  expectAsked(process, type, options);
  return mayMount(undefined, process, type, options);
}

function expectAsked(process: Process, type: string, options: FilesystemMountOptions): void {
  const caller = "mountFilesystem";
  expectProcess(caller, "process", process);
  expectText(caller, "type", type);
  expectObject(caller, "options", options, "an object such as { uid: 1000 }");
  const { covered, uid, gid, settings } = options;
  if (covered !== undefined) expectBoolean(caller, "covered", covered);
  if (uid !== undefined) checkUint32(caller, "uid", uid);
  if (gid !== undefined) checkUint32(caller, "gid", gid);
  if (settings !== undefined) expectSettings(caller, settings);
}

function mayMount(trace: Trace, process: Process, type: string, options: FilesystemMountOptions): Errno | undefined {
  const { covered = false, settings = DEFAULT_SETTINGS } = options;
  if (!mountNamespaceAdmin(trace, process)) return "EPERM";
  if (!isFilesystem(type, settings)) {
    trace?.push(step(rules, "mount-known", "refuses", { filesystem: type, version: settings.version.join(".") }));
    return "ENODEV";
  }
  // `sysfs_init_fs_context` asks before the options are read, `mount_capable` for all others afterwards.
  const asksFirst = type === "sysfs";
  if (!asksFirst && !takesOptions(trace, process, type, options)) return "EINVAL";
  const anywhere = isForUsers(type, settings);
  trace?.push(step(rules, "mount-type", anywhere ? "grants" : "passes", { filesystem: type }));
  if (!anywhere) return capable(trace, process, CAP_SYS_ADMIN) ? undefined : "EPERM";
  const shown = shownBy(type);
  const shownOwner = ownerOf(process, type);
  if (shown !== undefined)
    trace?.push(step(rules, "mount-shown", "passes", { filesystem: type, kind: shown, owner: shownOwner.id }));
  if (!nsCapable(trace, process, shownOwner, CAP_SYS_ADMIN)) return "EPERM";
  if (asksFirst && !takesOptions(trace, process, type, options)) return "EINVAL";
  // A new proc or sysfs would show what has been covered in the ones that are there. In the host's mount namespaces that is
  // no secret.
  const { owner } = process.mountNamespace;
  if (!covered || owner.parent === undefined || (type !== "proc" && type !== "sysfs")) return undefined;
  trace?.push(step(rules, "mount-revealing", "refuses", { filesystem: type }));
  return "EPERM";
}

function takesOptions(trace: Trace, process: Process, type: string, options: FilesystemMountOptions): boolean {
  return OWNER_OPTIONS.every((option) => takesOption(trace, process, type, option, options[option]));
}

const OWNER_OPTIONS = ["uid", "gid"] as const;

function takesOption(
  trace: Trace,
  { userNamespace }: Process,
  filesystem: string,
  option: (typeof OWNER_OPTIONS)[number],
  id: ContainerId | undefined,
): boolean {
  const how = id === undefined ? "passed-over" : ownerOption(filesystem, option);
  if (id === undefined || how === "passed-over") return true;
  if (how === "unknown") {
    trace?.push(step(rules, "mount-option", "refuses", { filesystem, option }));
    return false;
  }
  const kernelId = option === "uid" ? kuidOf(userNamespace, id) : kgidOf(userNamespace, id);
  const isMapped = kernelId !== NO_ID;
  const facts = { option, id, namespace: userNamespace.id, ...(isMapped && { kernelId }) };
  trace?.push(step(rules, "mount-option-mapped", isMapped ? "passes" : "refuses", facts));
  return isMapped;
}

/** `may_mount`: mounts belong to the user namespace that owns the mount namespace. */
export function mountNamespaceAdmin(trace: Trace, process: Process): boolean {
  const { owner } = process.mountNamespace;
  trace?.push(step(rules, "mount-capability", "passes", { owner: owner.id }));
  return nsCapable(trace, process, owner, CAP_SYS_ADMIN);
}

/** `fc->user_ns`: the process's own, or the owner of what the filesystem shows. */
function ownerOf(process: Process, type: string): UserNamespace {
  switch (shownBy(type)) {
    case "pid":
      return process.pidNamespace.owner;
    case "network":
      return process.networkNamespace.owner;
    case "ipc":
      return process.ipcNamespace.owner;
    case "cgroup":
      return process.cgroupNamespace.owner;
    case undefined:
      return process.userNamespace;
  }
}

function shownBy(type: string): "pid" | "network" | "ipc" | "cgroup" | undefined {
  switch (type) {
    case "proc":
      return "pid";
    case "sysfs":
      return "network";
    case "mqueue":
      return "ipc";
    case "cgroup":
    case "cgroup2":
    case "cpuset":
      return "cgroup";
    default:
      return undefined;
  }
}
