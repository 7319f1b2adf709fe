import type { PodSecurityPolicy } from "../../apiserver/pod-security/policy.ts";
import type { SubordinateIdsRead } from "../../forms/linux/subid.ts";
import type { IdMapping } from "../../idmap/id-mapping.ts";
import type { NodeFacts } from "../../kubelet/runtime/node-facts.ts";
import type { KubeletSettings } from "../../kubelet/settings/settings.ts";
import type { PodKind } from "../../manifest/pod-set.ts";

/** What {@link checkNode} is told about a node and its pods. */
export interface NodeToCheck {
  /** The settings of its kubelet; what is not known is taken for what is most likely, and named in `assumed`. */
  readonly kubelet: KubeletSettings;
  /** What of the settings nobody said; nothing unless given. */
  readonly assumed?: readonly Assumption[];
  /** What is known about the rest of the node, and about the cluster. */
  readonly facts?: CheckFacts;
  /** The node's `/etc/subuid` and `/etc/subgid`, in which others may have IDs of the pool. */
  readonly subordinateFiles?: readonly SubordinateFile[];
  /** The pods; none unless given. */
  readonly pods?: readonly PodGroup[];
  /** That this is no certain node, but any such: its pods do not take each other's room. */
  readonly anyNode?: true;
}

/**
 * Something that nobody said about a kubelet: its release; its configuration; whether there is an account `kubelet`, of
 * which the files may have no entry, or one under a number that may be its UID; or which subordinate IDs that has, or of
 * those which group IDs.
 */
export type Assumption = "release" | "configuration" | "account" | "entry" | "owners" | "subordinate-ids" | "groups";

/** What is known about a node besides its kubelet. Whatever is not given is reported as not decided. */
export interface CheckFacts extends Omit<NodeFacts, "release" | "featureGates" | "idsPerPod"> {
  /** The Pod Security Standard that the pods' namespaces enforce. */
  readonly policy?: PodSecurityPolicy;
  /** Whether the kubelet runs in a user namespace itself, as its Node object reports since 1.37. */
  readonly runningInUserNamespace?: boolean;
  /** The map of the user namespace that the kubelet runs in itself; the host's when not given. */
  readonly kubeletMap?: readonly IdMapping[];
}

/** A file of subordinate IDs that was read. */
export interface SubordinateFile extends SubordinateIdsRead {
  /** What to call it. */
  readonly name: string;
}

/** Pods that are alike because they come from one object: a Pod by itself, or the replicas of a workload. */
export interface PodGroup {
  /** The kind of the object; `Pod` unless given. */
  readonly kind?: PodKind;
  /** Its namespace. */
  readonly namespace: string;
  /** Its name. */
  readonly name: string;
  /** How many pods there are; 1 unless given. */
  readonly count?: number;
  /** The `spec` of the pods, as `kubectl apply` sends it: anything. */
  readonly spec: unknown;
  /** The annotations of the pods; none unless given. */
  readonly annotations?: unknown;
  /** The Pod Security Standard that their namespace enforces; that of the facts unless given. */
  readonly policy?: PodSecurityPolicy;
  /**
   * How the pods came to their node: the API server admitted them, so that Pod Security has had its say; or the kubelet took
   * them from a file (`mirror`), and nobody asked it. They are still to be made unless given.
   */
  readonly came?: "admitted" | "mirror";
}
