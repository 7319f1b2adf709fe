import { expectBoolean, expectObject, misuse, oneOf } from "../../misuse/misuse.ts";
import { CAP_PERFMON, CAP_SYS_ADMIN } from "../credentials/capability-numbers.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import { capable } from "../credentials/has-capability.ts";
import { type Process, sameThreadGroup } from "../credentials/process.ts";
import { concludePlain, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { DEFAULT_SETTINGS, expectSettings, isAtLeast } from "../decision/kernel-settings.ts";
import type { Inode } from "../inode/file.ts";
import { MAY_EXEC, MAY_READ, MAY_WRITE } from "../inode/mode.ts";
import { inodePermission } from "../inode/permission.ts";
import { procFile } from "../inode/proc-file.ts";
import { showMode } from "../inode/set-id-bits.ts";
import { processRules as rules } from "../rules/process-rules.ts";
import { mayTrace, type ProcessAccessOptions } from "./may-trace.ts";

/** All that one process may do with the inside of another one. */
export const PROCESS_ACCESSES = [
  "attach",
  "memory",
  "compare",
  "take-descriptor",
  "link",
  "descriptor-link",
  "open-environ",
  "open-mem",
] as const;

/**
 * What one process may do with the inside of another one.
 *
 * | | |
 * |---|---|
 * | `attach` | ptrace(2); a process does not trace itself |
 * | `memory` | process_vm_readv(2), process_vm_writev(2) |
 * | `compare` | kcmp(2) |
 * | `take-descriptor` | pidfd_getfd(2) |
 * | `link` | the links `cwd`, `root`, `exe`, `ns/*` below `/proc/PID`; the files `fdinfo/N` are the same |
 * | `descriptor-link` | the links `fd/N` and `map_files/*`, whose directories have mode 0500 |
 * | `open-environ` | opening `/proc/PID/environ`; `maps`, `smaps` and `auxv` are the same but for their mode |
 * | `open-mem` | opening `/proc/PID/mem` for reading and writing |
 */
export type ProcessAccess = (typeof PROCESS_ACCESSES)[number];

/**
 * Decides whether a process may look into another one.
 *
 * @param process - the caller
 * @param target - the other process
 * @param access - what it wants to do
 * @param options - what is out of the ordinary
 * @returns the decision; EPERM from system calls, EACCES from files below `/proc`, those below `/proc/PID/task/TID` too
 * @remarks ptrace(2), "Ptrace access mode checking"; `__ptrace_may_access` in `kernel/ptrace.c`. Three doors in a row: the IDs
 * (all three, of user and group), the dumpable attribute, and the capabilities. The last one asks for the same user namespace,
 * so unlike a signal the same user of another namespace does not get through.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { accessProcess, createProcess, createUserNamespace, initialNamespace } from "userns-sim/kernel";
 *
 * const host = initialNamespace();
 * const maps = podIdMap({ start: 65536, size: 65536 });
 * const a = createProcess({ userNamespace: createUserNamespace(host, { id: "pod-a", maps }) });
 * const twin = createProcess({ userNamespace: createUserNamespace(host, { id: "pod-b", maps }) });
 * accessProcess(a, a, "attach").allowed; // => true
 * accessProcess(a, twin, "attach").errno; // => "EPERM"
 * accessProcess(a, twin, "link").errno; // => "EACCES"
 * ```
 */
export function accessProcess(
  process: Process,
  target: Process,
  access: ProcessAccess,
  options: ProcessAccessOptions = NO_OPTIONS,
): Decision {
  expectProcess("accessProcess", "process", process);
  expectProcess("accessProcess", "target", target);
  expectOptions(options);
  const steps: Step[] = [];
  return concludePlain(steps, mayAccess(steps, process, target, access, options));
}

/** Answers {@link accessProcess} with the errno alone, `undefined` when it may. */
export function accessProcessErrno(
  process: Process,
  target: Process,
  access: ProcessAccess,
  options: ProcessAccessOptions = NO_OPTIONS,
): Errno | undefined {
  expectProcess("accessProcess", "process", process);
  expectProcess("accessProcess", "target", target);
  expectOptions(options);
  return mayAccess(undefined, process, target, access, options);
}

function mayAccess(
  trace: Trace,
  process: Process,
  target: Process,
  access: ProcessAccess,
  options: ProcessAccessOptions,
): Errno | undefined {
  switch (access) {
    case "attach":
      if (sameThreadGroup(process, target)) {
        trace?.push(step(rules, "own-thread-group", "refuses", {}));
        return "EPERM";
      }
      return mayTrace(trace, process, target, { attaches: true, withFileIds: false }, options) ? undefined : "EPERM";
    case "memory":
    case "take-descriptor":
      return mayTrace(trace, process, target, { attaches: true, withFileIds: false }, options) ? undefined : "EPERM";
    case "compare":
      return mayTrace(trace, process, target, { attaches: false, withFileIds: false }, options) ? undefined : "EPERM";
    case "link":
      return mayTrace(trace, process, target, { attaches: false, withFileIds: true }, options) ? undefined : "EACCES";
    case "descriptor-link":
      return (
        maySearch(trace, process, target) ??
        (mayTrace(trace, process, target, { attaches: false, withFileIds: true }, options) ? undefined : "EACCES")
      );
    // Opening the file has to get past its mode as well.
    case "open-environ":
      return (
        bitsAllow(trace, process, target, 0o400, MAY_READ) ??
        (mayTrace(trace, process, target, { attaches: false, withFileIds: true }, options) ||
        mayMeasure(trace, process, options)
          ? undefined
          : "EACCES")
      );
    case "open-mem":
      return (
        bitsAllow(trace, process, target, 0o600, MAY_READ | MAY_WRITE) ??
        (mayTrace(trace, process, target, { attaches: true, withFileIds: true }, options) ? undefined : "EACCES")
      );
    default:
      throw misuse("accessProcess", "access", oneOf(PROCESS_ACCESSES), access);
  }
}

/** `proc_fd_permission`: the bits of the directory, or the process is one of its threads, whoever the directory belongs to. */
function maySearch(trace: Trace, process: Process, target: Process): Errno | undefined {
  const directory: Inode = { ...procFile(target, 0o500), type: "directory" };
  const { uid, gid } = directory;
  trace?.push(step(rules, "proc-directory-bits", "passes", { mode: showMode(0o500), uid, gid }));
  const errno = inodePermission(trace, process, directory, MAY_EXEC);
  if (errno === undefined || !sameThreadGroup(process, target)) return errno;
  trace?.push(step(rules, "own-thread-group", "grants", {}));
  return undefined;
}

function bitsAllow(trace: Trace, process: Process, target: Process, mode: number, want: number): Errno | undefined {
  const file = procFile(target, mode);
  trace?.push(step(rules, "proc-file-bits", "passes", { mode: showMode(mode), uid: file.uid, gid: file.gid }));
  return inodePermission(trace, process, file, want);
}

/** `perfmon_capable`: since 6.15, who may measure the whole machine may read what memory looks like, but not what is in it. */
function mayMeasure(trace: Trace, process: Process, { settings = DEFAULT_SETTINGS }: ProcessAccessOptions): boolean {
  if (!isAtLeast(settings, 6, 15)) return false;
  trace?.push(step(rules, "proc-performance", "passes", {}));
  return capable(trace, process, CAP_PERFMON) || capable(trace, process, CAP_SYS_ADMIN);
}

const NO_OPTIONS: ProcessAccessOptions = {};

function expectOptions(options: ProcessAccessOptions): void {
  if (options === NO_OPTIONS) return;
  expectObject("accessProcess", "options", options, "an object such as { isDescendant: true }");
  const { isDescendant = false, settings = DEFAULT_SETTINGS } = options;
  expectBoolean("accessProcess", "isDescendant", isDescendant);
  expectSettings("accessProcess", settings);
}
