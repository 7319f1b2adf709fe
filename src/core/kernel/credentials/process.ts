import type { ContainerId, HostId } from "../../id/id.ts";
import { NO_ID } from "../../id/id.ts";
import { checkUint32 } from "../../id/uint32.ts";
import { expectArray, expectObject } from "../../misuse/misuse.ts";
import { ALL_CAPABILITIES, type Capability, type CapabilitySet, setOf } from "./capability.ts";
import { expectOwned } from "./expect-process.ts";
import { kgidOf, kuidOf } from "./kernel-ids.ts";
import { expectNamespace, initialNamespace, initialOf, type UserNamespace } from "./user-namespace.ts";

/** Who a process is: what the kernel looks at in nearly every question. All IDs are the kernel's. */
export interface Credentials {
  /** The user namespace it is in, and in which its capabilities count. */
  readonly userNamespace: UserNamespace;
  /** The real user ID. */
  readonly ruid: HostId;
  /** The effective user ID. */
  readonly euid: HostId;
  /** The saved user ID. */
  readonly suid: HostId;
  /** The user ID for files: nearly always the effective one. */
  readonly fsuid: HostId;
  /** The real group ID. */
  readonly rgid: HostId;
  /** The effective group ID. */
  readonly egid: HostId;
  /** The saved group ID. */
  readonly sgid: HostId;
  /** The group ID for files. */
  readonly fsgid: HostId;
  /** The supplementary groups. */
  readonly groups: readonly HostId[];
  /** The capabilities in effect. */
  readonly effective: CapabilitySet;
  /** The capabilities it may put into effect. */
  readonly permitted: CapabilitySet;
  /** The capabilities that files may let through at exec. */
  readonly inheritable: CapabilitySet;
  /** The capabilities that survive the exec of an ordinary program. */
  readonly ambient: CapabilitySet;
  /** The capabilities that an exec may give. */
  readonly bounding: CapabilitySet;
  /** Switches of how user ID 0 and capabilities belong together. */
  readonly securebits: Securebits;
  /** Whether prctl(2) `PR_SET_NO_NEW_PRIVS` was called: no exec gives privileges any more. */
  readonly noNewPrivs: boolean;
}

/** The secure bits of a process that matter here, as capabilities(7) names them. */
export interface Securebits {
  /** `SECBIT_NOROOT`: the exec by user 0 gives no capabilities. */
  readonly noRoot: boolean;
  /** `SECBIT_NO_SETUID_FIXUP`: changes between user 0 and others leave the capabilities alone. */
  readonly noSetuidFixup: boolean;
  /** `SECBIT_KEEP_CAPS`: leaving user 0 keeps the permitted capabilities. */
  readonly keepCaps: boolean;
}

/** A process: its credentials, and what else the kernel looks at in it. */
export interface Process extends Credentials {
  /** Whether its memory may be dumped, and so be looked at by others of the same user. */
  readonly dumpable: boolean;
  /** The user namespace of its memory: the one it was in at its last exec. */
  readonly memoryNamespace: UserNamespace;
  /** The process, for its own threads; `undefined` when it is none of those asked about. */
  readonly threadGroup: string | undefined;
  /** Who traces it, with the credentials that it had when it attached: its own, where it let itself be traced. */
  readonly tracer: Credentials | undefined;
  /** The session; `undefined` when it is another one than anybody's. */
  readonly session: string | undefined;
  /** Whether it has several threads. */
  readonly multiThreaded: boolean;
  /** Whether its root directory is not the one of its mount namespace. */
  readonly chrooted: boolean;
  /** Whether another process has the same root and working directory, as after clone(2) with `CLONE_FS`. */
  readonly sharesDirectories: boolean;
  /** The mount namespace it is in. */
  readonly mountNamespace: OwnedNamespace;
  /** The network namespace it is in. */
  readonly networkNamespace: OwnedNamespace;
  /** The PID namespace it is in, which a new proc shows. */
  readonly pidNamespace: PidNamespace;
  /** The PID namespace that its children will be in; `undefined` when it is the one that it is in itself. */
  readonly pidNamespaceForChildren: PidNamespace | undefined;
  /** The IPC namespace it is in, which a new mqueue shows. */
  readonly ipcNamespace: OwnedNamespace;
  /** The cgroup namespace it is in, which a new cgroup filesystem shows. */
  readonly cgroupNamespace: OwnedNamespace;
  /** The UTS namespace it is in, whose host name it sees. */
  readonly utsNamespace: OwnedNamespace;
  /** The time namespace it is in, whose clocks it sees. */
  readonly timeNamespace: OwnedNamespace;
  /** The time namespace that its children will be in; `undefined` when it is the one that it is in itself. */
  readonly timeNamespaceForChildren: OwnedNamespace | undefined;
}

/** A namespace of another kind (mount, network and so on): what is done in it needs capabilities in the user namespace that owns it. */
export interface OwnedNamespace {
  /** Its name, unique among the namespaces of its kind. */
  readonly id: string;
  /** The user namespace in which it was created. */
  readonly owner: UserNamespace;
}

/** A PID namespace: the only kind but user namespaces that lie in one another. */
export interface PidNamespace extends OwnedNamespace {
  /** The one it lies in; the host's, whose `id` is `host`, unless given. */
  readonly parent?: PidNamespace;
}

