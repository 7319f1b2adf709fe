import { concludePlain, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { capabilityRules as rules } from "../rules/capability-rules.ts";
import { CAPABILITIES, type Capability, capabilityNumber } from "./capability.ts";
import { hasBit } from "./capability-algebra.ts";
import { expectProcess } from "./expect-process.ts";
import type { Credentials } from "./process.ts";
import { expectNamespace, sameNamespace, type UserNamespace } from "./user-namespace.ts";

/**
 * Decides whether a process has a capability over what belongs to a user namespace.
 *
 * @param process - the process that asks
 * @param namespace - the user namespace that owns what it wants to touch
 * @param capability - the name of the capability
 * @returns the decision; EPERM when it has not
 * @throws RangeError when the name is no capability.
 * @remarks capabilities(7), user_namespaces(7), `cap_capable`. Two ways lead to a capability: it is in the effective set
 * and the namespace is the process's own or one below it; or the process's effective user created the namespace, or one
 * between it and its own, in which case it has all of them, whatever its sets say.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { createProcess, createUserNamespace, hasCapability, initialNamespace } from "userns-sim/kernel";
 *
 * const pod = createUserNamespace(initialNamespace(), { id: "pod-a", maps: podIdMap({ start: 65536, size: 65536 }) });
 * const podRoot = createProcess({ userNamespace: pod });
 * hasCapability(podRoot, pod, "CAP_SYS_ADMIN").allowed; // => true
 * hasCapability(podRoot, initialNamespace(), "CAP_SYS_ADMIN").decidedBy; // => "capability-reach"
 * ```
 */
export function hasCapability(process: Credentials, namespace: UserNamespace, capability: Capability): Decision {
  expectProcess("hasCapability", "process", process);
  expectNamespace("hasCapability", "namespace", namespace);
  const steps: Step[] = [];
  return concludePlain(steps, check(steps, process, namespace, capabilityNumber("hasCapability", capability)));
}

/** Answers {@link hasCapability} with the errno alone, `undefined` when it may. */
export function hasCapabilityErrno(
  process: Credentials,
  namespace: UserNamespace,
  capability: Capability,
): Errno | undefined {
  expectProcess("hasCapability", "process", process);
  expectNamespace("hasCapability", "namespace", namespace);
  return check(undefined, process, namespace, capabilityNumber("hasCapability", capability));
}

/** `ns_capable`: whether a process has a capability over what belongs to a user namespace. */
export function nsCapable(trace: Trace, process: Credentials, target: UserNamespace, bit: number): boolean {
  const own = process.userNamespace;
  let namespace = target;
  for (;;) {
    if (sameNamespace(namespace, own)) {
      const held = hasBit(process.effective, bit);
      if (trace !== undefined) trace.push(heldStep(held, own, target, bit));
      return held;
    }
    // No way leads up or across: a namespace that is not deeper than the caller's cannot lie below it.
    const { parent } = namespace;
    if (namespace.level <= own.level || parent === undefined) {
      trace?.push(
        step(rules, "capability-reach", "refuses", {
          capability: CAPABILITIES[bit] as string,
          caller: own.id,
          namespace: target.id,
        }),
      );
      return false;
    }
    if (namespace.owner === process.euid && sameNamespace(parent, own)) {
      trace?.push(
        step(rules, "capability-owner", "grants", {
          capability: CAPABILITIES[bit] as string,
          euid: process.euid,
          caller: own.id,
          created: namespace.id,
          namespace: target.id,
        }),
      );
      return true;
    }
    namespace = parent;
  }
}

/** `capable`: in the initial user namespace, so never for a process of another one. */
export function capable(trace: Trace, process: Credentials, bit: number): boolean {
  return nsCapable(trace, process, topOf(process.userNamespace), bit);
}

function heldStep(held: boolean, own: UserNamespace, target: UserNamespace, bit: number): Step {
  const capability = CAPABILITIES[bit] as string;
  if (!held) return step(rules, "capability-held", "refuses", { capability, caller: own.id });
  return sameNamespace(own, target)
    ? step(rules, "capability-held", "grants", { capability, caller: own.id })
    : step(rules, "capability-reach", "grants", { capability, caller: own.id, namespace: target.id });
}

/** The initial namespace lies above every one, so it need not be handed around. */
function topOf(namespace: UserNamespace): UserNamespace {
  let top = namespace;
  while (top.parent !== undefined) top = top.parent;
  return top;
}

function check(trace: Trace, process: Credentials, namespace: UserNamespace, bit: number): Errno | undefined {
  return nsCapable(trace, process, namespace, bit) ? undefined : "EPERM";
}
