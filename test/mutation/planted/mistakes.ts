/** A mistake that the model of the kernel has once made. */
export interface Mistake {
  readonly kind: string;
  readonly file: string;
  /** Stands in the file once. */
  readonly right: string;
  readonly wrong: string;
}

const KERNEL = "src/core/kernel";

/** All kinds, each in one way or in several. */
export const MISTAKES: readonly Mistake[] = [
  ...["pid", "network", "ipc", "cgroup"].map((kind) => ({
    kind: `a new filesystem asks whoever mounts it, not the owner of the ${kind} namespace that it shows`,
    file: `${KERNEL}/mounts/mount-filesystem.ts`,
    right: `return process.${kind}Namespace.owner;`,
    wrong: "return process.userNamespace;",
  })),
  {
    kind: "sysfs reads its options before it asks the owner of the network namespace",
    file: `${KERNEL}/mounts/mount-filesystem.ts`,
    right: 'const asksFirst = type === "sysfs";',
    wrong: "const asksFirst = process.euid < 0;",
  },
  {
    kind: "chmod leaves the mask of an access control list",
    file: `${KERNEL}/inode/change-mode.ts`,
    right: 'case "mask":\n        return { ...entry, permissions: group };',
    wrong: 'case "mask":\n        return entry;',
  },
  {
    kind: "chmod leaves the entry for others of an access control list",
    file: `${KERNEL}/inode/change-mode.ts`,
    right: "return { ...entry, permissions: mode & 7 };",
    wrong: "return entry;",
  },
  {
    kind: "a hard limit is raised by whoever may set it",
    file: `${KERNEL}/processes/control-process.ts`,
    right: 'return !raises || overHost(trace, process, CAP_SYS_RESOURCE) ? undefined : "EPERM";',
    wrong: "return undefined;",
  },
  {
    kind: "real-time I/O priority is everybody's",
    file: `${KERNEL}/processes/control-process.ts`,
    right: "if (raises && !overHost(trace, process, CAP_SYS_ADMIN) && !overHost(trace, process, CAP_SYS_NICE))",
    wrong: "if (raises && ruid < 0)",
  },
  {
    kind: "FUSE is idmapped though its server did not ask for it",
    file: `${KERNEL}/mounts/idmap-mount.ts`,
    right: "if (!allowsIdmap) return",
    wrong: "if (!allowsIdmap && type === id) return",
  },
  {
    kind: "who enters a namespace by a link or a pidfd is not asked whether he may look at the process",
    file: `${KERNEL}/userns/set-user-namespace.ts`,
    right: "return mayFollow(trace, process, target, way) ?? mayEnter(",
    wrong: "return mayEnter(",
  },
  {
    kind: "the command takes the same pod for another one with the same IDs",
    file: "src/cli/explain/world/place.ts",
    right: 'return { userNamespace, preposition: "in", name: "the same pod"',
    wrong: 'return { userNamespace: { ...userNamespace, id: "another" }, preposition: "in", name: "the same pod"',
  },
  {
    kind: "anybody searches /proc/PID/fd",
    file: `${KERNEL}/processes/access-process.ts`,
    right: "procFile(target, 0o500)",
    wrong: "procFile(target, 0o555)",
  },
  {
    kind: "through an overlay the set-group-ID bit is judged by the caller alone",
    file: `${KERNEL}/fs/chown-file.ts`,
    right: "    file.layer === undefined\n",
    wrong: "    file.mode >= 0\n",
  },
  {
    kind: "who mounted an overlay is not asked about a new device",
    file: `${KERNEL}/fs/create-file.ts`,
    right: "(device ? mounterMayMknod(trace, directory) : undefined)",
    wrong: "undefined",
  },
  {
    kind: "who mounted an overlay is not asked about a device that is copied up",
    file: `${KERNEL}/inode/copy-up.ts`,
    right: "(isDevice(type) ? mounterMayMknod(trace, file) : undefined) ??",
    wrong: "",
  },
  {
    kind: "a pipe or a device on a read-only mount is not written to",
    file: `${KERNEL}/fs/open-file.ts`,
    right: "if ((want & MAY_WRITE) === 0 || !isStored(file)) return undefined;",
    wrong: "if ((want & MAY_WRITE) === 0) return undefined;",
  },
  {
    kind: "a socket is opened",
    file: `${KERNEL}/fs/open-file.ts`,
    right: 'if (file.type === "socket") {',
    wrong: 'if (file.type === "socket" && want < 0) {',
  },
  {
    kind: "the mode of /proc/PID/setgroups is passed over",
    file: `${KERNEL}/userns/setgroups-file.ts`,
    right: "const errno = mayOpenNamespaceFile(trace, process, target, MAY_WRITE);",
    wrong: "const errno = process.euid < 0 ? mayOpenNamespaceFile(trace, process, target, MAY_WRITE) : undefined;",
  },
  {
    kind: "a set-user-ID program does not set limits of its own",
    file: `${KERNEL}/processes/control-process.ts`,
    right: "!isItself(trace, process, target) &&",
    wrong: "",
  },
  {
    kind: "a process traces a thread of its own",
    file: `${KERNEL}/processes/access-process.ts`,
    right: "if (sameThreadGroup(process, target)) {",
    wrong: "if (sameThreadGroup(process, target) && process.euid < 0) {",
  },
  {
    kind: "rename puts a file over a directory, and a directory over a file",
    file: `${KERNEL}/fs/rename-file.ts`,
    right: "mayRemoveEntry(trace, process, to, replaced, file)",
    wrong: "mayRemoveEntry(trace, process, to, replaced, replaced)",
  },
  {
    kind: "a link leads from one mount to another",
    file: `${KERNEL}/fs/link-file.ts`,
    right: "sameMount(trace, file, directory) ??",
    wrong: "",
  },
  {
    kind: "the file user writes settings of the kernel, not the effective one",
    file: `${KERNEL}/inode/sysctl.ts`,
    right: "if (process.euid === 0) return",
    wrong: "if (process.fsuid === 0) return",
  },
  {
    kind: "chown without an ID is allowed for an immutable file of ext4",
    file: `${KERNEL}/fs/notify-change.ts`,
    right: "if (file.immutable && CHECKS_IMMUTABLE",
    wrong: "if (file.immutable && (owner ?? group ?? mode) !== undefined && CHECKS_IMMUTABLE",
  },
  {
    kind: "there are more than 64 signals",
    file: `${KERNEL}/processes/send-signal.ts`,
    right: "const NSIG = 64;",
    wrong: "const NSIG = 128;",
  },
  {
    kind: "ping groups that end before they begin are kept",
    file: `${KERNEL}/net/ping-groups.ts`,
    right: "if (low <= high && groups.low <= groups.high) return groups;",
    wrong: "if (groups.low >= 0) return groups;",
  },
  {
    kind: "/proc/PID of a process that is not dumpable belongs to root",
    file: `${KERNEL}/inode/proc-file.ts`,
    right: 'target.dumpable || (type === "directory" && mode === 0o555)',
    wrong: "target.dumpable",
  },
  {
    kind: "a file capability on a pod's own filesystem is given by every root of the host",
    file: `${KERNEL}/attributes/file-capability.ts`,
    right: "rootId: isVersion2(undefined, process, file) ? undefined : rootInInode(process, file)",
    wrong: "rootId: isVersion2(undefined, process, file) ? rootInInode(process, file) : undefined",
  },
  {
    kind: "newgidmap does not deny setgroups where only the own group is mapped",
    file: "src/core/userland/newuidmap.ts",
    right: 'return "deny";',
    wrong: "return undefined;",
  },
];
