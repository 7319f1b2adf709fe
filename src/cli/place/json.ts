import type { DeclaredId, PodContainer, PodKind } from "../../core/manifest/pod-set.ts";
import type { KindCount } from "../../core/manifest/read-manifests.ts";
import type { NodeError } from "../../core/node/placement/errors.ts";
import type { Release } from "../../core/releases/releases.ts";
import type { StrategyFacts } from "../inputs/placing.ts";
import type { PoolFacts } from "../inputs/pool.ts";

/** What `userns-sim place --json` prints. A property that does not apply is null, never left out. */
export type PlaceDocument = PlacedDocument | RefusedDocument;

/** Every pod has its range. Exit code 0 for `placed`, 1 for `would-not-start`. */
export interface PlacedDocument {
  /** `would-not-start` where a container runs as an ID outside of its pod's map. */
  readonly outcome: "placed" | "would-not-start";
  /** The node that the pods are bound to, or that `--node` names; null where nobody names one. */
  readonly node: string | null;
  /** The release of Kubernetes, which matters where the kubelet gives the ranges. */
  readonly release: Release;
  /** Whether somebody read the source of the release; if not, the newest before it that was read stands in. */
  readonly evidence: "read" | "not read";
  /** Null where nobody hands out ranges: with `host-users`, and with a kubelet whose feature gate is off. */
  readonly pool: PoolFacts | null;
  readonly strategy: StrategyFacts;
  readonly counts: CountFacts;
  /** The pods in the order of the input, those on host users included. */
  readonly pods: readonly PodFacts[];
}

export type RefusedDocument = TooManyPodsDocument | StrategyRefusedDocument | NodeRefusedDocument;

/** There are more pods with `hostUsers: false` than slots. */
export interface TooManyPodsDocument {
  readonly outcome: "refused";
  readonly code: "more-pods-than-slots";
  readonly pods: number;
  readonly slots: number;
  /** The object that asks for the most pods. */
  readonly largest: OriginFacts & {
    readonly pods: number;
  };
  readonly pool: PoolFacts;
}

/** The strategy gives a pod no range, though there are slots enough. */
export interface StrategyRefusedDocument {
  readonly outcome: "refused";
  readonly code: "strategy-refused";
  /** Why, in the strategy's own word. */
  readonly reason: string;
  readonly strategy: StrategyFacts;
  readonly pod: { readonly namespace: string; readonly name: string };
  /** How many pods before it got a range. */
  readonly before: number;
  readonly pool: PoolFacts;
}

/** A pod cannot be given a range, or what is to give them does not start. */
export interface NodeRefusedDocument {
  readonly outcome: "refused";
  /** Why, in a word. */
  readonly code: NodeError["code"];
  /** Why, in English. */
  readonly text: string;
  readonly strategy: StrategyFacts;
  /** The pod; null where it is none's fault. */
  readonly pod: { readonly namespace: string; readonly name: string } | null;
  /** How many pods before it got a range. */
  readonly before: number;
  /** Null where nobody hands out ranges, as by a kubelet that does not start. */
  readonly pool: PoolFacts | null;
}

export interface CountFacts {
  readonly placed: number;
  readonly hostUsers: number;
  /** Containers of placed pods with an ID outside of the map. */
  readonly wouldNotStart: number;
  /** Containers, of all pods, that run with at least one ID that only the image knows. */
  readonly undecided: number;
  /** Pods and Jobs left out because they ran to their end. */
  readonly finished: number;
  /** Jobs and CronJobs left out because they are suspended. */
  readonly suspended: number;
  /** Workloads left out because their pods are in the input themselves. */
  readonly represented: number;
  /** Pods left out because they are on another node, or on none while `--node` names one. */
  readonly elsewhere: number;
  /** Objects of kinds that no pods come from, by kind, in the order of their first appearance. */
  readonly otherKinds: readonly KindCount[];
}

export interface OriginFacts {
  readonly kind: PodKind;
  readonly namespace: string;
  readonly name: string;
}

export interface PodFacts {
  readonly namespace: string;
  readonly name: string;
  /** The UID that the kubelet keys the pod by; null where the input has none. */
  readonly uid: string | null;
  /** The object it comes from; for a Pod, the pod itself. */
  readonly origin: OriginFacts;
  /** `false`, or what makes it a host user: `true`, or null where the field is absent. */
  readonly hostUsers: boolean | null;
  /** Whether it was asked to go. It keeps its range until it is gone. */
  readonly terminating: boolean;
  /** The host IDs it got; null for host users. */
  readonly range: { readonly start: number; readonly size: number } | null;
  /** The line of `/proc/PID/uid_map` and of `gid_map`, as it is written; null for host users. */
  readonly map: string | null;
  readonly containers: readonly ContainerFacts[];
}

export interface ContainerFacts {
  readonly name: string;
  readonly type: PodContainer["type"];
  readonly user: IdFacts;
  readonly group: IdFacts;
  /** The further groups: `fsGroup` first, then `supplementalGroups`. */
  readonly groups: readonly GroupFacts[];
  /** Whether groups that the image gives to its user are added, `supplementalGroupsPolicy: Merge`. */
  readonly groupsFromImage: boolean;
  /** `unmapped`: it would not start. `undecided`: an ID is the image's, so nobody can tell from the manifest. */
  readonly outcome: "mapped" | "unmapped" | "undecided";
}

export interface IdFacts {
  readonly from: DeclaredId["from"];
  /** The ID inside; null where only the image knows it. */
  readonly inside: number | null;
  /** The ID on the host; null where it is unknown, or has no mapping. */
  readonly host: number | null;
}

export interface GroupFacts {
  /** The field that declares it. */
  readonly from: "fsGroup" | "supplementalGroups";
  readonly inside: number;
  /** The ID on the host; null where it has no mapping. */
  readonly host: number | null;
}
