import { parsePolicy } from "../../../apiserver/pod-security/policy.ts";
import { API_GATES, isGateThere, minorOf } from "../../../apiserver/releases/api-releases.ts";
import type { FindingOf } from "../../../findings/finding.ts";
import { NAMESPACE_LIMITS } from "../../../kubelet/pod-checks/namespace-findings.ts";
import { RELEASE_TABLE, traitAt } from "../../../releases/releases.ts";
import type { NodeToCheck } from "../node-to-check.ts";
import type { Fix, FixChange } from "./fix.ts";
import { raised } from "./say-fixes.ts";

export function turnGateOn(
  {
    code,
    facts: { gate },
  }: FindingOf<"host-users-dropped" | "kubelet-gate-off" | "kubelet-ignores-field" | "field-dropped">,
  { kubelet: { release } }: NodeToCheck,
): Fix {
  const isOfUserns = code !== "field-dropped";
  const name = isOfUserns ? traitAt(RELEASE_TABLE.gate, release) : gate;
  const isThere = isOfUserns || API_GATES.some((row) => row === name && isGateThere({ release }, row));
  return { code: "turn-gate-on", changes: isThere ? [turnedOn(name)] : [] };
}

/** What is relaxed for a pod in a user namespace, by a newer version, by the gate before, or by a newer release. */
export function meetPolicy(
  { facts: { passes, relaxingGate } }: FindingOf<"pod-security">,
  { kubelet: { release } }: NodeToCheck,
): Fix {
  if (passes === undefined) return { code: "meet-policy", changes: [] };
  const policy = parsePolicy(passes);
  const version = policy.ok ? policy.value.version : "latest";
  if (version !== "latest" && version <= minorOf(release))
    return { code: "newer-policy", facts: { policy: passes }, changes: [{ fact: "policy", value: passes }] };
  if (relaxingGate !== undefined)
    return {
      code: "relaxing-gate",
      facts: { gate: relaxingGate, policy: passes },
      changes: [turnedOn(relaxingGate)],
    };
  return { code: "policy-of-later-release", facts: { policy: passes }, changes: [] };
}

/** Out of the host's network a pod needs namespaces of which the kernel may make none. */
export function withoutHostNetwork(path: string, { facts = {} }: NodeToCheck): readonly FixChange[] {
  const { sysctls = {} } = facts;
  const spent = NAMESPACE_LIMITS.filter(({ sysctl, host }) => host && sysctls[sysctl] === 0);
  return [{ field: path, value: null }, ...spent.map(({ sysctl }) => raised(sysctl))];
}

export function ownNetwork({ path }: FindingOf<"host-network-rights">, node: NodeToCheck): Fix {
  return { code: "own-network", changes: withoutHostNetwork(path, node) };
}

function turnedOn(gate: string): FixChange {
  return { setting: `featureGates.${gate}`, value: true };
}
