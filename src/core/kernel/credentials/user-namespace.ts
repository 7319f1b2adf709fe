import type { HostId } from "../../id/id.ts";
import { checkInteger } from "../../id/integer.ts";
import { checkUint32 } from "../../id/uint32.ts";
import { CompiledMap, emptyIdMap, type IdMap, initialIdMap, noIdMap } from "../../idmap/id-map.ts";
import { expectPodIdMap, type PodIdMap } from "../../idmap/pod-id-map.ts";
import { expectObject, expectOneOf, expectText, misuse } from "../../misuse/misuse.ts";
import { thingOf } from "./thing.ts";

/**
 * A user namespace.
 *
 * Two namespaces are the same when their `id` is: a map that is written later gives a new value with the same `id`. The
 * parent is held as it was when the namespace was created, and nothing that matters can change in it afterwards, because
 * a creator needs IDs that the parent has mapped already, and maps are written once.
 */
export interface UserNamespace {
  /** Its name, unique in the system: `host` for the initial namespace. */
  readonly id: string;
  /** The namespace it was created in; `undefined` for the initial one. */
  readonly parent: UserNamespace | undefined;
  /** How many namespaces lie above it, 0 for the initial one. */
  readonly level: number;
  /** The effective user ID of the creator, as the host sees it. */
  readonly owner: HostId;
  /** The effective group ID of the creator, as the host sees it. */
  readonly group: HostId;
  /** The user IDs inside, and the kernel's: whatever the level, one look-up is enough. Empty until it is written. */
  readonly uidMap: IdMap;
  /** The same for group IDs. */
  readonly gidMap: IdMap;
  /** The same for project IDs. */
  readonly projidMap: IdMap;
  /** What `/proc/PID/setgroups` says: whether setgroups(2) may be used inside. */
  readonly setgroups: "allow" | "deny";
  /** Whether CAP_SETFCAP was in effect when the creator left its namespace; from then on it may map the parent's ID 0. */
  readonly creatorHadSetfcap: boolean;
  /** The limits that `/proc/sys/user` and `/proc/sys/fs/inotify` set in this namespace. */
  readonly limits: NamespaceLimits;
}

/** How much each user of a namespace may have, counting what the namespaces created by that user use. */
export interface NamespaceLimits {
  /** `user.max_user_namespaces`. */
  readonly userNamespaces: number;
  /** `user.max_mnt_namespaces`. */
  readonly mntNamespaces: number;
  /** `user.max_uts_namespaces`. */
  readonly utsNamespaces: number;
  /** `user.max_ipc_namespaces`. */
  readonly ipcNamespaces: number;
  /** `user.max_pid_namespaces`. */
  readonly pidNamespaces: number;
  /** `user.max_cgroup_namespaces`. */
  readonly cgroupNamespaces: number;
  /** `user.max_net_namespaces`. */
  readonly netNamespaces: number;
  /** `user.max_time_namespaces`. */
  readonly timeNamespaces: number;
  /** `fs.inotify.max_user_instances`. */
  readonly inotifyInstances: number;
  /** `fs.inotify.max_user_watches`. */
  readonly inotifyWatches: number;
}

/** What {@link createUserNamespace} needs to know. */
export interface UserNamespaceOptions {
  /** Its name, unique in the system. */
  readonly id: string;
  /** The user who created it, as the host sees it; 0 unless given. */
  readonly owner?: HostId;
  /** The group of the creator, as the host sees it; 0 unless given. */
  readonly group?: HostId;
  /** The maps to the host's IDs, through all levels; none are written unless given. */
  readonly maps?: PodIdMap;
  /** What `/proc/PID/setgroups` says; what it says in the parent unless given. */
  readonly setgroups?: "allow" | "deny";
  /** Limits that differ from the default, which is 2147483647 for each. */
  readonly limits?: Partial<NamespaceLimits>;
}

/**
 * Gives the initial user namespace: the host's, where every ID stands for itself.
 *
 * @param limits - limits of the machine that differ from the default
 * @returns the namespace, whose `id` is `host`; every call gives an equal one
 * @remarks `init_user_ns` in `kernel/user.c`. The default limits: 128 inotify instances, 1048576 watches (what a machine
 * with enough memory has), and no limit of user namespaces (a machine allows half as many as threads).
 * @example
 * ```ts
 * import { initialNamespace } from "userns-sim/kernel";
 *
 * initialNamespace().id; // => "host"
 * ```
 */
export function initialNamespace(limits: Partial<NamespaceLimits> = {}): UserNamespace {
  checkLimits("initialNamespace", limits);
  const map = initialIdMap();
  return {
    id: "host",
    parent: undefined,
    level: 0,
    owner: 0,
    group: 0,
    uidMap: map,
    gidMap: map,
    projidMap: map,
    setgroups: "allow",
    creatorHadSetfcap: true,
    limits: { ...NO_LIMITS, inotifyInstances: 128, inotifyWatches: 1048576, ...limits },
  };
}

