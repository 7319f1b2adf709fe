import { expectArray, expectOneOf, expectText, misuse } from "../../misuse/misuse.ts";
import { CAP_SYS_ADMIN } from "../credentials/capability-numbers.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import { nsCapable } from "../credentials/has-capability.ts";
import type { Process } from "../credentials/process.ts";
import { isWithin, type UserNamespace } from "../credentials/user-namespace.ts";
import { conclude, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { ownedRules as rules } from "../rules/owned-rules.ts";
import { type Charges, charged, expectCharges } from "../userns/ucounts.ts";
import { inNamespace, mayUnshare, newNamespace, type Unshared } from "../userns/unshare-user-namespace.ts";
import {
  KIND_WORDS,
  NAMESPACE_KINDS,
  type NamespaceKind,
  OWNED_KINDS,
  type OwnedKind,
  pidLevel,
  withNamespace,
} from "./namespace-kind.ts";

/**
 * Decides whether a process may make namespaces, and puts it into them: unshare(2).
 *
 * @param process - who asks, with its credentials
 * @param kinds - which kinds, at least one
 * @param id - the name of the new namespaces, unique among those of each kind
 * @param charges - how many user namespaces everybody has created so far; nobody any unless given
 * @returns the decision; its value is the process in its namespaces, which its user namespace owns: the new one, if there is
 * one among them. Of `pid` and `time` they are those of its children. EPERM: no CAP_SYS_ADMIN in its user namespace, which
 * nobody needs who makes that along with the others. EINVAL: it has made or joined another PID namespace already, or one whose
 * owner lies elsewhere. ENOSPC: PID namespaces nested too deep. With `user` also as of `unshareUserNamespace`
 * @remarks unshare(2), namespaces(7); `ksys_unshare` in `kernel/fork.c`, `unshare_nsproxy_namespaces` in `kernel/nsproxy.c`,
 * `copy_pid_ns` in `kernel/pid_namespace.c`.
 * @example
 * ```ts
 * import { createProcess, unshareNamespaces } from "userns-sim/kernel";
 *
 * const alice = createProcess({ uid: 1000 });
 * unshareNamespaces(alice, ["net"], "alice").errno; // => "EPERM"
 * const inside = unshareNamespaces(alice, ["user", "net"], "alice").value?.process;
 * inside?.networkNamespace.owner === inside?.userNamespace; // => true
 * ```
 */
export function unshareNamespaces(
  process: Process,
  kinds: readonly NamespaceKind[],
  id: string,
  charges: Charges = {},
): Decision<Unshared> {
  expectAsked(process, kinds, id, charges);
  const steps: Step[] = [];
  const owner = ownerOf(process, kinds, id);
  return conclude(steps, mayMake(steps, process, owner, kinds, id, charges), () => {
    const inside = kinds.includes("user") ? inNamespace(steps, process, owner) : process;
    return {
      process: owned(kinds).reduce((made: Process, kind) => makeIn(steps, made, owner, kind, id), inside),
      charges: kinds.includes("user") ? charged(process, charges) : charges,
    };
  });
}

/** Answers {@link unshareNamespaces} with the errno alone, `undefined` when it may. */
export function unshareNamespacesErrno(
  process: Process,
  kinds: readonly NamespaceKind[],
  id: string,
  charges: Charges = {},
): Errno | undefined {
  expectAsked(process, kinds, id, charges);
  return mayMake(undefined, process, ownerOf(process, kinds, id), kinds, id, charges);
}

function expectAsked(process: Process, kinds: readonly NamespaceKind[], id: string, charges: Charges): void {
  const caller = "unshareNamespaces";
  expectProcess(caller, "process", process);
  expectArray(caller, "kinds", kinds, 'an array such as ["mnt", "pid"]');
  if (kinds.length === 0) throw misuse(caller, "kinds", "at least one kind", kinds);
  for (const kind of kinds) expectOneOf(caller, "each of kinds", kind, NAMESPACE_KINDS);
  expectText(caller, "id", id);
  expectCharges(caller, charges);
}

/** Whom the new namespaces will belong to. */
function ownerOf(process: Process, kinds: readonly NamespaceKind[], id: string): UserNamespace {
  return kinds.includes("user") ? newNamespace(process, id) : process.userNamespace;
}

function owned(kinds: readonly NamespaceKind[]): readonly OwnedKind[] {
  return OWNED_KINDS.filter((kind) => kinds.includes(kind));
}

function mayMake(
  trace: Trace,
  process: Process,
  owner: UserNamespace,
  kinds: readonly NamespaceKind[],
  id: string,
  charges: Charges,
): Errno | undefined {
  if (kinds.includes("user")) {
    const errno = mayUnshare(trace, process, id, charges);
    if (errno !== undefined) return errno;
  }
  const others = owned(kinds);
  if (others.length === 0) return undefined;
  trace?.push(step(rules, "unshare-capability", "passes", { namespace: owner.id }));
  if (!nsCapable(trace, process, owner, CAP_SYS_ADMIN)) return "EPERM";
  for (const kind of others) {
    const errno = kind === "pid" ? mayMakePid(trace, process, owner) : undefined;
    if (errno !== undefined) return errno;
    trace?.push(step(rules, "unshared", "grants", { kind: KIND_WORDS[kind], owner: owner.id }));
  }
  return undefined;
}

/** `copy_pid_ns`, `create_pid_namespace`. */
function mayMakePid(trace: Trace, process: Process, owner: UserNamespace): Errno | undefined {
  const { pidNamespace, pidNamespaceForChildren = pidNamespace } = process;
  if (pidNamespaceForChildren.id !== pidNamespace.id) {
    trace?.push(step(rules, "unshare-pid-again", "refuses", {}));
    return "EINVAL";
  }
  if (!isWithin(owner, pidNamespace.owner)) {
    trace?.push(step(rules, "unshare-pid-owner", "refuses", { namespace: owner.id, owner: pidNamespace.owner.id }));
    return "EINVAL";
  }
  const level = pidLevel(pidNamespace);
  if (level < MAX_LEVEL) return undefined;
  trace?.push(step(rules, "unshare-pid-level", "refuses", { level }));
  return "ENOSPC";
}

function makeIn(steps: Step[], process: Process, owner: UserNamespace, kind: OwnedKind, id: string): Process {
  if (kind === "pid" || kind === "time") steps.push(step(rules, "unshared", "changes", {}));
  if (kind === "pid") return withNamespace(process, kind, { id, owner, parent: process.pidNamespace });
  return kind === "time"
    ? { ...process, timeNamespaceForChildren: { id, owner } }
    : withNamespace(process, kind, { id, owner });
}

/** `MAX_PID_NS_LEVEL`: counted from the host's at 0, 32 levels exist below it. */
const MAX_LEVEL = 32;
