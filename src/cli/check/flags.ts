import type { FixCode } from "../../core/findings/finding.ts";

/** What decides what is open, where an option of the command does. */
export const FLAGS: { readonly [Fix in FixCode]?: string } = {
  "say-policy": "Name the policy with --policy, as in --policy restricted:v1.35.",
  "say-runtime": "Name both runtimes, as in --runtime containerd@2.1 --runtime runc@1.3.",
  "say-filesystem":
    "Name the filesystem with --fs, as in --fs /data=ext4, or by the name of the volume, as in --fs data=ext4.",
  "say-kernel": "Name the kernel with --kernel, as in --kernel 6.8.",
  "say-image": "Say with --images what the image contains.",
};
