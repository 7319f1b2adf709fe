import type { PodView } from "../../apiserver/pod-view/pod-view.ts";
import { type Finding, finding } from "../../findings/finding.ts";
import type { NodeFacts } from "../runtime/node-facts.ts";
import { sandboxError } from "../runtime/sandbox-errors.ts";
import { containerdReached, UNSHARES_SINCE } from "./runtime-texts.ts";

/** How many namespaces of a kind the kernel lets anybody make: namespaces(7), `/proc/sys/user`. */
interface NamespaceLimit {
  readonly sysctl: string;
  /** Whether a pod in the host's network has that of the host. */
  readonly host?: true;
  /** Whether containerd makes it together with the user namespace, before the runtime below makes the others. */
  readonly first?: true;
}

/** The namespaces that every pod gets. One of time is made for none, so `user.max_time_namespaces` counts for nothing. */
export const NAMESPACE_LIMITS: readonly NamespaceLimit[] = [
  { sysctl: "user.max_user_namespaces", first: true },
  { sysctl: "user.max_net_namespaces", host: true, first: true },
  { sysctl: "user.max_pid_namespaces" },
  { sysctl: "user.max_ipc_namespaces" },
  { sysctl: "user.max_uts_namespaces", host: true },
  { sysctl: "user.max_mnt_namespaces" },
  { sysctl: "user.max_cgroup_namespaces" },
];

/**
 * The limits that keep a pod from its namespaces. Only that of user namespaces is 0 on nodes that somebody sells or gives
 * away; the others are asked for by nobody, and count where they are given.
 */
export function namespaceFindings(pod: PodView, facts: NodeFacts): readonly Finding[] {
  const { sysctls = {}, runtimes = [] } = facts;
  const isContainerd = containerdReached(runtimes, UNSHARES_SINCE) === "yes";
  const spent = NAMESPACE_LIMITS.filter(
    ({ sysctl, host }) => Object.hasOwn(sysctls, sysctl) && sysctls[sysctl] === 0 && !(host && pod.hostNetwork),
  );
  return [
    ...spent.map(({ sysctl, first }) =>
      finding(
        "namespace-limit",
        sysctl,
        { sysctl },
        first && isContainerd ? sandboxError("namespace-limit") : undefined,
      ),
    ),
    ...(Object.hasOwn(sysctls, "user.max_user_namespaces")
      ? []
      : [finding("namespace-limit-not-given", "user.max_user_namespaces", {})]),
  ];
}
