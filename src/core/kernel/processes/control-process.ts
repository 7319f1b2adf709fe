import type { HostId } from "../../id/id.ts";
import { expectBoolean, misuse, oneOf } from "../../misuse/misuse.ts";
import { CAPABILITIES } from "../credentials/capability.ts";
import { without } from "../credentials/capability-algebra.ts";
import { CAP_SYS_ADMIN, CAP_SYS_NICE, CAP_SYS_RESOURCE } from "../credentials/capability-numbers.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import { capable, nsCapable } from "../credentials/has-capability.ts";
import { type Process, sameThreadGroup } from "../credentials/process.ts";
import { concludePlain, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { MAY_WRITE } from "../inode/mode.ts";
import { inodePermission } from "../inode/permission.ts";
import { procFile } from "../inode/proc-file.ts";
import { showMode } from "../inode/set-id-bits.ts";
import { processRules as rules } from "../rules/process-rules.ts";

/** All that a process may change about another one, or about itself. */
export const PROCESS_CONTROLS = ["limits", "affinity", "priority", "io-priority", "oom-score"] as const;

/**
 * What a process may change about another one, or about itself, and what it is to raise it.
 *
 * | | | raised |
 * |---|---|---|
 * | `limits` | prlimit(2) | a higher hard limit: CAP_SYS_RESOURCE |
 * | `affinity` | sched_setaffinity(2) | nothing more is asked |
 * | `priority` | setpriority(2) | a lower nice value: CAP_SYS_NICE |
 * | `io-priority` | ioprio_set(2) | the real-time class: CAP_SYS_ADMIN or CAP_SYS_NICE |
 * | `oom-score` | writing `/proc/PID/oom_score_adj` | a score below the lowest one set so far: CAP_SYS_RESOURCE |
 *
 * The capabilities for raising are those over the host: no pod has them.
 */
export type ProcessControl = (typeof PROCESS_CONTROLS)[number];

/**
 * Decides whether a process may change how another one is treated.
 *
 * @param process - the caller
 * @param target - the other process; the process itself where both have the same `threadGroup`
 * @param control - what it wants to change
 * @param raises - whether it asks for more than the target has, see {@link ProcessControl}; `false` unless given
 * @returns the decision; EPERM, or EACCES for the file and for a better priority
 * @remarks prlimit(2), sched_setaffinity(2), setpriority(2), ioprio_set(2), proc(5). All of them compare the kernel's IDs, so
 * two pods with the same range control each other, although ptrace(2) is refused. How the scheduler treats a process is in
 * addition for those who have every capability that it may put into effect. Its own limits a process may always change, as
 * prlimit(2) does with process ID 0.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { controlProcess, createProcess, createUserNamespace, initialNamespace } from "userns-sim/kernel";
 *
 * const host = initialNamespace();
 * const maps = podIdMap({ start: 65536, size: 65536 });
 * const a = createProcess({ userNamespace: createUserNamespace(host, { id: "pod-a", maps }) });
 * const twin = createProcess({ userNamespace: createUserNamespace(host, { id: "pod-b", maps }) });
 * controlProcess(a, twin, "affinity").allowed; // => true
 * controlProcess(a, createProcess(), "affinity").errno; // => "EPERM"
 * ```
 */
export function controlProcess(process: Process, target: Process, control: ProcessControl, raises = false): Decision {
  expectProcess("controlProcess", "process", process);
  expectProcess("controlProcess", "target", target);
  expectBoolean("controlProcess", "raises", raises);
  const steps: Step[] = [];
  return concludePlain(steps, mayControl(steps, process, target, control, raises));
}

/** Answers {@link controlProcess} with the errno alone, `undefined` when it may. */
export function controlProcessErrno(
  process: Process,
  target: Process,
  control: ProcessControl,
  raises = false,
): Errno | undefined {
  expectProcess("controlProcess", "process", process);
  expectProcess("controlProcess", "target", target);
  expectBoolean("controlProcess", "raises", raises);
  return mayControl(undefined, process, target, control, raises);
}

function mayControl(
  trace: Trace,
  process: Process,
  target: Process,
  control: ProcessControl,
  raises: boolean,
): Errno | undefined {
  const { ruid, euid } = process;
  switch (control) {
    // prlimit(2): "the real, effective, and saved set user IDs of the target process must match the real user ID of the
    // caller" and the same for the groups; or CAP_SYS_RESOURCE "in the user namespace of the process whose resource limits
    // are being changed".
    case "limits":
      if (
        !isItself(trace, process, target) &&
        !allTheSame(trace, process, target) &&
        !overTarget(trace, process, target, CAP_SYS_RESOURCE)
      )
        return "EPERM";
      // `do_prlimit`: "Keep the capable check against init_user_ns until cgroups can contain all limits".
      return !raises || overHost(trace, process, CAP_SYS_RESOURCE) ? undefined : "EPERM";
    // sched_setaffinity(2), EPERM: "The caller needs an effective user ID equal to the real user ID or effective user ID of
    // the thread identified by pid, or it must possess the CAP_SYS_NICE capability in the user namespace of the thread".
    case "affinity":
      return isOwnerOf(trace, process, target) || overTarget(trace, process, target, CAP_SYS_NICE)
        ? mayReschedule(trace, process, target)
        : "EPERM";
    // setpriority(2), EPERM: the same; EACCES: "The caller attempted to set a lower nice value".
    case "priority":
      if (!isOwnerOf(trace, process, target) && !overTarget(trace, process, target, CAP_SYS_NICE)) return "EPERM";
      if (raises && !overHost(trace, process, CAP_SYS_NICE)) return "EACCES";
      return mayReschedule(trace, process, target);
    // ioprio_set(2): the real or effective user ID of the caller must be the real one of the target, or it has CAP_SYS_NICE,
    // here over the host. The class is looked at before anybody looks for the target.
    case "io-priority":
      if (raises && !overHost(trace, process, CAP_SYS_ADMIN) && !overHost(trace, process, CAP_SYS_NICE)) return "EPERM";
      return sameOwner(trace, [ruid, euid], [target.ruid], target.ruid === euid || target.ruid === ruid) ||
        overHost(trace, process, CAP_SYS_NICE)
        ? mayReschedule(trace, process, target)
        : "EPERM";
    case "oom-score": {
      const file = procFile(target, 0o644);
      trace?.push(step(rules, "proc-file-bits", "passes", { mode: showMode(0o644), uid: file.uid, gid: file.gid }));
      const errno = inodePermission(trace, process, file, MAY_WRITE);
      if (errno !== undefined || !raises) return errno;
      return overHost(trace, process, CAP_SYS_RESOURCE) ? undefined : "EACCES";
    }
    default:
      throw misuse("controlProcess", "control", oneOf(PROCESS_CONTROLS), control);
  }
}

/** `current == task` in `check_prlimit_permission`: whatever IDs a set-user-ID program has. */
function isItself(trace: Trace, process: Process, target: Process): boolean {
  const itself = sameThreadGroup(process, target);
  if (itself) trace?.push(step(rules, "own-thread-group", "grants", {}));
  return itself;
}

function allTheSame(trace: Trace, { ruid: uid, rgid: gid }: Process, target: Process): boolean {
  const users = [target.ruid, target.euid, target.suid];
  const groups = [target.rgid, target.egid, target.sgid];
  const same = users.every((id) => id === uid) && groups.every((id) => id === gid);
  trace?.push(step(rules, "control-same-owner", same ? "grants" : "skips", { uid, gid, users, groups }));
  return same;
}

function isOwnerOf(trace: Trace, { euid }: Process, target: Process): boolean {
  return sameOwner(trace, [euid], [target.ruid, target.euid], euid === target.ruid || euid === target.euid);
}

function sameOwner(trace: Trace, callers: readonly HostId[], targets: readonly HostId[], same: boolean): boolean {
  trace?.push(step(rules, "control-same-user", same ? "grants" : "skips", { callers, targets }));
  return same;
}

/**
 * `cap_safe_nice`, which the security module asks last: nobody reschedules a process that may do more than he. capabilities(7),
 * CAP_SYS_NICE: "change the nice value for arbitrary processes; … set CPU affinity for arbitrary processes".
 */
function mayReschedule(trace: Trace, process: Process, target: Process): Errno | undefined {
  const isCovered = without(target.permitted, process.permitted) === 0;
  trace?.push(step(rules, "control-capabilities-covered", isCovered ? "grants" : "skips", {}));
  return isCovered || overTarget(trace, process, target, CAP_SYS_NICE) ? undefined : "EPERM";
}

function overTarget(trace: Trace, process: Process, target: Process, bit: number): boolean {
  const namespace = target.userNamespace;
  const capability = CAPABILITIES[bit] as string;
  trace?.push(step(rules, "control-capability", "passes", { capability, namespace: namespace.id }));
  return nsCapable(trace, process, namespace, bit);
}

function overHost(trace: Trace, process: Process, bit: number): boolean {
  trace?.push(step(rules, "control-host", "passes", { capability: CAPABILITIES[bit] as string }));
  return capable(trace, process, bit);
}
