import { expectOneOf } from "../../misuse/misuse.ts";
import { CAP_SYS_ADMIN, CAP_SYS_CHROOT } from "../credentials/capability-numbers.ts";
import { expectOwned, expectProcess } from "../credentials/expect-process.ts";
import { nsCapable } from "../credentials/has-capability.ts";
import type { OwnedNamespace, PidNamespace, Process } from "../credentials/process.ts";
import type { UserNamespace } from "../credentials/user-namespace.ts";
import { conclude, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { ownedRules as rules } from "../rules/owned-rules.ts";
import { mayFollow, NAMESPACE_WAYS, type NamespaceWay } from "../userns/set-user-namespace.ts";
import {
  isPidWithin,
  KIND_WORDS,
  namespaceOfKind,
  OWNED_KINDS,
  type OwnedKind,
  withNamespace,
} from "./namespace-kind.ts";

/**
 * Decides whether a process may join a namespace of which it holds a descriptor: setns(2). User namespaces have a function of
 * their own, `setUserNamespace`.
 *
 * @param process - who asks, with its credentials
 * @param kind - the kind of namespace
 * @param namespace - the one to join, with the user namespace that owns it
 * @returns the decision; its value is the process in the namespace. Its PID namespace does not change, only that of its
 * children. EPERM: no CAP_SYS_ADMIN over the owner or in its own user namespace, or for `mnt` no CAP_SYS_CHROOT there. EINVAL:
 * for `mnt`, it has several threads, or shares its directories with another process; for `pid`, the namespace neither is its own nor lies below. EUSERS:
 * for `time`, it has several threads
 * @remarks setns(2); the function `install` of each kind, such as `mntns_install` in `fs/namespace.c`. Where a namespace came
 * from is not asked: one that the process is in already may be joined again.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { createProcess, createUserNamespace, initialNamespace, setNamespace } from "userns-sim/kernel";
 *
 * const pod = createUserNamespace(initialNamespace(), { id: "pod-a", maps: podIdMap({ start: 65536, size: 65536 }) });
 * const network = { id: "pod-a", owner: pod };
 * setNamespace(createProcess(), "net", network).value?.networkNamespace === network; // => true
 * setNamespace(createProcess({ userNamespace: pod }), "net", network).allowed; // => true
 * // Its user owns the pod's namespace; but it has no capability in its own.
 * setNamespace(createProcess({ capabilities: [] }), "net", network).decidedBy; // => "capability-held"
 * ```
 */
export function setNamespace(
  process: Process,
  kind: OwnedKind,
  namespace: OwnedNamespace | PidNamespace,
): Decision<Process> {
  expectProcess("setNamespace", "process", process);
  expectOneOf("setNamespace", "kind", kind, OWNED_KINDS);
  expectOwned("setNamespace", "namespace", namespace);
  const steps: Step[] = [];
  return conclude(steps, mayJoin(steps, process, kind, namespace), () => joined(steps, process, kind, namespace));
}

/** Answers {@link setNamespace} with the errno alone, `undefined` when it may. */
export function setNamespaceErrno(
  process: Process,
  kind: OwnedKind,
  namespace: OwnedNamespace | PidNamespace,
): Errno | undefined {
  expectProcess("setNamespace", "process", process);
  expectOneOf("setNamespace", "kind", kind, OWNED_KINDS);
  expectOwned("setNamespace", "namespace", namespace);
  return mayJoin(undefined, process, kind, namespace);
}

/**
 * Decides whether a process may join a namespace of another one, on one of the ways to it. Several by one call: `setNamespacesOf`.
 *
 * @param process - who asks, with its credentials
 * @param target - a process in the namespace
 * @param kind - the kind of namespace
 * @param way - how it gets at the namespace
 * @returns the decision; its value is the process in the namespace, as of {@link setNamespace}. EACCES: it may not follow the link.
 * EPERM: it may not look into the target, or as of {@link setNamespace}
 * @remarks setns(2); `proc_ns_get_link` in `fs/proc/namespaces.c`, `validate_nsset` in `kernel/nsproxy.c`.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { createProcess, createUserNamespace, initialNamespace, setNamespaceOf } from "userns-sim/kernel";
 *
 * const pod = createUserNamespace(initialNamespace(), { id: "pod-a", maps: podIdMap({ start: 65536, size: 65536 }) });
 * const podRoot = createProcess({ userNamespace: pod, mountNamespace: { id: "pod-a", owner: pod } });
 * setNamespaceOf(createProcess(), podRoot, "mnt", "link").allowed; // => true
 * setNamespaceOf(podRoot, createProcess(), "mnt", "link").errno; // => "EACCES"
 * ```
 */
export function setNamespaceOf(
  process: Process,
  target: Process,
  kind: OwnedKind,
  way: NamespaceWay,
): Decision<Process> {
  expectAsked(process, target, kind, way);
  const steps: Step[] = [];
  const namespace = namespaceOfKind(target, kind);
  const errno = mayFollow(steps, process, target, way) ?? mayJoin(steps, process, kind, namespace);
  return conclude(steps, errno, () => joined(steps, process, kind, namespace));
}

/** Answers {@link setNamespaceOf} with the errno alone, `undefined` when it may. */
export function setNamespaceOfErrno(
  process: Process,
  target: Process,
  kind: OwnedKind,
  way: NamespaceWay,
): Errno | undefined {
  expectAsked(process, target, kind, way);
  const namespace = namespaceOfKind(target, kind);
  return mayFollow(undefined, process, target, way) ?? mayJoin(undefined, process, kind, namespace);
}

function expectAsked(process: Process, target: Process, kind: OwnedKind, way: NamespaceWay): void {
  expectProcess("setNamespaceOf", "process", process);
  expectProcess("setNamespaceOf", "target", target);
  expectOneOf("setNamespaceOf", "kind", kind, OWNED_KINDS);
  expectOneOf("setNamespaceOf", "way", way, NAMESPACE_WAYS);
}

/** What is joined along with a namespace, by the same call. */
export interface Joining {
  /** `nsset->cred->user_ns`: the user namespace that the process will be in. */
  readonly own: UserNamespace;
  /** `copy_fs_struct` in `prepare_nsset`: whether `mnt` changes a copy of the directories, as it does among other kinds. */
  readonly copiesDirectories: boolean;
}

export function mayJoin(
  trace: Trace,
  process: Process,
  kind: OwnedKind,
  namespace: OwnedNamespace,
  { own, copiesDirectories }: Joining = { own: process.userNamespace, copiesDirectories: false },
): Errno | undefined {
  if (kind === "time" && process.multiThreaded) {
    trace?.push(step(rules, "join-threads", "refuses", {}));
    return "EUSERS";
  }
  if (!isAdministrator(trace, process, kind, namespace, own)) return "EPERM";
  // Threads share them, too.
  if (kind === "mnt" && !copiesDirectories && (process.sharesDirectories || process.multiThreaded)) {
    trace?.push(step(rules, "join-shared-directories", "refuses", {}));
    return "EINVAL";
  }
  if (kind === "pid") {
    const isWithin = isPidWithin(namespace, process.pidNamespace);
    trace?.push(step(rules, "join-pid-descendant", isWithin ? "passes" : "refuses", {}));
    if (!isWithin) return "EINVAL";
  }
  trace?.push(step(rules, "joined", "grants", { kind: KIND_WORDS[kind], owner: namespace.owner.id }));
  return undefined;
}

/** In the order of the kernel, in which the owner comes last for a cgroup namespace alone. */
function isAdministrator(
  trace: Trace,
  process: Process,
  kind: OwnedKind,
  namespace: OwnedNamespace,
  own: UserNamespace,
): boolean {
  if (kind === "cgroup") return ofItself(trace, process, kind, own) && ofOwner(trace, process, kind, namespace);
  return (
    ofOwner(trace, process, kind, namespace) &&
    (kind !== "mnt" || mayChangeRoot(trace, process, own)) &&
    ofItself(trace, process, kind, own)
  );
}

function ofOwner(trace: Trace, process: Process, kind: OwnedKind, { owner }: OwnedNamespace): boolean {
  trace?.push(step(rules, "join-target", "passes", { kind: KIND_WORDS[kind], owner: owner.id }));
  return nsCapable(trace, process, owner, CAP_SYS_ADMIN);
}

function ofItself(trace: Trace, process: Process, kind: OwnedKind, own: UserNamespace): boolean {
  trace?.push(step(rules, "join-own", "passes", { kind: KIND_WORDS[kind], namespace: own.id }));
  return nsCapable(trace, process, own, CAP_SYS_ADMIN);
}

function mayChangeRoot(trace: Trace, process: Process, own: UserNamespace): boolean {
  trace?.push(step(rules, "join-chroot", "passes", { namespace: own.id }));
  return nsCapable(trace, process, own, CAP_SYS_CHROOT);
}

export function joined(steps: Step[], process: Process, kind: OwnedKind, namespace: OwnedNamespace): Process {
  if (kind === "pid") steps.push(step(rules, "joined", "changes", {}));
  const after = withNamespace(process, kind, namespace);
  // `mntns_install` gives it the root of the namespace, `timens_install` its children the same clocks.
  if (kind === "mnt") return { ...after, chrooted: false };
  return kind === "time" ? { ...after, timeNamespaceForChildren: undefined } : after;
}
