import { type ContainerId, type HostId, NO_ID } from "../id/id.ts";
import { checkInteger } from "../id/integer.ts";
import { checkUint32 } from "../id/uint32.ts";
import { CAPABILITIES } from "./capability.ts";
import { CAP_NET_BIND_SERVICE, CAP_NET_RAW } from "./capability-numbers.ts";
import { conclude, concludePlain, type Decision, type Step, step, type Trace } from "./decision.ts";
import type { Errno } from "./errno.ts";
import { nsCapable } from "./has-capability.ts";
import { kgidOf } from "./kernel-ids.ts";
import type { Process } from "./process.ts";
import { processRules as rules } from "./rules/process-rules.ts";

/** The groups that may use ping sockets, as the kernel has them: both ends are included. */
export interface PingGroups {
  /** The lowest group. */
  readonly low: HostId;
  /** The highest group. */
  readonly high: HostId;
}

/**
 * Decides whether a process may bind a socket to a port.
 *
 * @param process - the process
 * @param port - the port, 0 to 65535
 * @param firstUnprivileged - `net.ipv4.ip_unprivileged_port_start` of the network namespace; 1024 unless given
 * @returns the decision; EACCES when it may not
 * @throws TypeError when the port is not an integer. {@link TypeError}
 * @throws RangeError when it lies outside 0 to 65535. {@link RangeError}
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
  checkInteger("bindPort", "the port", port, 0, 65535);
  const steps: Step[] = [];
  return concludePlain(steps, mayBind(steps, process, port, firstUnprivileged));
}

/**
 * Decides the same as {@link bindPort}, without the steps.
 *
 * @param process - the process
 * @param port - the port, 0 to 65535
 * @param firstUnprivileged - `net.ipv4.ip_unprivileged_port_start` of the network namespace; 1024 unless given
 * @returns `undefined` when it may, else EACCES
 * @throws TypeError when the port is not an integer. {@link TypeError}
 * @throws RangeError when it lies outside 0 to 65535. {@link RangeError}
 * @example
 * ```ts
 * import { bindPortErrno, createProcess } from "userns-sim/kernel";
 *
 * bindPortErrno(createProcess({ uid: 1000 }), 8080); // => undefined
 * ```
 */
export function bindPortErrno(process: Process, port: number, firstUnprivileged = 1024): Errno | undefined {
  checkInteger("bindPortErrno", "the port", port, 0, 65535);
  return mayBind(undefined, process, port, firstUnprivileged);
}

/**
 * Decides whether a process may open a raw socket.
 *
 * @param process - the process
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
  const steps: Step[] = [];
  return concludePlain(steps, mayOpenRaw(steps, process));
}

/**
 * Decides the same as {@link openRawSocket}, without the steps.
 *
 * @param process - the process
 * @returns `undefined` when it may, else EPERM
 * @example
 * ```ts
 * import { createProcess, openRawSocketErrno } from "userns-sim/kernel";
 *
 * openRawSocketErrno(createProcess()); // => undefined
 * ```
 */
export function openRawSocketErrno(process: Process): Errno | undefined {
  return mayOpenRaw(undefined, process);
}

/**
 * Decides whether `net.ipv4.ping_group_range` may be set to these groups, by a process that has the file open.
 *
 * @param process - the process
 * @param low - the lowest group, as the process sees it
 * @param high - the highest group, as the process sees it
 * @returns the decision; its value is the groups to the kernel. EINVAL: one has no mapping in the process's namespace
 * @throws TypeError when a group is not an integer. {@link TypeError}
 * @throws RangeError when a group lies outside 0 to 4294967295. {@link RangeError}
 * @remarks icmp(7), `ping_group_range`; `ipv4_ping_group_range` in `net/ipv4/sysctl_net_ipv4.c`. So the range
 * `0 2147483647` that many systems use is refused in a pod.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { createProcess, createUserNamespace, initialNamespace, setPingGroups } from "userns-sim/kernel";
 *
 * const pod = createUserNamespace(initialNamespace(), { id: "pod-a", maps: podIdMap({ start: 65536, size: 65536 }) });
 * const podRoot = createProcess({ userNamespace: pod });
 * setPingGroups(podRoot, 0, 65535).value; // => { low: 65536, high: 131071 }
 * setPingGroups(podRoot, 0, 2147483647).errno; // => "EINVAL"
 * ```
 */
export function setPingGroups(process: Process, low: ContainerId, high: ContainerId): Decision<PingGroups> {
  checkUint32("setPingGroups", "the lowest group", low);
  checkUint32("setPingGroups", "the highest group", high);
  const steps: Step[] = [];
  return conclude(steps, maySetPing(steps, process, low, high), () => ({
    low: kgidOf(process.userNamespace, low),
    high: kgidOf(process.userNamespace, high),
  }));
}

/**
 * Decides the same as {@link setPingGroups}, without the steps.
 *
 * @param process - the process
 * @param low - the lowest group, as the process sees it
 * @param high - the highest group, as the process sees it
 * @returns `undefined` when they may, else EINVAL
 * @throws TypeError when a group is not an integer. {@link TypeError}
 * @throws RangeError when a group lies outside 0 to 4294967295. {@link RangeError}
 * @example
 * ```ts
 * import { createProcess, setPingGroupsErrno } from "userns-sim/kernel";
 *
 * setPingGroupsErrno(createProcess(), 0, 2147483647); // => undefined
 * ```
 */
export function setPingGroupsErrno(process: Process, low: ContainerId, high: ContainerId): Errno | undefined {
  checkUint32("setPingGroupsErrno", "the lowest group", low);
  checkUint32("setPingGroupsErrno", "the highest group", high);
  return maySetPing(undefined, process, low, high);
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

function overNetwork(trace: Trace, process: Process, bit: number): boolean {
  const { owner } = process.networkNamespace;
  const capability = CAPABILITIES[bit] as string;
  trace?.push(step(rules, "network-capability", "passes", { capability, namespace: owner.id }));
  return nsCapable(trace, process, owner, bit);
}

function maySetPing(trace: Trace, process: Process, low: ContainerId, high: ContainerId): Errno | undefined {
  const { userNamespace } = process;
  const kernelLow = kgidOf(userNamespace, low);
  const kernelHigh = kgidOf(userNamespace, high);
  const isMapped = kernelLow !== NO_ID && kernelHigh !== NO_ID;
  trace?.push(
    step(rules, "ping-group-mapped", isMapped ? "grants" : "refuses", {
      low,
      high,
      namespace: userNamespace.id,
      kernelLow,
      kernelHigh,
    }),
  );
  return isMapped ? undefined : "EINVAL";
}
