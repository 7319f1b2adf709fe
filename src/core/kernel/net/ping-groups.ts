import { type ContainerId, type HostId, NO_ID } from "../../id/id.ts";
import { checkUint32 } from "../../id/uint32.ts";
import { CAP_NET_ADMIN } from "../credentials/capability-numbers.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import { kgidOf } from "../credentials/kernel-ids.ts";
import type { Process } from "../credentials/process.ts";
import { conclude, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { processRules as rules } from "../rules/process-rules.ts";
import { overNetwork } from "./network.ts";

/** The groups that may use ping sockets, as the kernel has them: both ends are included; 1 and 0 is nobody. */
export interface PingGroups {
  /** The lowest group. */
  readonly low: HostId;
  /** The highest group. */
  readonly high: HostId;
}

/**
 * Decides whether `net.ipv4.ping_group_range` may be set to these groups, by a process that has the file open.
 *
 * @param process - who asks, with its credentials
 * @param low - the lowest group, as the process sees it
 * @param high - the highest group, as the process sees it
 * @returns the decision; its value is the groups to the kernel, those of 1 to 0 for a range that ends before it begins. EPERM: neither user 0 of the host nor CAP_NET_ADMIN over the
 * owner of the network namespace, which is asked again at every write. EINVAL: a group has no mapping in the process's
 * namespace
 * @throws TypeError when a group is not an integer, RangeError when it lies outside 0 to 4294967295.
 * @remarks icmp(7), `ping_group_range`; `net_ctl_permissions` in `net/sysctl_net.c`, `ipv4_ping_group_range` in
 * `net/ipv4/sysctl_net_ipv4.c`. So the range `0 2147483647` that many systems use is refused in a pod.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { createProcess, createUserNamespace, initialNamespace, setPingGroups } from "userns-sim/kernel";
 *
 * const pod = createUserNamespace(initialNamespace(), { id: "pod-a", maps: podIdMap({ start: 65536, size: 65536 }) });
 * const podRoot = createProcess({ userNamespace: pod, networkNamespace: { id: "pod-a", owner: pod } });
 * setPingGroups(podRoot, 0, 65535).value; // => { low: 65536, high: 131071 }
 * setPingGroups(podRoot, 0, 2147483647).errno; // => "EINVAL"
 * setPingGroups(createProcess({ userNamespace: pod }), 0, 65535).errno; // => "EPERM"
 * ```
 */
export function setPingGroups(process: Process, low: ContainerId, high: ContainerId): Decision<PingGroups> {
  expectProcess("setPingGroups", "process", process);
  checkUint32("setPingGroups", "the lowest group", low);
  checkUint32("setPingGroups", "the highest group", high);
  const steps: Step[] = [];
  return conclude(steps, maySetPing(steps, process, low, high), () => pingGroups(steps, process, low, high));
}

/** Answers {@link setPingGroups} with the errno alone, `undefined` when it may. */
export function setPingGroupsErrno(process: Process, low: ContainerId, high: ContainerId): Errno | undefined {
  expectProcess("setPingGroups", "process", process);
  checkUint32("setPingGroups", "the lowest group", low);
  checkUint32("setPingGroups", "the highest group", high);
  return maySetPing(undefined, process, low, high);
}

function maySetPing(trace: Trace, process: Process, low: ContainerId, high: ContainerId): Errno | undefined {
  if (!mayWriteSetting(trace, process)) return "EPERM";
  // icmp(7): the groups are those of whoever writes, and the kernel needs to know both.
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

/** `ipv4_ping_group_range`: a range that is none, as written or as the kernel has it, becomes the one of nobody. */
function pingGroups(trace: Trace, { userNamespace }: Process, low: ContainerId, high: ContainerId): PingGroups {
  const groups = { low: kgidOf(userNamespace, low), high: kgidOf(userNamespace, high) };
  if (low <= high && groups.low <= groups.high) return groups;
  trace?.push(
    step(rules, "ping-group-order", "changes", { low, high, kernelLow: groups.low, kernelHigh: groups.high }),
  );
  return { low: 1, high: 0 };
}

/** `net_ctl_permissions`: "Allow network administrator to have same access as root." The file has mode 0644. */
function mayWriteSetting(trace: Trace, process: Process): boolean {
  if (overNetwork(trace, process, CAP_NET_ADMIN)) return true;
  // `test_perm`: root is user 0 of the host, whoever owns the network, and needs no capability.
  const { euid } = process;
  const isRoot = euid === 0;
  trace?.push(step(rules, "network-setting-owner", isRoot ? "grants" : "refuses", { euid }));
  return isRoot;
}
