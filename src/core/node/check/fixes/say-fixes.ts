import type { FindingOf } from "../../../findings/finding.ts";
import type { NodeFindingOf } from "../node-finding.ts";
import type { NodeToCheck } from "../node-to-check.ts";
import { nodePool } from "../pool.ts";
import type { Fix, FixChange } from "./fix.ts";
import type { NodeToFix } from "./free-range.ts";
import { lineChange } from "./pool-change.ts";

/** A namespace without the label enforces this. */
export function sayPolicy(): Fix {
  return { code: "say-policy", changes: [{ fact: "policy", value: "privileged:latest" }] };
}

export function sayImage({ facts: { image } }: FindingOf<"image-not-given">): Fix {
  return { code: "say-image", changes: [{ fact: "image", value: JSON.stringify({ [image]: {} }) }] };
}

/** Without an account there is the default pool, where the settings go with it; else there must be one with a line. */
export function sayAccount({ fix }: NodeFindingOf<"account-not-given" | "entry-not-given">, node: NodeToFix): Fix {
  const isPool = nodePool({ ...node.kubelet, kubeletUser: { kind: "no-account" } }) !== null;
  const changes = isPool ? [{ fact: "account", value: "missing" } as const] : (lineChange(node)?.changes ?? []);
  return { code: fix, changes };
}

/** A UID that stands in the files is not looked at where there is no account. Where only its line would do, nobody knows which. */
export function sayUid(_found: NodeFindingOf<"owner-not-known">, node: NodeToCheck): Fix {
  const isPool = nodePool({ ...node.kubelet, kubeletUser: { kind: "no-account" } }) !== null;
  return { code: "say-uid", changes: isPool ? [{ fact: "account", value: "missing" }] : [] };
}

/** A line that will do, in the place of the one that nobody knows. */
export function saySubordinateIds(_found: NodeFindingOf<"subordinate-ids-not-given">, node: NodeToFix): Fix {
  return { code: "say-subordinate-ids", changes: lineChange(node)?.changes ?? [] };
}

export function sayGroups(): Fix {
  return { code: "say-groups", changes: [{ fact: "groups", value: "/etc/subgid" }] };
}

export function sayRelease({ facts: { release } }: NodeFindingOf<"release-not-given">): Fix {
  return { code: "say-release", changes: [{ fact: "release", value: release }] };
}

/** Where kubeadm puts it. */
export function sayConfiguration(): Fix {
  return { code: "say-configuration", changes: [{ fact: "configuration", value: "/var/lib/kubelet/config.yaml" }] };
}

/** Any number but 0 will do; this is about what a machine of 16 GiB gives itself. */
export function sayNamespaceLimit(): Fix {
  return { code: "say-namespace-limit", changes: [{ fact: "sysctl", value: "user.max_user_namespaces=63000" }] };
}

export function raiseNamespaceLimit({ facts: { sysctl } }: FindingOf<"namespace-limit">): Fix {
  return { code: "raise-namespace-limit", changes: [raised(sysctl)] };
}

export function raised(sysctl: string): FixChange {
  return { fact: "sysctl", value: `${sysctl}=10000` };
}

export function mapCdi({ fix }: FindingOf<"cdi-not-known" | "cdi-not-mapped">): Fix {
  return { code: fix, changes: [{ fact: "runtime-maps", value: "cdi=yes" }] };
}
