import type { ManifestShape } from "../manifest/problem.ts";
import type { Decider, FindingVerdict, HowKnown } from "./condition.ts";
import { FINDING_RULES } from "./finding-rules.ts";

/** What each finding is about, by its code. */
export interface FindingFacts {
  /** A field has the wrong type, so the API server cannot decode the pod. */
  readonly "not-decodable": Facts<"found" | "expected">;
  /** The API server's validation refuses the pod. */
  readonly "not-valid": Facts<never>;
  /** The API server drops `hostUsers` without a word because the feature gate is off: the pod runs as host users. */
  readonly "host-users-dropped": Facts<"gate">;
  /** The API server drops another field without a word because a feature gate is off. */
  readonly "field-dropped": Facts<"gate">;
  /** The pod violates the Pod Security Standards that are enforced. */
  readonly "pod-security": Facts<"check" | "policy" | "passes" | "relaxingGate">;
  /** The pod was admitted, and violates the Pod Security Standards that are enforced now. */
  readonly "pod-security-anew": Facts<"check" | "policy">;
  /** Nobody said which Pod Security Standards are enforced. */
  readonly "policy-not-given": Facts<never>;
  /** The runtime knows no user namespaces, and runs the pod as host users without a word. */
  readonly "user-namespace-ignored": Facts<"runtime">;
  /** The kubelet refuses the pod because its own feature gate is off. */
  readonly "kubelet-gate-off": Facts<"gate">;
  /** The kubelet ignores `hostUsers` because its own feature gate is off, and runs the pod as host users. */
  readonly "kubelet-ignores-field": Facts<"gate">;
  /** The kubelet does not hand the pod to a runtime that does not claim to support user namespaces. */
  readonly "user-namespace-unsupported": Facts<"runtime">;
  /** The runtime ignores the mappings of mounts without a word: volumes belong to nobody. */
  readonly "mappings-ignored": Facts<"runtime">;
  /** The runtime does not map mounts, or notices that the one below it does not. */
  readonly "mappings-refused": Facts<"runtime">;
  /** The runtime is older than what the release needs. */
  readonly "runtime-too-old": Facts<"runtime" | "needed">;
  /** Nobody said which runtime there is. */
  readonly "runtime-not-given": Facts<"kind">;
  /** Nothing is known about the runtime, or about this version of it. */
  readonly "runtime-unknown": Facts<"runtime">;
  /** A mount cannot be mapped: the filesystem does not support it, or not on this kernel. */
  readonly "mount-not-mappable": Facts<"source" | "volumeName" | "filesystem" | "since">;
  /** Nobody said which filesystem a mount is on. */
  readonly "filesystem-not-given": Facts<"source" | "volumeName">;
  /** It depends on more than its type whether a filesystem supports mapped mounts, or the type is not known. */
  readonly "filesystem-undecided": Facts<"source" | "filesystem">;
  /** A mount cannot be mapped: somebody named all that this kernel maps, and its filesystem is not among it. */
  readonly "mount-not-named": Facts<"source" | "volumeName" | "filesystem">;
  /** Its distribution takes into a kernel what later ones can, so its version does not say what it maps. */
  readonly "kernel-backports": Facts<"source" | "filesystem" | "distribution">;
  /** Whether it can be mapped depends on the program behind the filesystem. */
  readonly "daemon-not-known": Facts<"source" | "filesystem">;
  /** Nobody said which kernel there is. */
  readonly "kernel-not-given": Facts<"source" | "filesystem" | "since">;
  /** The layers of an image cannot be mapped on this kernel. */
  readonly "layers-not-mappable": Facts<"since">;
  /** The layers of an image cannot be mapped: somebody named all that this kernel maps, and overlay is not among it. */
  readonly "layers-not-named": Facts<never>;
  /** A user or a primary group has no ID on the host. */
  readonly "id-not-mapped": Facts<"id" | "idsPerPod">;
  /** A further group has no ID on the host. */
  readonly "further-group-not-mapped": Facts<"id" | "idsPerPod">;
  /** Only the image says which IDs a container has. */
  readonly "image-not-given": Facts<"image">;
  /** A file of the image has no owner that the container can see. */
  readonly "image-file-not-mapped": Facts<"id" | "idsPerPod">;
  /** A file of the image cannot be given to the pod. */
  readonly "image-file-refused": Facts<"id" | "idsPerPod">;
  /** Mounts below a host path are not mapped with it. */
  readonly "submounts-not-mapped": Facts<"source" | "submount">;
  /** Through a mapped host path the pod's root is the host's root. */
  readonly "host-path-as-root": Facts<"source">;
  /** The node does not declare a feature that the pod requires, and no scheduler places it there. */
  readonly "host-network-not-declared": Facts<"feature">;
  /** The node does not declare a feature that the pod requires, and its kubelet refuses the pod, which is bound to it. */
  readonly "host-network-not-admitted": Facts<"feature">;
  /** It is not known whether the node declares the feature that the pod requires. */
  readonly "host-network-declaration-not-known": Facts<"runtime">;
  /** In the host's network the runtime may not mount a sysfs, and does not take the host's. */
  readonly "host-network-sysfs": Facts<"runtime">;
  /** It is not known whether this version of the runtime takes the host's sysfs. */
  readonly "host-network-sysfs-not-known": Facts<"runtime">;
  /** In a node that is a container, a privileged container may not mount a sysfs. */
  readonly "privileged-sysfs": Facts<never>;
  /** It would be so if the node were a container. */
  readonly "privileged-sysfs-in-container": Facts<never>;
  /** The kernel makes no namespaces of a kind. */
  readonly "namespace-limit": Facts<"sysctl">;
  /** Nobody said whether the kernel makes user namespaces. */
  readonly "namespace-limit-not-given": Facts<never>;
  /** The runtime does not know volumes that are images. */
  readonly "image-volume-unsupported": Facts<"runtime">;
  /** The runtime does not map the layers of a volume that is an image. */
  readonly "image-volume-not-mapped": Facts<"runtime">;
  /** Nobody knows whether the runtime maps the layers of a volume that is an image. */
  readonly "image-volume-not-known": Facts<"runtime">;
  /** The runtime gives the content of a `VOLUME` to the host's root, and something is to be mounted in it. */
  readonly "volume-content-refused": Facts<"runtime" | "volume">;
  /** The runtime gives the content of a `VOLUME` to the host's root. */
  readonly "volume-content-not-mapped": Facts<"runtime" | "volume">;
  /** What a runtime does is told by the third number of its version, which nobody said. */
  readonly "runtime-patch-not-given": Facts<"runtime" | "changedIn">;
  /** It is a pre-release of the very version from which on a runtime does something, and may be from before that. */
  readonly "runtime-pre-release": Facts<"runtime" | "changedIn">;
  /** A block device has no owner that the container can see. */
  readonly "block-device-not-mapped": Facts<never>;
  /** What CDI mounts has no owner that the container can see. */
  readonly "cdi-not-mapped": Facts<never>;
  /** Nobody said whether the runtime maps what CDI mounts. */
  readonly "cdi-not-known": Facts<never>;
  /** What the container mounts does not come back to the host. */
  readonly "propagation-one-way": Facts<never>;
  /** In the host's network the pod has no rights over it. */
  readonly "host-network-rights": Facts<never>;
  /** The kubelet does not run a pod whose policy for groups the runtime does not know. */
  readonly "groups-policy-unsupported": Facts<"runtime">;
  /** The runtime does not know the policy for groups, and merges without a word. */
  readonly "groups-policy-ignored": Facts<"runtime">;
}

