import { expectBoolean } from "../../misuse/misuse.ts";
import { CAP_SYS_TIME } from "../credentials/capability-numbers.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import { nsCapable } from "../credentials/has-capability.ts";
import type { Process } from "../credentials/process.ts";
import { concludePlain, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { MAY_WRITE } from "../inode/mode.ts";
import { ownedRules as rules } from "../rules/owned-rules.ts";
import { mayOpenNamespaceFile } from "../userns/id-map-file.ts";

/**
 * Decides whether a process may open `/proc/PID/timens_offsets` and set the clocks of the time namespace in which the children
 * of that process will be.
 *
 * @param process - who opens the file, with its credentials
 * @param target - the process whose file it is
 * @param entered - whether any process is in the namespace already, such as a child of the target; `false` unless given
 * @returns the decision; EPERM without CAP_SYS_TIME over the owner of the namespace. EACCES: it gets not past the mode of the
 * file, or a process is in the namespace, as in the host's and in any that the target is in itself
 * @remarks time_namespaces(7); `proc_timens_set_offset` in `kernel/time/namespace.c`. The file has mode 0644, as the maps have:
 * see `openIdMap`. Which offsets are taken depends on the time of day, and is not asked about.
 * @example
 * ```ts
 * import { createProcess, unshareNamespaces, writeTimeOffsets } from "userns-sim/kernel";
 *
 * const root = createProcess();
 * writeTimeOffsets(root, root).errno; // => "EACCES"
 * const target = unshareNamespaces(root, ["time"], "late").value?.process ?? root;
 * writeTimeOffsets(root, target).allowed; // => true
 * writeTimeOffsets(root, target, true).errno; // => "EACCES"
 * ```
 */
export function writeTimeOffsets(process: Process, target: Process, entered = false): Decision {
  expectAsked(process, target, entered);
  const steps: Step[] = [];
  return concludePlain(steps, mayWrite(steps, process, target, entered));
}

/** Answers {@link writeTimeOffsets} with the errno alone, `undefined` when it may. */
export function writeTimeOffsetsErrno(process: Process, target: Process, entered = false): Errno | undefined {
  expectAsked(process, target, entered);
  return mayWrite(undefined, process, target, entered);
}

function expectAsked(process: Process, target: Process, entered: boolean): void {
  expectProcess("writeTimeOffsets", "process", process);
  expectProcess("writeTimeOffsets", "target", target);
  expectBoolean("writeTimeOffsets", "entered", entered);
}

function mayWrite(trace: Trace, process: Process, target: Process, entered: boolean): Errno | undefined {
  const errno = mayOpenNamespaceFile(trace, process, target, MAY_WRITE);
  if (errno !== undefined) return errno;
  const { timeNamespace, timeNamespaceForChildren = timeNamespace } = target;
  const { id, owner } = timeNamespaceForChildren;
  trace?.push(step(rules, "time-offsets-capability", "passes", { owner: owner.id }));
  if (!nsCapable(trace, process, owner, CAP_SYS_TIME)) return "EPERM";
  const isFixed = entered || id === timeNamespace.id;
  trace?.push(step(rules, "time-offsets-fixed", isFixed ? "refuses" : "grants", {}));
  return isFixed ? "EACCES" : undefined;
}
