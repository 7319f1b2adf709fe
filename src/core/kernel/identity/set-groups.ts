import { type ContainerId, type HostId, NO_ID } from "../../id/id.ts";
import { checkUint32 } from "../../id/uint32.ts";
import { expectArray } from "../../misuse/misuse.ts";
import { CAP_SETGID } from "../credentials/capability-numbers.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import { nsCapable } from "../credentials/has-capability.ts";
import { kgidOf } from "../credentials/kernel-ids.ts";
import type { Process } from "../credentials/process.ts";
import type { UserNamespace } from "../credentials/user-namespace.ts";
import { conclude, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { identityRules as rules } from "../rules/identity-rules.ts";

/**
 * Decides whether a process may set its supplementary groups.
 *
 * @param process - who asks, with its credentials
 * @param groups - the new groups, as the process sees them
 * @returns the decision; its value is the process afterwards, its groups in ascending order. EPERM: no CAP_SETGID in its
 * namespace, no gid_map, or setgroups(2) is denied there; this comes first. EINVAL: more than 65536, or one has no mapping
 * @throws TypeError when a group ID is not an integer, RangeError when it lies outside 0 to 4294967295.
 * @remarks setgroups(2), user_namespaces(7) on `/proc/PID/setgroups`; `may_setgroups` in `kernel/groups.c`.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { createProcess, createUserNamespace, initialNamespace, setgroups } from "userns-sim/kernel";
 *
 * const pod = createUserNamespace(initialNamespace(), { id: "pod-a", maps: podIdMap({ start: 65536, size: 65536 }) });
 * const podRoot = createProcess({ userNamespace: pod });
 * setgroups(podRoot, [2000]).value?.groups; // => [67536]
 * setgroups(podRoot, [70000]).errno; // => "EINVAL"
 * ```
 */
export function setgroups(process: Process, groups: readonly ContainerId[]): Decision<Process> {
  expectProcess("setgroups", "process", process);
  expectArray("setgroups", "groups", groups, "an array of group IDs");
  checkGroups("setgroups", groups);
  const steps: Step[] = [];
  return conclude(steps, maySetGroups(steps, process, groups), () => ({
    ...process,
    groups: groups.map((group): HostId => kgidOf(process.userNamespace, group)).sort((a, b) => a - b),
  }));
}

/** Answers {@link setgroups} with the errno alone, `undefined` when it may. */
export function setgroupsErrno(process: Process, groups: readonly ContainerId[]): Errno | undefined {
  expectProcess("setgroups", "process", process);
  expectArray("setgroups", "groups", groups, "an array of group IDs");
  checkGroups("setgroups", groups);
  return maySetGroups(undefined, process, groups);
}

function checkGroups(caller: string, groups: readonly ContainerId[]): void {
  for (const group of groups) checkUint32(caller, "each group ID", group);
}

function maySetGroups(trace: Trace, process: Process, groups: readonly ContainerId[]): Errno | undefined {
  const { userNamespace } = process;
  // setgroups(2), EPERM: "The calling process has insufficient privilege (the caller does not have the CAP_SETGID
  // capability in the user namespace in which it resides)."
  if (!nsCapable(trace, process, userNamespace, CAP_SETGID)) return "EPERM";
  if (!namespaceAllows(trace, userNamespace)) return "EPERM";
  if (groups.length > NGROUPS_MAX) {
    trace?.push(step(rules, "setgroups-count", "refuses", { count: groups.length }));
    return "EINVAL";
  }
  for (const id of groups)
    if (kgidOf(userNamespace, id) === NO_ID) {
      trace?.push(
        step(rules, "id-argument", "refuses", { side: "group", id, namespace: userNamespace.id, kernelId: NO_ID }),
      );
      return "EINVAL";
    }
  trace?.push(step(rules, "setgroups-count", "grants", { count: groups.length }));
  return undefined;
}

/**
 * `userns_may_setgroups`. A group can also be what keeps somebody out of a file, so who has not been given the right to
 * choose groups in the parent must not drop any.
 */
function namespaceAllows(trace: Trace, { id, gidMap, setgroups: flag }: UserNamespace): boolean {
  const why = gidMap.mappings.length === 0 ? "gid-map-missing" : flag === "deny" ? "setgroups-denied" : undefined;
  trace?.push(
    why === undefined
      ? step(rules, "setgroups-permitted", "passes", { namespace: id })
      : step(rules, "setgroups-permitted", "refuses", { namespace: id, why }),
  );
  return why === undefined;
}

const NGROUPS_MAX = 65536;
