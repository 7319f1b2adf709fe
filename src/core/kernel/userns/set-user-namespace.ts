import { expectOneOf } from "../../misuse/misuse.ts";
import { CAP_SYS_ADMIN } from "../credentials/capability-numbers.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import { nsCapable } from "../credentials/has-capability.ts";
import type { Process } from "../credentials/process.ts";
import { expectNamespace, sameNamespace, type UserNamespace } from "../credentials/user-namespace.ts";
import { conclude, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { mayTrace } from "../processes/may-trace.ts";
import { namespaceRules as rules } from "../rules/namespace-rules.ts";
import { inNamespace, refusesThreads } from "./unshare-user-namespace.ts";

/**
 * Decides whether a process may enter a user namespace of which it holds a descriptor: setns(2).
 *
 * How it came by the descriptor is another question: see {@link setUserNamespaceOf} for the two ways from a process, both of
 * which are guarded like ptrace(2). One that was handed over is not guarded at all.
 *
 * @param process - who asks, with its credentials
 * @param namespace - the one to enter
 * @returns the decision; its value is the process in the namespace: with all capabilities there, and the kernel's IDs it had.
 * EINVAL: it is there already, has several threads, or shares its directories. EPERM: no CAP_SYS_ADMIN over the namespace, so never one above
 * @remarks setns(2), user_namespaces(7); `userns_install` in `kernel/user_namespace.c`.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { createProcess, createUserNamespace, initialNamespace, setUserNamespace } from "userns-sim/kernel";
 *
 * const pod = createUserNamespace(initialNamespace(), { id: "pod-a", maps: podIdMap({ start: 65536, size: 65536 }) });
 * const powerless = createProcess({ uid: 0, capabilities: [] });
 * setUserNamespace(powerless, pod).decidedBy; // => "capability-owner"
 * setUserNamespace(createProcess({ userNamespace: pod }), initialNamespace()).errno; // => "EPERM"
 * ```
 */
export function setUserNamespace(process: Process, namespace: UserNamespace): Decision<Process> {
  expectProcess("setUserNamespace", "process", process);
  expectNamespace("setUserNamespace", "namespace", namespace);
  const steps: Step[] = [];
  return conclude(steps, mayEnter(steps, process, namespace), () => entered(steps, process, namespace));
}

/** Answers {@link setUserNamespace} with the errno alone, `undefined` when it may. */
export function setUserNamespaceErrno(process: Process, namespace: UserNamespace): Errno | undefined {
  expectProcess("setUserNamespace", "process", process);
  expectNamespace("setUserNamespace", "namespace", namespace);
  return mayEnter(undefined, process, namespace);
}

/** All ways from a process to its namespaces. */
export const NAMESPACE_WAYS = ["link", "pidfd"] as const;

/**
 * A way from a process to one of its namespaces.
 *
 * | | |
 * |---|---|
 * | `link` | opening a link of `/proc/PID/ns`, then setns(2), as nsenter(1) does |
 * | `pidfd` | setns(2) with a descriptor of pidfd_open(2) |
 */
export type NamespaceWay = (typeof NAMESPACE_WAYS)[number];

/**
 * Decides whether a process may enter the user namespace of another one, on one of the ways to it.
 *
 * @param process - who asks, with its credentials
 * @param target - a process in the namespace
 * @param way - how it gets at the namespace
 * @returns the decision; its value is the process in the namespace, as of {@link setUserNamespace}. EACCES: it may not follow the
 * link. EPERM: it may not look into the target, or has no CAP_SYS_ADMIN over the namespace. EINVAL: it is there already,
 * has several threads, or shares its directories
 * @remarks setns(2); `proc_ns_get_link` in `fs/proc/namespaces.c`, `validate_nsset` in `kernel/nsproxy.c`.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { createProcess, createUserNamespace, initialNamespace } from "userns-sim/kernel";
 * import { setUserNamespace, setUserNamespaceOf } from "userns-sim/kernel";
 *
 * const pod = createUserNamespace(initialNamespace(), { id: "pod-a", maps: podIdMap({ start: 65536, size: 65536 }) });
 * const target = createProcess({ userNamespace: pod });
 * const admin = createProcess({ uid: 1000, capabilities: ["CAP_SYS_ADMIN"] });
 * setUserNamespaceOf(admin, target, "link").errno; // => "EACCES"
 * setUserNamespaceOf(admin, target, "pidfd").errno; // => "EPERM"
 * setUserNamespace(admin, pod).allowed; // => true
 * setUserNamespaceOf(createProcess(), target, "link").allowed; // => true
 * ```
 */
export function setUserNamespaceOf(process: Process, target: Process, way: NamespaceWay): Decision<Process> {
  expectProcess("setUserNamespaceOf", "process", process);
  expectProcess("setUserNamespaceOf", "target", target);
  expectOneOf("setUserNamespaceOf", "way", way, NAMESPACE_WAYS);
  const steps: Step[] = [];
  return conclude(steps, mayEnterBy(steps, process, target, way), () => entered(steps, process, target.userNamespace));
}

/** Answers {@link setUserNamespaceOf} with the errno alone, `undefined` when it may. */
export function setUserNamespaceOfErrno(process: Process, target: Process, way: NamespaceWay): Errno | undefined {
  expectProcess("setUserNamespaceOf", "process", process);
  expectProcess("setUserNamespaceOf", "target", target);
  expectOneOf("setUserNamespaceOf", "way", way, NAMESPACE_WAYS);
  return mayEnterBy(undefined, process, target, way);
}

export function entered(steps: Step[], process: Process, namespace: UserNamespace): Process {
  steps.push(step(rules, "namespace-joined", "changes", { namespace: namespace.id, euid: process.euid }));
  return inNamespace(steps, process, namespace);
}

function mayEnterBy(trace: Trace, process: Process, target: Process, way: NamespaceWay): Errno | undefined {
  return mayFollow(trace, process, target, way) ?? mayEnter(trace, process, target.userNamespace);
}

/** `PTRACE_MODE_READ_FSCREDS` for the link, `PTRACE_MODE_READ_REALCREDS` for the pidfd: whatever kind of namespace it leads to. */
export function mayFollow(trace: Trace, process: Process, target: Process, way: NamespaceWay): Errno | undefined {
  const withFileIds = way === "link";
  trace?.push(step(rules, "namespace-way", "passes", { way }));
  if (mayTrace(trace, process, target, { attaches: false, withFileIds }, {})) return undefined;
  return withFileIds ? "EACCES" : "EPERM";
}

/** `userns_install`. */
export function mayEnter(trace: Trace, process: Process, namespace: UserNamespace): Errno | undefined {
  // setns(2), EINVAL: "The caller attempted to join the user namespace in which it is already a member." Otherwise a process
  // that gave up its capabilities could have them back.
  if (sameNamespace(namespace, process.userNamespace)) {
    trace?.push(step(rules, "namespace-same", "refuses", { namespace: namespace.id }));
    return "EINVAL";
  }
  if (process.multiThreaded) return refusesThreads(trace);
  // `fs->users != 1` in `userns_install`.
  if (process.sharesDirectories) {
    trace?.push(step(rules, "namespace-shared-directories", "refuses", {}));
    return "EINVAL";
  }
  // setns(2): it needs "the CAP_SYS_ADMIN capability in the target user namespace", in one of the two ways.
  trace?.push(step(rules, "namespace-joined", "passes", { namespace: namespace.id }));
  return nsCapable(trace, process, namespace, CAP_SYS_ADMIN) ? undefined : "EPERM";
}
