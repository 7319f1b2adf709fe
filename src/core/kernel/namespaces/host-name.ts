import { checkInteger } from "../../id/integer.ts";
import { CAP_SYS_ADMIN } from "../credentials/capability-numbers.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import { nsCapable } from "../credentials/has-capability.ts";
import type { Process } from "../credentials/process.ts";
import { concludePlain, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { ownedRules as rules } from "../rules/owned-rules.ts";

/**
 * Decides whether a process may change the host's name: sethostname(2), and setdomainname(2) likewise.
 *
 * @param process - who asks, with its credentials
 * @param length - how many bytes the name has; 1 unless given
 * @returns the decision; EPERM without CAP_SYS_ADMIN over the owner of its UTS namespace, EINVAL for more than 64 bytes
 * @throws TypeError when the length is not an integer, RangeError when it lies outside 0 to 2147483647.
 * @remarks sethostname(2), uts_namespaces(7); `sethostname` in `kernel/sys.c`. `/proc/sys/kernel/hostname` asks another question:
 * whether the process is user 0 of the host.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { createProcess, createUserNamespace, initialNamespace, setHostName } from "userns-sim/kernel";
 *
 * const pod = createUserNamespace(initialNamespace(), { id: "pod-a", maps: podIdMap({ start: 65536, size: 65536 }) });
 * const podRoot = createProcess({ userNamespace: pod });
 * setHostName(podRoot).errno; // => "EPERM"
 * setHostName({ ...podRoot, utsNamespace: { id: "pod-a", owner: pod } }).allowed; // => true
 * ```
 */
export function setHostName(process: Process, length = 1): Decision {
  expectAsked(process, length);
  const steps: Step[] = [];
  return concludePlain(steps, mayName(steps, process, length));
}

/** Answers {@link setHostName} with the errno alone, `undefined` when it may. */
export function setHostNameErrno(process: Process, length = 1): Errno | undefined {
  expectAsked(process, length);
  return mayName(undefined, process, length);
}

function expectAsked(process: Process, length: number): void {
  expectProcess("setHostName", "process", process);
  checkInteger("setHostName", "the length", length, 0, 2147483647);
}

function mayName(trace: Trace, process: Process, length: number): Errno | undefined {
  const { owner } = process.utsNamespace;
  trace?.push(step(rules, "host-name-capability", "passes", { owner: owner.id }));
  if (!nsCapable(trace, process, owner, CAP_SYS_ADMIN)) return "EPERM";
  const fits = length <= MAX_LENGTH;
  trace?.push(step(rules, "host-name-length", fits ? "grants" : "refuses", { length }));
  return fits ? undefined : "EINVAL";
}

/** `__NEW_UTS_LEN`. */
const MAX_LENGTH = 64;
