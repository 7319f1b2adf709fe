import { without } from "../credentials/capability-algebra.ts";
import { CAP_SYS_PTRACE } from "../credentials/capability-numbers.ts";
import { nsCapable } from "../credentials/has-capability.ts";
import { type Process, sameThreadGroup } from "../credentials/process.ts";
import { sameNamespace, type UserNamespace } from "../credentials/user-namespace.ts";
import { step, type Trace } from "../decision/decision.ts";
import { DEFAULT_SETTINGS, type KernelSettings } from "../decision/kernel-settings.ts";
import { processRules as rules } from "../rules/process-rules.ts";

/** What about a question is out of the ordinary. */
export interface ProcessAccessOptions {
  /** Whether the target descends from the caller, which is what Yama asks for; `false` unless given. */
  readonly isDescendant?: boolean;
  /** The settings of the machine: the release of the kernel, and Yama. */
  readonly settings?: KernelSettings;
}

/** The access mode of ptrace(2): `PTRACE_MODE_ATTACH` or `PTRACE_MODE_READ`, with `FSCREDS` or `REALCREDS`. */
export interface TraceMode {
  /** Whether it is an attempt to attach, which Yama asks about, and not one to read. */
  readonly attaches: boolean;
  /** Whether the file IDs of the caller count, as in `/proc`, and not the real ones. */
  readonly withFileIds: boolean;
}

/** `__ptrace_may_access`: whether a process may look into another one. */
export function mayTrace(
  trace: Trace,
  process: Process,
  target: Process,
  mode: TraceMode,
  options: ProcessAccessOptions,
): boolean {
  // ptrace(2), 1: "If the calling thread and the target thread are in the same thread group, access is always allowed."
  if (sameThreadGroup(process, target)) {
    trace?.push(step(rules, "own-thread-group", "grants", {}));
    return true;
  }
  return (
    idsAllow(trace, process, target, mode) &&
    memoryAllows(trace, process, target) &&
    capabilitiesAllow(trace, process, target, mode) &&
    (!mode.attaches || yamaAllows(trace, process, target, options))
  );
}

/**
 * ptrace(2), 2 and 3: `/proc` compares the file IDs of the caller, system calls the real ones, with the real, effective and
 * saved user and group IDs of the target: all six must match. Or the caller has CAP_SYS_PTRACE.
 */
function idsAllow(trace: Trace, process: Process, target: Process, { withFileIds }: TraceMode): boolean {
  const uid = withFileIds ? process.fsuid : process.ruid;
  const gid = withFileIds ? process.fsgid : process.rgid;
  const { ruid, euid, suid, rgid, egid, sgid } = target;
  const match = uid === euid && uid === suid && uid === ruid && gid === egid && gid === sgid && gid === rgid;
  trace?.push(
    match
      ? step(rules, "ptrace-same-ids", "grants", { uid, gid })
      : step(rules, "ptrace-same-ids", "skips", { uid, gid, uids: [ruid, euid, suid], gids: [rgid, egid, sgid] }),
  );
  return match || hasPtrace(trace, process, target.userNamespace);
}

/**
 * ptrace(2), 4: "Deny access if the target process \"dumpable\" attribute has a value other than 1 …, and the caller does not
 * have the CAP_SYS_PTRACE capability in the user namespace of the target process": of its memory, to be exact, which a
 * process that entered a pod without exec still has from the host.
 */
function memoryAllows(trace: Trace, process: Process, target: Process): boolean {
  const { dumpable, memoryNamespace } = target;
  trace?.push(step(rules, "ptrace-dumpable", dumpable ? "passes" : "skips", { namespace: memoryNamespace.id }));
  return dumpable || hasPtrace(trace, process, memoryNamespace);
}

/**
 * ptrace(2), 5, the commoncap module: caller and target "are in the same user namespace, and the caller's capabilities are a
 * superset of the target process's permitted capabilities"; or the caller has CAP_SYS_PTRACE over the target's namespace.
 */
function capabilitiesAllow(trace: Trace, process: Process, target: Process, { withFileIds }: TraceMode): boolean {
  const own = withFileIds ? process.effective : process.permitted;
  const why = !sameNamespace(process.userNamespace, target.userNamespace)
    ? "user-namespace-differs"
    : without(target.permitted, own) !== 0
      ? "target-has-more-capabilities"
      : undefined;
  trace?.push(
    why === undefined
      ? step(rules, "ptrace-capabilities-covered", "grants", {})
      : step(rules, "ptrace-capabilities-covered", "skips", { why }),
  );
  return why === undefined || hasPtrace(trace, process, target.userNamespace);
}

function yamaAllows(
  trace: Trace,
  process: Process,
  target: Process,
  { isDescendant = false, settings = DEFAULT_SETTINGS }: ProcessAccessOptions,
): boolean {
  if (settings.ptraceScope === 0) return true;
  trace?.push(step(rules, "ptrace-scope", isDescendant ? "grants" : "skips", {}));
  return isDescendant || hasPtrace(trace, process, target.userNamespace);
}

function hasPtrace(trace: Trace, process: Process, namespace: UserNamespace): boolean {
  trace?.push(step(rules, "ptrace-capability", "passes", { namespace: namespace.id }));
  return nsCapable(trace, process, namespace, CAP_SYS_PTRACE);
}