/** The facts that findings have, each with one meaning. */
export interface FindingFact {
  /** What stands in the field. */
  readonly found: string;
  /** What must stand there. */
  readonly expected: ManifestShape;
  /** The name of the feature gate. */
  readonly gate: string;
  /** The name of the check of the Pod Security Standards. */
  readonly check: string;
  /** The policy that is enforced, as `level:version`. */
  readonly policy: string;
  /** The first newer version of the policy that lets the pod pass because it has a user namespace, as `level:version`. */
  readonly passes: string | undefined;
  /** The feature gate of the release that does so. */
  readonly relaxingGate: string | undefined;
  /** The runtime, as `name@version`. */
  readonly runtime: string;
  /** The version that is needed. */
  readonly needed: string;
  /** The first version that does it in another way. */
  readonly changedIn: string;
  /** Which runtime: the one that the kubelet talks to, or the one below it. */
  readonly kind: "cri" | "oci";
  /** What is mounted: a path of the host, or the name of a volume. */
  readonly source: string;
  /** The name that the pod has for the volume; `undefined` for a path of the host, and for what is no volume of the pod. */
  readonly volumeName: string | undefined;
  /** The type of the filesystem. */
  readonly filesystem: string;
  /** The release of Linux that mounts of it can be mapped from; `undefined` where none can. */
  readonly since: string | undefined;
  /** The distribution that the kernel's release names. */
  readonly distribution: string;
  /** The feature of a node. */
  readonly feature: string;
  /** The name of the sysctl. */
  readonly sysctl: string;
  /** The path of a `VOLUME` of an image. */
  readonly volume: string;
  /** The container ID. */
  readonly id: number;
  /** How many IDs the pod has. */
  readonly idsPerPod: number;
  /** The image. */
  readonly image: string;
  /** The mount below the one that is mapped. */
  readonly submount: string;
}

