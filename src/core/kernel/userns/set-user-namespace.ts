import { CAP_SYS_ADMIN } from "../credentials/capability-numbers.ts";
import { nsCapable } from "../credentials/has-capability.ts";
import type { Process } from "../credentials/process.ts";
import { sameNamespace, type UserNamespace } from "../credentials/user-namespace.ts";
import { conclude, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { namespaceRules as rules } from "../rules/namespace-rules.ts";
import { inNamespace, refusesThreads } from "./unshare-user-namespace.ts";

/**
 * Decides whether a process may enter a user namespace that exists: setns(2).
 *
 * @param process - who asks, with its credentials
 * @param namespace - the one to enter
 * @returns the decision; its value is the process in the namespace: with all capabilities there, and the kernel's IDs it had.
 * EINVAL: it is there already, or has several threads. EPERM: no CAP_SYS_ADMIN over the namespace, so never one above
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
  const steps: Step[] = [];
  return conclude(steps, mayEnter(steps, process, namespace), () => {
    steps.push(step(rules, "namespace-joined", "changes", { namespace: namespace.id, euid: process.euid }));
    return inNamespace(steps, process, namespace);
  });
}

/** Answers {@link setUserNamespace} with the errno alone, `undefined` when it may. */
export function setUserNamespaceErrno(process: Process, namespace: UserNamespace): Errno | undefined {
  return mayEnter(undefined, process, namespace);
}

function mayEnter(trace: Trace, process: Process, namespace: UserNamespace): Errno | undefined {
  // setns(2), EINVAL: "The caller attempted to join the user namespace in which it is already a member." Otherwise a process
  // that gave up its capabilities could have them back.
  if (sameNamespace(namespace, process.userNamespace)) {
    trace?.push(step(rules, "namespace-same", "refuses", { namespace: namespace.id }));
    return "EINVAL";
  }
  if (process.multiThreaded) return refusesThreads(trace);
  // setns(2): it needs "the CAP_SYS_ADMIN capability in the target user namespace", in one of the two ways.
  trace?.push(step(rules, "namespace-joined", "passes", { namespace: namespace.id }));
  return nsCapable(trace, process, namespace, CAP_SYS_ADMIN) ? undefined : "EPERM";
}
