import { checkInteger } from "../../id/integer.ts";
import { CAP_KILL } from "../credentials/capability-numbers.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import { nsCapable } from "../credentials/has-capability.ts";
import { type Process, sameThreadGroup } from "../credentials/process.ts";
import { concludePlain, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { processRules as rules } from "../rules/process-rules.ts";

/**
 * Decides whether a process may send a signal to another one.
 *
 * @param process - the sender
 * @param target - the receiver
 * @param signal - the number of the signal; 0 asks without sending, 18 is SIGCONT
 * @returns the decision; EINVAL for a number that is no signal, which are 0 to 64; EPERM when it may not
 * @throws TypeError when the signal is not an integer, RangeError when it has more than 32 bits.
 * @remarks kill(2); `check_kill_permission` in `kernel/signal.c`. The kernel's IDs are compared: two pods that were given the
 * same range can signal each other, in whatever namespaces they are. That the sender's PID namespace has the target, which
 * else is answered with ESRCH before anything is asked, is taken for granted.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { createProcess, createUserNamespace, initialNamespace, sendSignal } from "userns-sim/kernel";
 *
 * const host = initialNamespace();
 * const maps = podIdMap({ start: 65536, size: 65536 });
 * const a = createProcess({ userNamespace: createUserNamespace(host, { id: "pod-a", maps }), uid: 1000 });
 * const twin = createProcess({ userNamespace: createUserNamespace(host, { id: "pod-b", maps }), uid: 1000 });
 * sendSignal(a, twin, 15).allowed; // => true
 * sendSignal(a, createProcess(), 15).errno; // => "EPERM"
 * ```
 */
export function sendSignal(process: Process, target: Process, signal: number): Decision {
  expectProcess("sendSignal", "process", process);
  expectProcess("sendSignal", "target", target);
  checkSignal(signal);
  const steps: Step[] = [];
  return concludePlain(steps, maySignal(steps, process, target, signal));
}

/** Answers {@link sendSignal} with the errno alone, `undefined` when it may. */
export function sendSignalErrno(process: Process, target: Process, signal: number): Errno | undefined {
  expectProcess("sendSignal", "process", process);
  expectProcess("sendSignal", "target", target);
  checkSignal(signal);
  return maySignal(undefined, process, target, signal);
}

function checkSignal(signal: number): void {
  checkInteger("sendSignal", "the signal", signal, -2147483648, 2147483647);
}

function maySignal(trace: Trace, process: Process, target: Process, signal: number): Errno | undefined {
  // kill(2), EINVAL: "An invalid signal was specified." `valid_signal`, before anybody is asked.
  if (signal < 0 || signal > NSIG) {
    trace?.push(step(rules, "signal-number", "refuses", { signal }));
    return "EINVAL";
  }
  // A process may signal itself, whatever has become of its IDs.
  if (sameThreadGroup(process, target)) {
    trace?.push(step(rules, "own-thread-group", "grants", {}));
    return undefined;
  }
  // Neither the saved and file IDs of the sender nor the effective one of the target play a part.
  const { ruid, euid } = process;
  for (const sender of [euid, ruid])
    if (sender === target.suid || sender === target.ruid) {
      const which = sender === target.suid ? "saved" : "real";
      trace?.push(step(rules, "signal-same-user", "grants", { sender, which }));
      return undefined;
    }
  trace?.push(step(rules, "signal-same-user", "skips", { senders: [ruid, euid], targets: [target.ruid, target.suid] }));
  // "The sender must be privileged (under Linux: have the CAP_KILL capability in the user namespace of the target process)."
  trace?.push(step(rules, "signal-capability", "passes", {}));
  if (nsCapable(trace, process, target.userNamespace, CAP_KILL)) return undefined;
  const { session } = process;
  if (signal !== SIGCONT || session === undefined || session !== target.session) return "EPERM";
  trace?.push(step(rules, "signal-continue", "grants", { session }));
  return undefined;
}

const SIGCONT = 18;

/** `_NSIG`, on every architecture but MIPS. */
const NSIG = 64;
