import { expectArray, expectObject, expectOneOf, expectText, misuse } from "../../misuse/misuse.ts";
import { CAP_SYS_ADMIN } from "../credentials/capability-numbers.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import { nsCapable } from "../credentials/has-capability.ts";
import type { Process } from "../credentials/process.ts";
import { isWithin, type UserNamespace } from "../credentials/user-namespace.ts";
import { conclude, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { ownedRules as rules } from "../rules/owned-rules.ts";
import { type Charged, type Charges, charged, expectCharges, mayCharge } from "../userns/ucounts.ts";
import { inNamespace, mayUnshare, newNamespace } from "../userns/unshare-user-namespace.ts";
import {
  KIND_WORDS,
  NAMESPACE_KINDS,
  type NamespaceKind,
  OWNED_KINDS,
  type OwnedKind,
  pidLevel,
  withNamespace,
} from "./namespace-kind.ts";

/** How many namespaces of each kind each user of each namespace has: `{ net: { "host/0": 1 } }`. */
export type NamespaceCharges = Readonly<Partial<Record<NamespaceKind, Charges>>>;

/** What the creation of namespaces changes. */
export interface UnsharedNamespaces {
  /** The process in its namespaces; a user namespace among them has no maps yet. */
  readonly process: Process;
  /** How many namespaces everybody has created, these included. */
  readonly charges: NamespaceCharges;
}

/**
 * Decides whether a process may make namespaces, and puts it into them: unshare(2).
 *
 * @param process - who asks, with its credentials
 * @param kinds - which kinds, at least one
 * @param id - the name of the new namespaces, unique among those of each kind
 * @param charges - how many namespaces of each kind everybody has created so far; nobody any unless given
 * @returns the decision; its value is the process in its namespaces, which its user namespace owns: the new one, if there is
 * one among them. Of `pid` and `time` they are those of its children. EPERM: no CAP_SYS_ADMIN in its user namespace, which
 * nobody needs who makes that along with the others. EINVAL: it has made or joined another PID namespace already, or one whose
 * owner lies elsewhere. ENOSPC: PID namespaces nested too deep, or a user on the way up has as many of a kind as
 * `user.max_net_namespaces` and its like allow. With `user` also as of `unshareUserNamespace`
 * @remarks unshare(2), namespaces(7); `ksys_unshare` in `kernel/fork.c`, `unshare_nsproxy_namespaces` in `kernel/nsproxy.c`,
 * `copy_pid_ns` in `kernel/pid_namespace.c`, `inc_ucount` in `kernel/ucount.c`. What a new user namespace owns is charged to the
 * process's user there, and to its creator above.
 * @example
 * ```ts
 * import { createProcess, initialNamespace, unshareNamespaces } from "userns-sim/kernel";
 *
 * const alice = createProcess({ uid: 1000 });
 * unshareNamespaces(alice, ["net"], "alice").errno; // => "EPERM"
 * const inside = unshareNamespaces(alice, ["user", "net"], "alice").value?.process;
 * inside?.networkNamespace.owner === inside?.userNamespace; // => true
 * const root = createProcess({ userNamespace: initialNamespace({ netNamespaces: 1 }) });
 * const { charges } = unshareNamespaces(root, ["net"], "one").value ?? {};
 * unshareNamespaces(root, ["net"], "two", charges).errno; // => "ENOSPC"
 * ```
 */
export function unshareNamespaces(
  process: Process,
  kinds: readonly NamespaceKind[],
  id: string,
  charges: NamespaceCharges = {},
): Decision<UnsharedNamespaces> {
  expectAsked(process, kinds, id, charges);
  const steps: Step[] = [];
  const owner = ownerOf(process, kinds, id);
  return conclude(steps, mayMake(steps, process, owner, kinds, id, charges), () => {
    const inside = kinds.includes("user") ? inNamespace(steps, process, owner) : process;
    return {
      process: owned(kinds).reduce((made: Process, kind) => makeIn(steps, made, owner, kind, id), inside),
      charges: chargedAll(process, owner, kinds, charges),
    };
  });
}

/** Answers {@link unshareNamespaces} with the errno alone, `undefined` when it may. */
export function unshareNamespacesErrno(
  process: Process,
  kinds: readonly NamespaceKind[],
  id: string,
  charges: NamespaceCharges = {},
): Errno | undefined {
  expectAsked(process, kinds, id, charges);
  return mayMake(undefined, process, ownerOf(process, kinds, id), kinds, id, charges);
}

function expectAsked(process: Process, kinds: readonly NamespaceKind[], id: string, charges: NamespaceCharges): void {
  const caller = "unshareNamespaces";
  expectProcess(caller, "process", process);
  expectArray(caller, "kinds", kinds, 'an array such as ["mnt", "pid"]');
  if (kinds.length === 0) throw misuse(caller, "kinds", "at least one kind", kinds);
  for (const kind of kinds) expectOneOf(caller, "each of kinds", kind, NAMESPACE_KINDS);
  expectText(caller, "id", id);
  expectObject(caller, "charges", charges, 'an object such as { net: { "host/1000": 1 } }');
  for (const [kind, each] of Object.entries(charges)) {
    expectOneOf(caller, "each kind of charges", kind, NAMESPACE_KINDS);
    if (each !== undefined) expectCharges(caller, each);
  }
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
  charges: NamespaceCharges,
): Errno | undefined {
  if (kinds.includes("user")) {
    const errno = mayUnshare(trace, process, id, charges.user ?? {});
    if (errno !== undefined) return errno;
  }
  const others = owned(kinds);
  if (others.length === 0) return undefined;
  trace?.push(step(rules, "unshare-capability", "passes", { namespace: owner.id }));
  if (!nsCapable(trace, process, owner, CAP_SYS_ADMIN)) return "EPERM";
  for (const kind of others) {
    const errno =
      (kind === "pid" ? mayMakePid(trace, process, owner) : undefined) ??
      mayCharge(trace, chargedFor(kind, process, owner), `${kind}Namespaces`, charges[kind] ?? {});
    if (errno !== undefined) return errno;
    trace?.push(step(rules, "unshared", "grants", { kind: KIND_WORDS[kind], owner: owner.id }));
  }
  return undefined;
}

/** Whose count goes up first: of other kinds that of the user in the namespace that will own them. */
function chargedFor(kind: NamespaceKind, process: Process, owner: UserNamespace): Charged {
  return kind === "user" ? process : { userNamespace: owner, euid: process.euid };
}

function chargedAll(
  process: Process,
  owner: UserNamespace,
  kinds: readonly NamespaceKind[],
  charges: NamespaceCharges,
): NamespaceCharges {
  const more = NAMESPACE_KINDS.filter((kind) => kinds.includes(kind)).map((kind) => [
    kind,
    charged(chargedFor(kind, process, owner), charges[kind] ?? {}),
  ]);
  return { ...charges, ...Object.fromEntries(more) };
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
