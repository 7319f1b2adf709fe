import { checkInteger } from "../../id/integer.ts";
import { CAPABILITIES } from "../credentials/capability.ts";
import { CAP_NET_BIND_SERVICE, CAP_NET_RAW } from "../credentials/capability-numbers.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import { nsCapable } from "../credentials/has-capability.ts";
import type { Process } from "../credentials/process.ts";
import { concludePlain, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { processRules as rules } from "../rules/process-rules.ts";

/**
 * Decides whether a process may bind a socket to a port.
 *
 * @param process - who asks, with its credentials
 * @param port - the port, 0 to 65535
 * @param firstUnprivileged - `net.ipv4.ip_unprivileged_port_start` of the network namespace; 1024 unless given
 * @returns the decision; EACCES when it may not
 * @throws TypeError when a port is not an integer, RangeError when it lies outside 0 to 65535.
 * @remarks ip(7); `__inet_bind` in `net/ipv4/af_inet.c`. What counts is who owns the network namespace: with hostNetwork a
 * pod's root may not bind port 80, in the pod's own network it may. Port 0 is any free one.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { bindPort, createProcess, createUserNamespace, initialNamespace } from "userns-sim/kernel";
 *
 * const pod = createUserNamespace(initialNamespace(), { id: "pod-a", maps: podIdMap({ start: 65536, size: 65536 }) });
 * bindPort(createProcess({ userNamespace: pod }), 80).errno; // => "EACCES"
 * const own = { id: "pod-a", owner: pod };
 * bindPort(createProcess({ userNamespace: pod, networkNamespace: own }), 80).allowed; // => true
 * ```
 */
export function bindPort(process: Process, port: number, firstUnprivileged = 1024): Decision {
  expectProcess("bindPort", "process", process);
  checkPorts(port, firstUnprivileged);
  const steps: Step[] = [];
  return concludePlain(steps, mayBind(steps, process, port, firstUnprivileged));
}

/** Answers {@link bindPort} with the errno alone, `undefined` when it may. */
export function bindPortErrno(process: Process, port: number, firstUnprivileged = 1024): Errno | undefined {
  expectProcess("bindPort", "process", process);
  checkPorts(port, firstUnprivileged);
  return mayBind(undefined, process, port, firstUnprivileged);
}

function checkPorts(port: number, firstUnprivileged: number): void {
  checkInteger("bindPort", "the port", port, 0, 65535);
  checkInteger("bindPort", "the first unprivileged port", firstUnprivileged, 0, 65535);
}

/**
 * Decides whether a process may open a raw socket.
 *
 * @param process - who asks, with its credentials
 * @returns the decision; EPERM without CAP_NET_RAW over the owner of its network namespace
 * @remarks raw(7); `inet_create` in `net/ipv4/af_inet.c`.
 * @example
 * ```ts
 * import { createProcess, openRawSocket } from "userns-sim/kernel";
 *
 * openRawSocket(createProcess({ uid: 1000 })).errno; // => "EPERM"
 * ```
 */
export function openRawSocket(process: Process): Decision {
  expectProcess("openRawSocket", "process", process);
  const steps: Step[] = [];
  return concludePlain(steps, mayOpenRaw(steps, process));
}

/** Answers {@link openRawSocket} with the errno alone, `undefined` when it may. */
export function openRawSocketErrno(process: Process): Errno | undefined {
  expectProcess("openRawSocket", "process", process);
  return mayOpenRaw(undefined, process);
}

function mayBind(trace: Trace, process: Process, port: number, first: number): Errno | undefined {
  // ip(7): binding to a port below ip_unprivileged_port_start needs privileges; port 0 asks for an ephemeral one.
  const isFree = port === 0 || port >= first;
  trace?.push(step(rules, "port-unprivileged", isFree ? "grants" : "skips", { port, first }));
  return isFree || overNetwork(trace, process, CAP_NET_BIND_SERVICE) ? undefined : "EACCES";
}

function mayOpenRaw(trace: Trace, process: Process): Errno | undefined {
  return overNetwork(trace, process, CAP_NET_RAW) ? undefined : "EPERM";
}

/** Asks for a capability over the user namespace that owns the network namespace a process is in. */
export function overNetwork(trace: Trace, process: Process, bit: number): boolean {
  const { owner } = process.networkNamespace;
  const capability = CAPABILITIES[bit] as string;
  trace?.push(step(rules, "network-capability", "passes", { capability, namespace: owner.id }));
  return nsCapable(trace, process, owner, bit);
}
