import type { Explanations } from "../explanations.ts";
import { goQuote } from "../go/go-text.ts";
import { shapeEnglish } from "../manifest/english.ts";
import type { Finding, FixCode } from "./finding.ts";

export const findingEnglish: Explanations<Finding> = {
  "not-decodable": ({ facts: { found, expected } }) =>
    `The API server cannot decode this field: expected ${shapeEnglish[expected]}, found ${found}.`,
  "not-valid": () => "The API server's validation refuses the pod.",
  "host-users-dropped": ({ facts: { gate } }) =>
    `The API server drops this field without a word: the feature gate of ${gate} is off. The pod runs, and its root is the host's root.`,
  "field-dropped": ({ facts: { gate } }) =>
    `The API server drops this field without a word: the feature gate of ${gate} is off in this release unless it is set.`,
  "pod-security": ({ facts: { check, policy } }) => `The pod fails the check ${check} of the policy ${policy}.`,
  "pod-security-anew": ({ facts: { check, policy } }) =>
    `The pod was admitted, and would be refused if it were made anew: it fails the check ${check} of the policy ${policy}.`,
  "policy-not-given": () => "It is not known which Pod Security Standards the namespace enforces.",
  "user-namespace-ignored": ({ facts: { runtime } }) =>
    `${runtime} does not know user namespaces and starts the pod without one: its root is the host's root.`,
  "user-namespace-unsupported": ({ facts: { runtime } }) =>
    `The kubelet refuses to start the pod, because ${runtime} does not report that it supports user namespaces.`,
  "mappings-ignored": ({ facts: { runtime } }) =>
    `${runtime} ignores the mappings of mounts without a word: files on volumes belong to 65534, and none can be created.`,
  "mappings-refused": ({ facts: { runtime } }) =>
    `The runtime refuses to start the container, because ${runtime} cannot map mounts.`,
  "runtime-too-old": ({ facts: { runtime, needed } }) =>
    `This release needs ${needed} or newer for user namespaces, and there is ${runtime}.`,
  "runtime-not-given": ({ facts: { kind } }) =>
    kind === "cri"
      ? "It is not known which runtime the kubelet talks to."
      : "It is not known which runtime starts the containers.",
  "runtime-unknown": ({ facts: { runtime } }) =>
    `It is not known whether ${runtime} supports user namespaces and mapped mounts.`,
  "mount-not-mappable": ({ facts: { source, filesystem, since } }) =>
    `The mount of ${goQuote(source)} must be mapped to the pod's IDs, and ${filesystem} supports that ${sinceText(since)}.`,
  "filesystem-not-given": ({ facts: { source } }) =>
    `It is not known which filesystem ${goQuote(source)} is on, so not whether it can be mapped.`,
  "filesystem-undecided": ({ facts: { source, filesystem } }) =>
    `Whether ${goQuote(source)} can be mapped cannot be told from its filesystem ${goQuote(filesystem)} alone.`,
  "kernel-not-given": ({ facts: { source, filesystem, since } }) =>
    `The mount of ${goQuote(source)} must be mapped to the pod's IDs, and ${filesystem} supports that ${sinceText(since)}; the kernel is not known.`,
  "layers-not-mappable": ({ facts: { since } }) =>
    `The layers of images can be mapped ${sinceText(since)}; before, they have to be copied, which must be allowed.`,
  "id-not-mapped": ({ facts: { id, idsPerPod } }) =>
    `The pod has the IDs 0 to ${idsPerPod - 1}, and ${id} is none of them: the container does not start.`,
  "further-group-not-mapped": ({ facts: { id, idsPerPod } }) =>
    `The pod has the IDs 0 to ${idsPerPod - 1}, and the group ${id} is none of them: the container does not start.`,
  "image-not-given": ({ facts: { image } }) =>
    `The image ${goQuote(image)} decides about IDs, and it is not known what it says.`,
  "image-file-not-mapped": ({ facts: { id, idsPerPod } }) =>
    `The pod has the IDs 0 to ${idsPerPod - 1}: files of ${id} show 65534 and are open to it only as to others.`,
  "image-file-refused": ({ facts: { id, idsPerPod } }) =>
    `The pod has the IDs 0 to ${idsPerPod - 1}: the image cannot be copied for it, because of files of ${id}.`,
  "submounts-not-mapped": ({ facts: { source, submount } }) =>
    `Only the mount at ${goQuote(source)} is mapped: what is mounted below it, as at ${goQuote(submount)}, shows owner 65534.`,
  "host-path-as-root": ({ facts: { source } }) =>
    `The mount of ${goQuote(source)} maps the pod's root to the host's: in it, the user namespace protects nothing.`,
  "host-network-rights": () =>
    "The host's network does not belong to the pod's user namespace: ports below 1024 and raw sockets are refused.",
  "groups-policy-unsupported": ({ facts: { runtime } }) =>
    `The kubelet refuses to run the pod, because ${runtime} does not know the policy for supplemental groups.`,
  "groups-policy-ignored": ({ facts: { runtime } }) =>
    `${runtime} does not know the policy Strict, and adds the image's groups without a word.`,
};

function sinceText(since: string | undefined): string {
  return since === undefined ? "on no kernel" : `since Linux ${since}`;
}

export const fixEnglish: Readonly<Record<FixCode, () => string>> = {
  "correct-field": () => "Change or remove the field.",
  "turn-gate-on": () => "Turn the feature gate on in the API server and on every kubelet, or use a newer release.",
  "meet-policy": () => "Change the pod as the message says, or have the namespace enforce another policy.",
  "say-policy": () => "Say which policy is enforced, as in restricted:v1.35.",
  "upgrade-runtime": () => "Use a newer runtime: containerd 2.0 or CRI-O 1.25, with runc 1.2 or crun 1.9.",
  "say-runtime": () => "Say which runtime there is, as in containerd@2.1 or runc@1.2.",
  "other-filesystem": () =>
    "Keep the data on a filesystem that supports mapped mounts, or use a newer kernel: 6.3 for tmpfs.",
  "upgrade-kernel": () => "Use Linux 5.19 or newer, or allow containerd the slow copy with slow_chown.",
  "say-filesystem": () => "Say which filesystem it is, as in /data=ext4.",
  "say-kernel": () => "Say which kernel there is, as in 6.8.",
  "mapped-id": () => "Use an ID within the pod's range, or give pods more IDs with userNamespaces.idsPerPod.",
  "say-image": () => "Set runAsUser and runAsGroup, or say what the image contains.",
  "rebuild-image": () =>
    "Change the owner of the files in the image, or give pods more IDs with userNamespaces.idsPerPod.",
  "own-host-path": () => "Mount what is needed below it as a host path of its own.",
  "no-host-path": () => "Do without the host path, mount it read-only, or mount only what the pod may own.",
  "own-network": () => "Leave out hostNetwork where the pod needs rights over its network.",
};