/**
 * Describes a user namespace that exists: nobody is asked whether its creation is allowed.
 *
 * To ask that, see `unshareUserNamespace` and `writeIdMap`.
 *
 * @param parent - the namespace it was created in
 * @param options - its name, and what differs from a namespace that host root has just created
 * @returns the namespace
 * @throws TypeError when an owner is not an integer, RangeError when it lies outside 0 to 4294967295.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { createUserNamespace, initialNamespace } from "userns-sim/kernel";
 *
 * const pod = createUserNamespace(initialNamespace(), { id: "pod-a", maps: podIdMap({ start: 65536, size: 65536 }) });
 * pod.level; // => 1
 * ```
 */
export function createUserNamespace(parent: UserNamespace, options: UserNamespaceOptions): UserNamespace {
  expectNamespace("createUserNamespace", "parent", parent);
  expectObject("createUserNamespace", "options", options, 'an object such as { id: "pod-a" }');
  const { id, owner = 0, group = 0, maps, setgroups = parent.setgroups, limits } = options;
  expectText("createUserNamespace", "the id", id);
  expectOneOf("createUserNamespace", "setgroups", setgroups, ["allow", "deny"]);
  if (maps !== undefined) expectPodIdMap("createUserNamespace", "maps", maps);
  checkLimits("createUserNamespace", limits);
  return {
    id,
    parent,
    level: parent.level + 1,
    owner: checkUint32("createUserNamespace", "the owner", owner),
    group: checkUint32("createUserNamespace", "the group", group),
    uidMap: maps?.uid ?? emptyIdMap(),
    gidMap: maps?.gid ?? emptyIdMap(),
    projidMap: emptyIdMap(),
    setgroups,
    creatorHadSetfcap: true,
    limits: { ...NO_LIMITS, ...limits },
  };
}

/** `init_user_ns` as a namespace has it: the one at the end of its parents. */
export function initialOf(namespace: UserNamespace): UserNamespace {
  let initial = namespace;
  while (initial.parent !== undefined) initial = initial.parent;
  return initial;
}

/** Tells whether two values are the same namespace, at whatever time they were taken. */
export function sameNamespace(a: UserNamespace, b: UserNamespace): boolean {
  return a === b || a.id === b.id;
}

/** `in_userns`, `kernel/user_namespace.c`: whether a namespace is another one or lies below it. */
export function isWithin(inner: UserNamespace, outer: UserNamespace): boolean {
  let namespace: UserNamespace | undefined = inner;
  while (namespace !== undefined && !sameNamespace(namespace, outer)) namespace = namespace.parent;
  return namespace !== undefined;
}

/** Only a namespace knows whether its creator had a capability. */
export function expectNamespace(caller: string, label: string, namespace: UserNamespace): void {
  if (typeof namespace?.creatorHadSetfcap !== "boolean")
    throw misuse(
      caller,
      label,
      "a user namespace made by createUserNamespace or initialNamespace",
      namespace,
      thingOf(namespace),
    );
  if (!CompiledMap.is(namespace.uidMap)) throw foreignMaps(caller, label, namespace);
}

/** A structured clone, or another copy of the library, makes namespaces whose maps nobody here can read. */
export function foreignMaps(caller: string, label: string, namespace: UserNamespace): TypeError {
  return noIdMap(caller, namespace?.uidMap, `the uidMap in ${label}`);
}

function checkLimits(caller: string, limits: Partial<NamespaceLimits> | undefined): void {
  if (limits === undefined) return;
  expectObject(caller, "limits", limits, "an object such as { userNamespaces: 10 }");
  for (const [name, limit] of Object.entries(limits)) {
    expectOneOf(caller, "the name of a limit", name, LIMIT_NAMES);
    if (limit !== undefined) checkInteger(caller, name, limit, 0, NO_LIMIT);
  }
}

export const LIMIT_NAMES: readonly (keyof NamespaceLimits)[] = [
  "userNamespaces",
  "mntNamespaces",
  "utsNamespaces",
  "ipcNamespaces",
  "pidNamespaces",
  "cgroupNamespaces",
  "netNamespaces",
  "timeNamespaces",
  "inotifyInstances",
  "inotifyWatches",
];

/**
 * `UCOUNT_MAX`-like: the kernel starts the limits of a new namespace at `INT_MAX`. In the initial one, where it is half of
 * `threads-max`, it stands for a limit that was not given.
 */
export const NO_LIMIT = 2147483647;

/** A literal, since every process of a host that was not named has a namespace of its own. */
const NO_LIMITS: NamespaceLimits = {
  userNamespaces: NO_LIMIT,
  mntNamespaces: NO_LIMIT,
  utsNamespaces: NO_LIMIT,
  ipcNamespaces: NO_LIMIT,
  pidNamespaces: NO_LIMIT,
  cgroupNamespaces: NO_LIMIT,
  netNamespaces: NO_LIMIT,
  timeNamespaces: NO_LIMIT,
  inotifyInstances: NO_LIMIT,
  inotifyWatches: NO_LIMIT,
};