/** What {@link createProcess} needs to know; a process of host root unless given. */
export interface ProcessOptions {
  /** The user namespace it is in. */
  readonly userNamespace?: UserNamespace;
  /** Its user ID, as the namespace sees it: the real, effective, saved and file ID. */
  readonly uid?: ContainerId;
  /** Its group ID, as the namespace sees it; 0 unless given, as in a container with runAsUser but no runAsGroup. */
  readonly gid?: ContainerId;
  /** Its supplementary groups, as the namespace sees them. */
  readonly groups?: readonly ContainerId[];
  /** Its permitted and effective capabilities; all of them for user 0, none for others, unless given. */
  readonly capabilities?: Iterable<Capability>;
  /** The mount namespace it is in; the host's unless given. */
  readonly mountNamespace?: OwnedNamespace;
  /** The network namespace it is in; the host's unless given. */
  readonly networkNamespace?: OwnedNamespace;
  /** The PID namespace it is in; the host's unless given. */
  readonly pidNamespace?: PidNamespace;
  /** The IPC namespace it is in; the host's unless given. */
  readonly ipcNamespace?: OwnedNamespace;
  /** The cgroup namespace it is in; the host's unless given. */
  readonly cgroupNamespace?: OwnedNamespace;
  /** The UTS namespace it is in; the host's unless given. */
  readonly utsNamespace?: OwnedNamespace;
  /** The time namespace it is in; the host's unless given. */
  readonly timeNamespace?: OwnedNamespace;
}

/**
 * Describes a process that exists. What else it may be, spread the value and replace fields.
 *
 * @param options - what differs from a process of host root
 * @returns the process, with the kernel's IDs
 * @throws RangeError when an ID has no mapping in the namespace, so that no process could have got it there.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { createProcess, createUserNamespace, initialNamespace } from "userns-sim/kernel";
 *
 * const pod = createUserNamespace(initialNamespace(), { id: "pod-a", maps: podIdMap({ start: 65536, size: 65536 }) });
 * createProcess({ userNamespace: pod, uid: 1000 }).euid; // => 66536
 * ```
 */
export function createProcess(options: ProcessOptions = {}): Process {
  expectObject("createProcess", "options", options, "an object such as { uid: 1000 }");
  const { userNamespace = initialNamespace(), uid = 0, gid = 0, groups = [], capabilities } = options;
  expectNamespace("createProcess", "userNamespace", userNamespace);
  checkUint32("createProcess", "uid", uid);
  checkUint32("createProcess", "gid", gid);
  expectArray("createProcess", "groups", groups, "an array of group IDs");
  for (const group of groups) checkUint32("createProcess", "each of groups", group);
  for (const name of OWNED) if (options[name] !== undefined) expectOwned("createProcess", name, options[name]);
  const kuid = mapped("user ID", uid, kuidOf(userNamespace, uid));
  const kgid = mapped("group ID", gid, kgidOf(userNamespace, gid));
  const host = { id: "host", owner: initialOf(userNamespace) };
  const held = capabilities === undefined ? capabilitiesOf(uid) : setOf("createProcess", capabilities);
  return {
    userNamespace,
    ruid: kuid,
    euid: kuid,
    suid: kuid,
    fsuid: kuid,
    rgid: kgid,
    egid: kgid,
    sgid: kgid,
    fsgid: kgid,
    groups: groups.map((group) => mapped("group ID", group, kgidOf(userNamespace, group))),
    effective: held,
    permitted: held,
    inheritable: 0,
    ambient: 0,
    bounding: ALL_CAPABILITIES,
    securebits: { noRoot: false, noSetuidFixup: false, keepCaps: false },
    noNewPrivs: false,
    dumpable: true,
    memoryNamespace: userNamespace,
    threadGroup: undefined,
    tracer: undefined,
    session: undefined,
    multiThreaded: false,
    chrooted: false,
    sharesDirectories: false,
    mountNamespace: options.mountNamespace ?? host,
    networkNamespace: options.networkNamespace ?? host,
    pidNamespace: options.pidNamespace ?? host,
    pidNamespaceForChildren: undefined,
    ipcNamespace: options.ipcNamespace ?? host,
    cgroupNamespace: options.cgroupNamespace ?? host,
    utsNamespace: options.utsNamespace ?? host,
    timeNamespace: options.timeNamespace ?? host,
    timeNamespaceForChildren: undefined,
  };
}

const OWNED = [
  "mountNamespace",
  "networkNamespace",
  "pidNamespace",
  "ipcNamespace",
  "cgroupNamespace",
  "utsNamespace",
  "timeNamespace",
] as const;

/** `in_group_p`, `kernel/groups.c`: the file group and the supplementary ones. */
export function inGroup(process: Credentials, group: HostId): boolean {
  return process.fsgid === group || process.groups.includes(group);
}

/** `same_thread_group`, `include/linux/sched/signal.h`: whether both are threads of one process. */
export function sameThreadGroup(a: Process, b: Process): boolean {
  return a.threadGroup !== undefined && a.threadGroup === b.threadGroup;
}

function capabilitiesOf(uid: ContainerId): CapabilitySet {
  return uid === 0 ? ALL_CAPABILITIES : 0;
}

function mapped(what: string, id: ContainerId, kernelId: HostId): HostId {
  if (kernelId === NO_ID)
    throw new RangeError(`createProcess: expected a ${what} that is mapped in the user namespace, got ${id}`);
  return kernelId;
}
