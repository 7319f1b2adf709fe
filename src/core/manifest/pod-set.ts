import type { ContainerId } from "../id/id.ts";
import type { ManifestPath, ManifestPlace } from "./place.ts";

/** The kinds of objects that pods come from. */
export type PodKind =
  | "Pod"
  | "Deployment"
  | "ReplicaSet"
  | "ReplicationController"
  | "StatefulSet"
  | "DaemonSet"
  | "Job"
  | "CronJob"
  | "PodTemplate";

/**
 * Pods that are alike because they come from one object: a Pod by itself, or the replicas of a workload.
 *
 * Only counted, never multiplied out: two billion replicas take the room of one.
 */
export interface PodSet extends ManifestPlace {
  readonly kind: PodKind;
  /** The object's namespace, `default` where none is given. */
  readonly namespace: string;
  readonly name: string;
  /** The UID that a kubelet keys a Pod by; of a mirror pod, that of the static pod. Absent for workloads. */
  readonly uid: string | undefined;
  /** Whether it shows a static pod, which a kubelet took from a file. */
  readonly isMirror: boolean;
  /** How many pods there are, 0 to 2147483647. */
  readonly count: number;
  readonly nodeName: string | undefined;
  /** `false` for pods in user namespaces of their own; `true` or absent for host users. */
  readonly hostUsers: boolean | undefined;
  /** The phase of a Pod, as its status tells it. */
  readonly phase: string | undefined;
  /** When a Pod was asked to go; it keeps its range until it is gone. */
  readonly deletionTimestamp: string | undefined;
  /** The containers in the order they are written: init, regular, ephemeral. */
  readonly containers: readonly PodContainer[];
  /** The further groups of every container's processes, `supplementalGroups`. */
  readonly supplementalGroups: readonly ContainerId[];
  /** The group of the pod's volumes, which every container's processes get too. */
  readonly fsGroup: ContainerId | undefined;
  /** Whether the groups that the image gives to its user are added. */
  readonly supplementalGroupsPolicy: "Merge" | "Strict";
  /** The pod's `spec`, as it was given, for readers of other fields. */
  readonly spec: unknown;
  /** The way from the document to that `spec`. */
  readonly specPath: ManifestPath;
  /** The whole object, as it was given. */
  readonly object: unknown;
}

/** One container of a pod and the user and group it runs as. */
export interface PodContainer {
  readonly name: string;
  readonly type: "init" | "regular" | "ephemeral";
  /** The way from the document to it. */
  readonly path: ManifestPath;
  /** The user its first process runs as. */
  readonly runAsUser: DeclaredId;
  /** The primary group of its first process. */
  readonly runAsGroup: DeclaredId;
}

/** An ID as the manifest declares it, or the statement that only the image knows it. */
export type DeclaredId =
  | {
      /** Whose `securityContext` declares it; the container's wins. */
      readonly from: "container" | "pod";
      readonly id: ContainerId;
    }
  | {
      /** Nobody declares it: the image decides. */
      readonly from: "image";
    };

/** One pod of a set. */
export interface ManifestPod {
  /** What a kubelet tells pods apart by: the UID, or `namespace/name` where there is none. */
  readonly key: string;
  readonly namespace: string;
  /** The pod's own name: `<name>-<i>` for the replicas of a workload. */
  readonly name: string;
  readonly set: PodSet;
}

/** One at a time: there are as many as the counts add up to, so look at those first. */
export function* podsOf(sets: readonly PodSet[]): Generator<ManifestPod, void, undefined> {
  for (const set of sets) {
    const { namespace, name, uid } = set;
    if (set.kind === "Pod") yield { key: uid ?? `${namespace}/${name}`, namespace, name, set };
    else
      for (let i = 0; i < set.count; i++)
        yield { key: `${namespace}/${name}-${i}`, namespace, name: `${name}-${i}`, set };
  }
}
