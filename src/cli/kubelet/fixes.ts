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
  return { option: OPTIONS[change.fact], value: change.fact === "account" ? null : change.value };
}

const OPTIONS: { readonly [Fact in ChangedFact]: string } = {
  release: "--release",
  policy: "--policy",
  runtime: "--runtime",
  kernel: "--kernel",
  filesystem: "--fs",
  image: "--images",
  account: "--no-kubelet-user",
  groups: "--subgid",
  configuration: "--kubelet-config",
};

const TEXTS: { readonly [Code in Fix["code"]]?: string } = {
  "say-policy":
    "Name the policy with --policy, as in --policy restricted:v1.35. A namespace without the label enforces privileged:latest.",
  "say-runtime": "Name both runtimes, as in --runtime containerd@2.1 --runtime runc@1.3.",
  "say-filesystem":
    "Name the filesystem with --fs, as in --fs /data=ext4, or by the name of the volume, as in --fs data=ext4.",
  "say-kernel": "Name the kernel with --kernel, as in --kernel 6.8.",
  "say-image": "Say with --images what the image contains.",
  "say-account":
    "Say which it is: --subuid and --subgid with the node's files, or --no-kubelet-user (id kubelet tells).",
  "say-entry": "Say --no-kubelet-user if the node has no account kubelet, and else give it an entry.",
  "say-groups": "Give the node's /etc/subgid with --subgid.",
  "say-release": "Name it with --release.",
  "say-configuration": "Give the file with --kubelet-config.",
};
