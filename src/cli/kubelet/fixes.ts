import { explain } from "../../core/explain/node.ts";
import type { FixCode } from "../../core/findings/finding.ts";
import type { NodeFixCode } from "../../core/node/check/node-finding.ts";

/** What would help, with the option of the command where one does. */
export function fixText(fix: FixCode | NodeFixCode): string {
  return OPTIONS[fix] ?? explain(fix);
}

const OPTIONS: { readonly [Fix in FixCode | NodeFixCode]?: string } = {
  "say-policy": "Name the policy with --policy, as in --policy restricted:v1.35.",
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
