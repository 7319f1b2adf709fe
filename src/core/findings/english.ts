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
  "kubelet-gate-off": ({ facts: { gate } }) =>
    `The kubelet refuses to start the pod, because its feature gate ${gate} was turned off. Where it is off in the API server, too, the field is dropped there, and the root of the pod is the host's root.`,
  "kubelet-ignores-field": ({ facts: { gate } }) =>
    `The kubelet starts the pod without a user namespace, because its feature gate ${gate} is off: its root is the host's root.`,
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
  "mount-not-named": ({ facts: { source, filesystem } }) =>
    `The mount of ${goQuote(source)} must be mapped to the pod's IDs, and this kernel was said not to map ${filesystem}.`,
  "kernel-backports": ({ facts: { source, filesystem, distribution } }) =>
    `Whether ${goQuote(source)} (${filesystem}) can be mapped cannot be told from the version of this kernel: those of ${distribution} have features of later ones, and some had none of it.`,
  "daemon-not-known": ({ facts: { source, filesystem } }) =>
    `Whether ${goQuote(source)} can be mapped is up to the program behind ${filesystem}: it must ask for it, with default_permissions.`,
  "kernel-not-given": ({ facts: { source, filesystem, since } }) =>
    `The mount of ${goQuote(source)} must be mapped to the pod's IDs, and ${filesystem} supports that ${sinceText(since)}; the kernel is not known.`,
  "layers-not-mappable": ({ facts: { since } }) =>
    `The layers of images can be mapped ${sinceText(since)}; before, they have to be copied, which must be allowed.`,
  "layers-not-named": () =>
    "The layers of images must be mapped to the pod's IDs, and this kernel was said not to map overlay: they have to be copied, which must be allowed.",
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
  "host-network-not-declared": ({ facts: { feature } }) =>
    `The scheduler does not place the pod on this node, which does not declare ${feature}: the gate and the runtime's report are needed for it.`,
  "host-network-not-admitted": ({ facts: { feature } }) =>
    `The kubelet refuses the pod, for its node does not declare ${feature}: the gate and the runtime's report are needed for it.`,
  "host-network-declaration-not-known": ({ facts: { runtime } }) =>
    `The pod runs only where the node declares UserNamespacesHostNetworkSupport, and it is not known whether ${runtime} lets it.`,
  "host-network-sysfs": ({ facts: { runtime } }) =>
    `A sysfs belongs to whoever owns the network namespace, here the host: ${runtime} may not mount one, and does not take the host's.`,
  "host-network-sysfs-not-known": ({ facts: { runtime } }) =>
    `A sysfs belongs to whoever owns the network namespace, here the host, and it is not known whether ${runtime} takes the host's.`,
  "privileged-sysfs": () =>
    "The node is a container, in which a privileged container of the pod may not mount a sysfs.",
  "privileged-sysfs-in-container": () =>
    "If the node is a container itself, as with kind, the pod does not start: its privileged container may not mount a sysfs there.",
  "namespace-limit": ({ facts: { sysctl } }) => `The kernel makes no such namespace for anybody: ${sysctl} is 0.`,
  "namespace-limit-not-given": () =>
    "It is not known whether the kernel makes user namespaces: with user.max_user_namespaces at 0, as some systems come, it makes none.",
  "image-volume-unsupported": ({ facts: { runtime } }) =>
    `${runtime} does not know volumes that are images, be it with a user namespace or without.`,
  "image-volume-not-mapped": ({ facts: { runtime } }) =>
    `${runtime} asks for the volume's overlay to be mapped, which no kernel does, and not for its layers.`,
  "image-volume-not-known": ({ facts: { runtime } }) =>
    `It is not known whether ${runtime} maps the layers of volumes that are images.`,
  "volume-content-refused": ({ facts: { runtime, volume } }) =>
    `${runtime} copies what the image has at its VOLUME ${goQuote(volume)} and leaves it to the host's root, so that nothing can be mounted in it.`,
  "volume-content-not-mapped": ({ facts: { runtime, volume } }) =>
    `${runtime} copies what the image has at its VOLUME ${goQuote(volume)} and leaves it to the host's root: it shows owner 65534.`,
  "runtime-patch-not-given": ({ facts: { runtime, changedIn } }) =>
    `It depends on the third number of ${runtime}, which is not known: what matters here changed in ${changedIn}.`,
  "runtime-pre-release": ({ facts: { runtime, changedIn } }) =>
    `What matters here changed in ${changedIn}, and ${runtime} comes before that release: it is not known whether it has the change already.`,
  "block-device-not-mapped": () =>
    "A block device is not mapped: it shows owner 65534, and the container may not open it.",
  "cdi-not-mapped": () =>
    "The runtime does not map what CDI mounts for a claimed device: it shows owner 65534, and is open to the container only as to others.",
  "cdi-not-known": () =>
    "It is not known whether the runtime maps what CDI mounts for a claimed device; else it shows owner 65534.",
  "propagation-one-way": () =>
    "The pod runs, but what it mounts there does not reach the host: in a user namespace, a shared mount becomes a slave.",
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
  "upgrade-runtime": () => "Use a newer runtime: containerd 2.0 or CRI-O 1.30, with runc 1.2 or crun 1.9.",
  "say-runtime": () => "Say which runtime there is, as in containerd@2.1 or runc@1.2.",
  "other-filesystem": () => "Keep the data on a filesystem that supports mapped mounts, or use a kernel that maps it.",
  "upgrade-kernel": () => "Use Linux 5.19 or newer, or allow containerd the slow copy with slow_chown.",
  "map-layers": () => "Use a kernel that maps overlay, or allow containerd the slow copy with slow_chown.",
  "say-filesystem": () => "Say which filesystem it is, as in /data=ext4.",
  "say-kernel": () => "Say which kernel there is, as in 6.8.",
  "mapped-id": () => "Use an ID within the pod's range, or give pods more IDs with userNamespaces.idsPerPod.",
  "say-image": () => "Say what the image contains.",
  "rebuild-image": () =>
    "Change the owner of the files in the image, or give pods more IDs with userNamespaces.idsPerPod.",
  "own-host-path": () => "Mount what is needed below it as a host path of its own.",
  "no-host-path": () => "Do without the host path, mount it read-only, or mount only what the pod may own.",
  "own-network": () => "Leave out hostNetwork where the pod needs rights over its network.",
  "say-idmappable": () =>
    "Try with mount_setattr(2), or look it up, and say which filesystems this kernel maps, as in tmpfs,overlay,xfs.",
  "ask-daemon": () =>
    "Ask for a version of that program that negotiates FUSE_ALLOW_IDMAP and default_permissions, on Linux 6.12 or newer; or have the data on another filesystem.",
  "declare-host-network": () =>
    "Turn the gate on in the kubelet, and use a runtime that reports the feature: containerd 2.3.4 or newer, or a CRI-O that does; or do without hostNetwork, or without hostUsers: false.",
  "host-network-runtime": () =>
    "Use containerd 2.3.4 or newer, or crun in the place of runc; or do without hostNetwork, or without hostUsers: false.",
  "say-declared-features": () => "Look for it in status.declaredFeatures of the Node.",
  "not-privileged": () => "Leave out privileged, or run the pod on a node that is a machine.",
  "raise-namespace-limit": () => "Set the sysctl to some 10,000 on the node.",
  "say-namespace-limit": () => "Say what sysctl user.max_user_namespaces prints on the node.",
  "patch-runtime": () => "Use containerd 2.1.7, 2.2.2 or newer.",
  "say-patch": () => "Name the version with its three numbers.",
  "released-runtime": () => "Use the release itself in the place of the pre-release.",
  "mount-over-volume": () =>
    "Use containerd 2.0.7, 2.1.5 or newer; or mount a volume of the pod, such as an emptyDir, at that place.",
  "no-block-device": () => "Do without volumeDevices, or without hostUsers: false.",
  "map-cdi": () => "Use a runtime with CDI that maps mounts, or without hostUsers: false.",
  "say-cdi": () => "Look whether the runtime was built with CDI of November 2025 or newer.",
  "mount-on-host": () => "Mount on the host, or do without hostUsers: false where others must see the mount.",
};