type Facts<Names extends keyof FindingFact> = Pick<FindingFact, Names>;

/** The codes of all findings. */
export type FindingCode = keyof FindingFacts;

/** What would help. */
export type FixCode =
  | "correct-field"
  | "turn-gate-on"
  | "meet-policy"
  | "say-policy"
  | "upgrade-runtime"
  | "say-runtime"
  | "other-filesystem"
  | "upgrade-kernel"
  | "map-layers"
  | "say-filesystem"
  | "say-kernel"
  | "mapped-id"
  | "say-image"
  | "rebuild-image"
  | "own-host-path"
  | "no-host-path"
  | "own-network"
  | "say-idmappable"
  | "ask-daemon"
  | "declare-host-network"
  | "host-network-runtime"
  | "say-declared-features"
  | "not-privileged"
  | "raise-namespace-limit"
  | "say-namespace-limit"
  | "patch-runtime"
  | "say-patch"
  | "released-runtime"
  | "mount-over-volume"
  | "no-block-device"
  | "map-cdi"
  | "say-cdi"
  | "mount-on-host";

/** One thing that a check of a pod found. */
export type Finding = { readonly [Code in FindingCode]: FindingOf<Code> }[FindingCode];

/**
 * A finding with a certain code.
 *
 * @typeParam Code - the code
 */
export interface FindingOf<Code extends FindingCode> {
  /** Names what was found. */
  readonly code: Code;
  /** What it means for the pod. */
  readonly verdict: FindingVerdict;
  /** Who decides; null where nothing is decided by it, as by a warning. */
  readonly by: Decider | null;
  /** The field that it is about, as the API server writes paths; empty where it is about the node. */
  readonly path: string;
  /** What the real system says, verbatim; absent where it says nothing, or where its words are not known. */
  readonly text?: string;
  /** The facts behind it. */
  readonly facts: FindingFacts[Code];
  /** Where it can be read. */
  readonly source: string;
  /** Whether it was run, read or inferred. */
  readonly evidence: HowKnown;
  /** What would help. */
  readonly fix: FixCode;
}

/** Makes a finding; `text` is what the real system says, if it says something. */
export function finding<Code extends FindingCode>(
  code: Code,
  path: string,
  facts: FindingFacts[Code],
  text?: string,
): Finding {
  const { verdict, by, source, evidence, fix } = FINDING_RULES[code];
  const said = text === undefined ? {} : { text };
  const found: FindingOf<Code> = { code, verdict, by, path, ...said, facts, source, evidence, fix };
  // Code and facts belong together, which the compiler checked above and cannot follow into the union.
  return found as unknown as Finding;
}
