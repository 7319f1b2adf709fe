import type { OwnedNamespace, PidNamespace, Process } from "../credentials/process.ts";
import type { FactWords } from "../decision/fact-word.ts";

/** All kinds of namespaces that belong to a user namespace, by the names of `/proc/PID/ns`, in the order of unshare(2). */
export const OWNED_KINDS = ["mnt", "uts", "ipc", "pid", "cgroup", "net", "time"] as const;

/** A kind of namespace that belongs to a user namespace. */
export type OwnedKind = (typeof OWNED_KINDS)[number];

/** All kinds of namespaces. */
export const NAMESPACE_KINDS = ["user", "mnt", "uts", "ipc", "pid", "cgroup", "net", "time"] as const;

/** A kind of namespace, by the names of `/proc/PID/ns`. */
export type NamespaceKind = (typeof NAMESPACE_KINDS)[number];

/** The namespace of a kind that a process is in. */
export function namespaceOfKind(process: Process, kind: OwnedKind): OwnedNamespace {
  return process[FIELDS[kind]];
}

/** A process in another namespace; for `pid` its children. */
export function withNamespace(process: Process, kind: OwnedKind, namespace: PidNamespace): Process {
  return kind === "pid"
    ? { ...process, pidNamespaceForChildren: namespace }
    : { ...process, [FIELDS[kind]]: namespace };
}

export const KIND_WORDS: Readonly<Record<OwnedKind, FactWords["kind"]>> = {
  mnt: "mount",
  uts: "uts",
  ipc: "ipc",
  pid: "pid",
  cgroup: "cgroup",
  net: "network",
  time: "time",
};

const FIELDS = {
  mnt: "mountNamespace",
  uts: "utsNamespace",
  ipc: "ipcNamespace",
  pid: "pidNamespace",
  cgroup: "cgroupNamespace",
  net: "networkNamespace",
  time: "timeNamespace",
} as const;

/** `pidns_is_ancestor`: whether a PID namespace is another one or lies below it. */
export function isPidWithin(inner: PidNamespace, outer: PidNamespace): boolean {
  if (inner.id === outer.id) return true;
  if (inner.parent !== undefined) return isPidWithin(inner.parent, outer);
  return inner.id !== HOST && outer.id === HOST;
}

/** How many PID namespaces lie above it. */
export function pidLevel({ id, parent }: PidNamespace): number {
  return parent === undefined ? (id === HOST ? 0 : 1) : pidLevel(parent) + 1;
}

const HOST = "host";
