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
  return decision.allowed && !plainer.allowed
    ? { ...decision, disputed: { code: path === "idmapped" ? "mapped-source" : "host-deputy" } }
    : decision;
}
