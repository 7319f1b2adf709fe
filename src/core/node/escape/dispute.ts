import type { AccessPath } from "./access-path.ts";
import type { Verdict } from "./matrix.ts";

/**
 * Marks a decision on which the sources do not agree: it allows what is refused on the plainer way, without the maps of
 * the mount or without the deputy.
 *
 * The decision stays the kernel's. What is in dispute is whether the attacker gets to ask this question, on a node with
 * user namespaces, or only the plainer one.
 *
 * KEP-127, "Motivation", names the CVEs; kubernetes.io, "User Namespaces", has the sentence about `hostPath`, and that
 * host IDs which do not overlap mitigate CVE-2021-25741.
 */
export function withDispute<Cell extends Verdict>(path: AccessPath, decision: Cell, plainer: Cell): Cell {
  return decision.allowed && !plainer.allowed ? { ...decision, disputed: disputeOf(path) } : decision;
}

function disputeOf(path: AccessPath): string {
  return path === "idmapped"
    ? "KEP-127 says that user namespaces mitigate CVE-2021-25741, CVE-2017-1002101 and CVE-2021-30465, and so does Kubernetes' documentation of the first: true of a plain mount. But since 1.27 the kubelet maps every mount, and the same documentation says that a hostPath behaves as without user namespaces. For a source that the attacker chose and that is mapped, both cannot hold; nobody has settled it."
    : "KEP-127 names CVE-2018-15664, where a daemon of the host's root follows a link of the attacker's, among what user namespaces mitigate. No check is known by which the pod's user namespace holds back such a daemon.";
}
