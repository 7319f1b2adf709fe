import { explain } from "../../core/explain/node.ts";
import type { ChangedFact, Fix, FixChange, FixStep } from "../../core/node/check/fixes/fix.ts";

/** What would help against a finding: in words, and as changes. */
export interface FixFacts {
  readonly text: string;
  /** What to change, all of it; empty where no mechanical change is known. */
  readonly changes: readonly FixChangeFacts[];
  /** What must happen before; null where nothing must. */
  readonly first: readonly FixStep[] | null;
}

/**
 * An option to give, in the place of one like it; the one line of the account kubelet in a file; a field of the
 * `KubeletConfiguration`; or a field of the pod. A value that is null is left out.
 */
export type FixChangeFacts =
  | { readonly option: string; readonly value: string | null }
  | Exclude<FixChange, { readonly fact: ChangedFact }>;

export function fixFacts(fix: Fix): FixFacts {
  return { text: fixText(fix), changes: fix.changes.map(changeFacts), first: fix.first ?? null };
}

/** What would help, with the option of the command where one does. */
export function fixText(fix: Fix): string {
  return TEXTS[fix.code] ?? explain(fix);
}

function changeFacts(change: FixChange): FixChangeFacts {
  if (!("fact" in change)) return change;
  return { option: OPTIONS[change.fact], value: change.fact === "account" ? "missing" : change.value };
}

const OPTIONS: { readonly [Fact in ChangedFact]: string } = {
  release: "--release",
  policy: "--policy",
  runtime: "--runtime",
  kernel: "--kernel",
  filesystem: "--fs",
  idmappable: "--idmappable",
  sysctl: "--sysctl",
  "runtime-maps": "--runtime-maps",
  image: "--images",
  account: "--account",
  groups: "--subgid",
  configuration: "--kubelet-config",
  "kubelet-map": "--kubelet-map",
};

const TEXTS: { readonly [Code in Fix["code"]]?: string } = {
  "say-policy":
    "Name the policy with --policy, as in --policy restricted:v1.35. A namespace without the label enforces privileged:latest.",
  "say-runtime": "Name both runtimes, as in --runtime containerd@2.1 --runtime runc@1.3.",
  "say-filesystem":
    "Name the filesystem with --fs, as in --fs /data=ext4, or by the name of the volume, as in --fs data=ext4.",
  "say-idmappable":
    "Try it with mount_setattr(2) or look it up, and name all that this kernel maps, as in --idmappable tmpfs,overlay,xfs.",
  "say-namespace-limit":
    "Ask the node with sysctl user.max_user_namespaces, and say it as in --sysctl user.max_user_namespaces=63000.",
  "say-patch": "Name the version with its three numbers, as in --runtime containerd@2.1.7.",
  "say-cdi": "Say with --runtime-maps cdi=yes or cdi=no whether it was built with CDI of November 2025 or newer.",
  "say-kernel": "Name the kernel with --kernel, as in --kernel 6.8.",
  "say-image": "Say with --images what the image contains.",
  "say-account":
    "Say which it is: --subuid and --subgid with the node's files, or --account missing (id -u kubelet tells).",
  "say-entry": "Say --account missing if the node has no account kubelet, and else give it an entry.",
  "say-uid": "Say with --account which UID the account kubelet has, or --account missing: id -u kubelet tells.",
  "say-subordinate-ids": "Give the node's /etc/subuid and /etc/subgid with --subuid and --subgid.",
  "say-groups": "Give the node's /etc/subgid with --subgid.",
  "say-kubelet-map":
    "Say with --kubelet-map what /proc/PID/uid_map of the kubelet has, as in --kubelet-map 0:100000:65536.",
  "say-release": "Name it with --release.",
  "say-configuration": "Give the file with --kubelet-config.",
};
