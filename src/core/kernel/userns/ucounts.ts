import type { HostId } from "../../id/id.ts";
import { expectObject, expectOneOf } from "../../misuse/misuse.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import type { Credentials } from "../credentials/process.ts";
import { LIMIT_NAMES, type NamespaceLimits, NO_LIMIT, type UserNamespace } from "../credentials/user-namespace.ts";
import { conclude, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import type { FactWords } from "../decision/fact-word.ts";
import { namespaceRules as rules } from "../rules/namespace-rules.ts";

/** What is counted for each user of each namespace: the names of the limits. */
export type Counted = keyof NamespaceLimits;

/** How many of one kind each user of each namespace has: `host/0` is user 0 of the host. */
export type Charges = Readonly<Record<string, number>>;

/**
 * Decides whether a process may have one more of something that is counted, and counts it.
 *
 * @param process - who asks, with its credentials
 * @param what - what it wants to have
 * @param charges - what everybody has of this kind so far; nothing unless given
 * @returns the decision; its value is what everybody has afterwards. The error is that of the call: EMFILE for
 * inotify_init(2), ENOSPC for inotify_add_watch(2) and for namespaces
 * @remarks `inc_ucount` in `kernel/ucount.c`: charged are the process's effective user in its namespace, the owner of that
 * namespace in the one above, and so on up to the host. So the pods that host root created share one budget with host root,
 * however far apart their IDs are.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { chargeUser, createProcess, createUserNamespace, initialNamespace } from "userns-sim/kernel";
 *
 * const pod = createUserNamespace(initialNamespace(), { id: "pod-a", maps: podIdMap({ start: 65536, size: 65536 }) });
 * const user = createProcess({ userNamespace: pod, uid: 1000 });
 * chargeUser(user, "inotifyInstances").value; // => { "pod-a/66536": 1, "host/0": 1 }
 * chargeUser(user, "inotifyInstances", { "host/0": 128 }).errno; // => "EMFILE"
 * ```
 */
export function chargeUser(process: Credentials, what: Counted, charges: Charges = {}): Decision<Charges> {
  expectProcess("chargeUser", "process", process);
  expectOneOf("chargeUser", "what", what, LIMIT_NAMES);
  expectCharges("chargeUser", charges);
  const steps: Step[] = [];
  return conclude(steps, mayCharge(steps, process, what, charges), () => charged(process, charges));
}

/** Answers {@link chargeUser} with the errno alone, `undefined` when it may. */
export function chargeUserErrno(process: Credentials, what: Counted, charges: Charges = {}): Errno | undefined {
  expectProcess("chargeUser", "process", process);
  expectOneOf("chargeUser", "what", what, LIMIT_NAMES);
  expectCharges("chargeUser", charges);
  return mayCharge(undefined, process, what, charges);
}

/** Who is charged first: a user, and the namespace in which it counts. */
export type Charged = Pick<Credentials, "userNamespace" | "euid">;

/** `inc_ucount`: whether every user on the way up has one left. */
export function mayCharge(trace: Trace, process: Charged, what: Counted, charges: Charges): Errno | undefined {
  let uid = process.euid;
  for (
    let namespace: UserNamespace | undefined = process.userNamespace;
    namespace !== undefined;
    namespace = namespace.parent
  ) {
    const count = charges[keyOf(namespace, uid)] ?? 0;
    const limit = namespace.limits[what];
    trace?.push(limitStep(namespace, uid, what, count));
    if (count >= limit) return what === "inotifyInstances" ? "EMFILE" : "ENOSPC";
    uid = namespace.owner;
  }
  return undefined;
}

function limitStep(namespace: UserNamespace, uid: HostId, what: Counted, count: number): Step {
  const limit = namespace.limits[what];
  const facts = { uid, namespace: namespace.id, count, what: NAMES[what] };
  if (count >= limit) return step(rules, "namespace-limit", "refuses", { ...facts, limit });
  const isGiven = namespace.parent !== undefined || limit !== NO_LIMIT;
  return isGiven
    ? step(rules, "namespace-limit", "passes", { ...facts, limit })
    : step(rules, "namespace-limit", "skips", facts);
}

/** Counts one more for every user on the way up. */
export function charged(process: Charged, charges: Charges): Charges {
  const after: Record<string, number> = { ...charges };
  let uid = process.euid;
  for (
    let namespace: UserNamespace | undefined = process.userNamespace;
    namespace !== undefined;
    namespace = namespace.parent
  ) {
    const key = keyOf(namespace, uid);
    after[key] = (after[key] ?? 0) + 1;
    uid = namespace.owner;
  }
  return after;
}

function keyOf(namespace: UserNamespace, uid: HostId): string {
  return `${namespace.id}/${uid}`;
}

const NAMES: Readonly<Record<Counted, FactWords["what"]>> = {
  userNamespaces: "user-namespaces",
  mntNamespaces: "mount-namespaces",
  utsNamespaces: "uts-namespaces",
  ipcNamespaces: "ipc-namespaces",
  pidNamespaces: "pid-namespaces",
  cgroupNamespaces: "cgroup-namespaces",
  netNamespaces: "network-namespaces",
  timeNamespaces: "time-namespaces",
  inotifyInstances: "inotify-instances",
  inotifyWatches: "inotify-watches",
};

export function expectCharges(caller: string, charges: Charges): void {
  expectObject(caller, "charges", charges, 'an object such as { "host/1000": 1 }');
}
