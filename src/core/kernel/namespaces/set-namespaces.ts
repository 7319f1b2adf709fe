import { expectArray, expectOneOf, misuse } from "../../misuse/misuse.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import type { Process } from "../credentials/process.ts";
import { conclude, type Decision, type Step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { entered, mayEnter, mayFollow } from "../userns/set-user-namespace.ts";
import { NAMESPACE_KINDS, type NamespaceKind, namespaceOfKind } from "./namespace-kind.ts";
import { joined, mayJoin } from "./set-namespace.ts";

/**
 * Decides whether a process may join namespaces of another one, several by one call: setns(2) with a descriptor of pidfd_open(2).
 *
 * All are joined, or none. The user namespace, if it is among them, comes first and counts as the process's own for the others;
 * but it is asked with the capabilities that it had before.
 *
 * @param process - who asks, with its credentials
 * @param target - a process in the namespaces
 * @param kinds - which kinds, at least one
 * @returns the decision; its value is the process in the namespaces. The errors are those of `setUserNamespaceOf` and
 * `setNamespaceOf` by a pidfd; but for `mnt` among others nobody asks whether it shares its directories
 * @remarks setns(2); `validate_nsset`, `prepare_nsset` and `commit_nsset` in `kernel/nsproxy.c`, since 5.8. The order is that
 * of {@link NAMESPACE_KINDS}, however they are given.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { createProcess, createUserNamespace, initialNamespace, setNamespacesOf } from "userns-sim/kernel";
 *
 * const maps = podIdMap({ start: 65536, size: 65536 });
 * const pod = createUserNamespace(initialNamespace(), { id: "pod-a", owner: 1000, maps });
 * const target = createProcess({ userNamespace: pod, networkNamespace: { id: "pod-a", owner: pod } });
 * // Its user owns the namespace; to look into the target he needs CAP_SYS_PTRACE over it, which owners have.
 * const alice = createProcess({ uid: 1000 });
 * setNamespacesOf(alice, target, ["net"]).errno; // => "EPERM"
 * setNamespacesOf(alice, target, ["user", "net"]).allowed; // => true
 * ```
 */
export function setNamespacesOf(process: Process, target: Process, kinds: readonly NamespaceKind[]): Decision<Process> {
  expectAsked(process, target, kinds);
  const steps: Step[] = [];
  return conclude(steps, mayJoinAll(steps, process, target, kinds), () =>
    inOrder(kinds).reduce(
      (after: Process, kind) =>
        kind === "user"
          ? entered(steps, after, target.userNamespace)
          : joined(steps, after, kind, namespaceOfKind(target, kind)),
      process,
    ),
  );
}

/** Answers {@link setNamespacesOf} with the errno alone, `undefined` when it may. */
export function setNamespacesOfErrno(
  process: Process,
  target: Process,
  kinds: readonly NamespaceKind[],
): Errno | undefined {
  expectAsked(process, target, kinds);
  return mayJoinAll(undefined, process, target, kinds);
}

function expectAsked(process: Process, target: Process, kinds: readonly NamespaceKind[]): void {
  const caller = "setNamespacesOf";
  expectProcess(caller, "process", process);
  expectProcess(caller, "target", target);
  expectArray(caller, "kinds", kinds, 'an array such as ["user", "net"]');
  if (kinds.length === 0) throw misuse(caller, "kinds", "at least one kind", kinds);
  for (const kind of kinds) expectOneOf(caller, "each of kinds", kind, NAMESPACE_KINDS);
}

/** `validate_nsset`. */
function mayJoinAll(
  trace: Trace,
  process: Process,
  target: Process,
  kinds: readonly NamespaceKind[],
): Errno | undefined {
  const errno = mayFollow(trace, process, target, "pidfd");
  if (errno !== undefined) return errno;
  const wanted = inOrder(kinds);
  const own = wanted.includes("user") ? target.userNamespace : process.userNamespace;
  const joining = { own, copiesDirectories: wanted.length > 1 };
  for (const kind of wanted) {
    const refusal =
      kind === "user"
        ? mayEnter(trace, process, target.userNamespace)
        : mayJoin(trace, process, kind, namespaceOfKind(target, kind), joining);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function inOrder(kinds: readonly NamespaceKind[]): readonly NamespaceKind[] {
  return NAMESPACE_KINDS.filter((kind) => kinds.includes(kind));
}
