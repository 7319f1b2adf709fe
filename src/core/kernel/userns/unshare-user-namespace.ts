import { NO_ID } from "../../id/id.ts";
import { expectText } from "../../misuse/misuse.ts";
import { ALL_CAPABILITIES } from "../credentials/capability.ts";
import { hasBit } from "../credentials/capability-algebra.ts";
import { CAP_SETFCAP } from "../credentials/capability-numbers.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import { gidIn, uidIn } from "../credentials/kernel-ids.ts";
import type { Process } from "../credentials/process.ts";
import { createUserNamespace, type UserNamespace } from "../credentials/user-namespace.ts";
import { conclude, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { commitCredentials } from "../identity/commit-credentials.ts";
import { namespaceRules as rules } from "../rules/namespace-rules.ts";
import { type Charges, charged, expectCharges, mayCharge } from "./ucounts.ts";

/** What the creation of a user namespace changes. */
export interface Unshared {
  /** The process in its new namespace, whose maps are not written yet. */
  readonly process: Process;
  /** How many namespaces everybody has created, this one included. */
  readonly charges: Charges;
}

/**
 * Decides whether a process may create a user namespace, and puts it into it: unshare(2) with `CLONE_NEWUSER`.
 *
 * @param process - who asks, with its credentials
 * @param id - the name of the new namespace, unique in the system
 * @param charges - how many namespaces everybody has created so far; nobody any unless given
 * @returns the decision; its value is the process in its namespace, with all capabilities there. EINVAL: several threads.
 * ENOSPC: too deep, or too many. EPERM: in a chroot, or without a mapping for its effective user or group
 * @remarks unshare(2), user_namespaces(7); `create_user_ns` in `kernel/user_namespace.c`.
 * @example
 * ```ts
 * import { createProcess, unshareUserNamespace } from "userns-sim/kernel";
 *
 * const inside = unshareUserNamespace(createProcess({ uid: 1000 }), "mine").value?.process;
 * [inside?.userNamespace.owner, inside?.effective]; // => [1000, 0x1ffffffffff]
 * ```
 */
export function unshareUserNamespace(process: Process, id: string, charges: Charges = {}): Decision<Unshared> {
  expectProcess("unshareUserNamespace", "process", process);
  expectText("unshareUserNamespace", "id", id);
  expectCharges("unshareUserNamespace", charges);
  const steps: Step[] = [];
  return conclude(steps, mayUnshare(steps, process, id, charges), () => ({
    process: inNamespace(steps, process, newNamespace(process, id)),
    charges: charged(process, charges),
  }));
}

/** Answers {@link unshareUserNamespace} with the errno alone, `undefined` when it may. */
export function unshareUserNamespaceErrno(process: Process, id: string, charges: Charges = {}): Errno | undefined {
  expectProcess("unshareUserNamespace", "process", process);
  expectText("unshareUserNamespace", "id", id);
  expectCharges("unshareUserNamespace", charges);
  return mayUnshare(undefined, process, id, charges);
}

export function mayUnshare(trace: Trace, process: Process, id: string, charges: Charges): Errno | undefined {
  const { userNamespace: parent, euid, egid } = process;
  // unshare(2): "CLONE_NEWUSER requires that the calling process is not threaded".
  if (process.multiThreaded) return refusesThreads(trace);
  // Counted from the host at 0: namespaces at level 33 exist, and have no children.
  const tooDeep = parent.level > MAX_LEVEL;
  trace?.push(
    step(rules, "namespace-level", tooDeep ? "refuses" : "passes", { parent: parent.id, level: parent.level }),
  );
  if (tooDeep) return "ENOSPC";
  const errno = mayCharge(trace, process, "userNamespaces", charges);
  if (errno !== undefined) return errno;
  // unshare(2), EPERM: "the caller's root directory does not match the root directory of the mount namespace".
  if (process.chrooted) {
    trace?.push(step(rules, "namespace-chroot", "refuses", {}));
    return "EPERM";
  }
  // The owner could not be shown to anybody there.
  const isMapped = uidIn(parent, euid) !== NO_ID && gidIn(parent, egid) !== NO_ID;
  trace?.push(
    step(rules, "namespace-creator-mapped", isMapped ? "passes" : "refuses", { euid, egid, parent: parent.id }),
  );
  if (!isMapped) return "EPERM";
  trace?.push(step(rules, "namespace-created", "grants", { namespace: id, level: parent.level + 1, owner: euid }));
  return undefined;
}

export function refusesThreads(trace: Trace): Errno {
  trace?.push(step(rules, "namespace-threads", "refuses", {}));
  return "EINVAL";
}

/** `set_cred_user_ns`: a process in another user namespace. The IDs stay, the capabilities begin anew. */
export function inNamespace(trace: Trace, process: Process, userNamespace: UserNamespace): Process {
  return commitCredentials(trace, process, {
    ...process,
    userNamespace,
    effective: ALL_CAPABILITIES,
    permitted: ALL_CAPABILITIES,
    inheritable: 0,
    ambient: 0,
    bounding: ALL_CAPABILITIES,
    securebits: { noRoot: false, noSetuidFixup: false, keepCaps: false },
  });
}

export function newNamespace(process: Process, id: string): UserNamespace {
  return {
    ...createUserNamespace(process.userNamespace, { id, owner: process.euid, group: process.egid }),
    creatorHadSetfcap: hasBit(process.effective, CAP_SETFCAP),
  };
}

/** The deepest level at which a namespace may have a child: `parent_ns->level > 32` is refused. */
const MAX_LEVEL = 32;
