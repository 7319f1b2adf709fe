import type { Pool } from "../../allocate/pool/pool.ts";
import type { AllocateError } from "../../allocate/strategy/allocate-error.ts";
import type { HostId } from "../../id/id.ts";
import type { Errno } from "../../kernel/decision/errno.ts";
import type { CreateError, NotStarted, StartError } from "../../kubelet/settings/errors.ts";
import type { IdRange } from "../../range/range.ts";
import type { Release } from "../../releases/releases.ts";

/** Why the pods cannot be placed on the node. */
export type NodeError =
  | KubeletRefused
  | KubeletPoolFault
  | AllocatorRefused
  | PoolUsedUp
  | UidUnusable
  | UidTaken
  | SandboxFailed
  | RootForbidden
  | IdNotMapped
  | VolumeNotMapped;

/** The kubelet does not start, or gives a pod no user namespace. */
export interface KubeletRefused {
  readonly code: "kubelet-refused";
  /** The UID of the pod; `undefined` when the kubelet itself does not start. */
  readonly podUid: string | undefined;
  /** What the kubelet says. */
  readonly cause: StartError | CreateError | NotStarted;
}

/** A kubelet cannot be given the pool. */
export interface KubeletPoolFault {
  /**
   * Names the cause: before 1.30 every kubelet gives slots of all host IDs, before 1.35 each of 65536 IDs; none leaves
   * IDs of its pool out; and its account already has IDs.
   */
  readonly code:
    | "kubelet-takes-no-pool"
    | "kubelet-fixes-ids-per-pod"
    | "kubelet-excludes-no-ids"
    | "pool-beside-account";
  /** The release of the kubelet. */
  readonly release: Release;
  /** How many IDs each pod is to get. */
  readonly idsPerPod: number;
}

/** The allocator gives a pod no range. */
export interface AllocatorRefused {
  readonly code: "allocator-refused";
  /** The UID of the pod. */
  readonly podUid: string;
  /** What the allocator says. */
  readonly cause: AllocateError;
}

/** A baseline, which does not go by slots, has no room left in the pool. */
export interface PoolUsedUp {
  readonly code: "pool-used-up";
  /** The UID of the pod. */
  readonly podUid: string;
  /** The baseline. */
  readonly strategy: "shared-range" | "overlapping-ranges";
  /** The pool. */
  readonly pool: Pool;
}

/** A pod has a UID that cannot name a directory. */
export interface UidUnusable {
  readonly code: "uid-unusable";
  /** The UID. */
  readonly podUid: string;
}

/** Two pods have the same UID. */
export interface UidTaken {
  readonly code: "uid-taken";
  /** The UID. */
  readonly podUid: string;
}

/** The kernel refuses the map of the pod's range. */
export interface SandboxFailed {
  readonly code: "sandbox-failed";
  /** The UID of the pod. */
  readonly podUid: string;
  /** The range, half-open. */
  readonly range: IdRange<HostId>;
  /** What the write of the map ends with. */
  readonly errno: "EINVAL";
  /** The container runtime's own words. */
  readonly text: string;
}

/** A container is to run as root, and must not: `runAsNonRoot`. */
export interface RootForbidden {
  readonly code: "root-forbidden";
  /** The UID of the pod. */
  readonly podUid: string;
  /** The container. */
  readonly container: string;
  /** The kubelet's own words. */
  readonly text: string;
}

/** A container asks for an ID that its user namespace does not have. */
export interface IdNotMapped {
  readonly code: "user-not-mapped" | "group-not-mapped" | "groups-not-mapped";
  /** The UID of the pod. */
  readonly podUid: string;
  /** The container. */
  readonly container: string;
  /** The ID that it asks for. */
  readonly id: number;
  /** The container runtime's own words. */
  readonly text: string;
}

/** A volume lies on a filesystem whose mounts cannot be mapped, so the containers do not start. */
export interface VolumeNotMapped {
  readonly code: "volume-not-mapped";
  /** The UID of the pod. */
  readonly podUid: string;
  /** The volume. */
  readonly volume: string;
  /** The type of the filesystem. */
  readonly type: string;
  /** What mapping the mount ends with. */
  readonly errno: Errno;
}

/** Why there is no escape to play through. */
export type EscapeError = PodUnknown | PodAmbiguous | ContainerUnknown | CellUnknown;

/** No pod of the node has this name. */
export interface PodUnknown {
  readonly code: "pod-unknown";
  /** The name that was asked for. */
  readonly pod: string;
  /** The labels of the pods there are. */
  readonly known: readonly string[];
}

/** Several pods of the node have this name. */
export interface PodAmbiguous {
  readonly code: "pod-ambiguous";
  /** The name that was asked for. */
  readonly pod: string;
  /** The labels of the pods that have it. */
  readonly known: readonly string[];
}

/** The pod has no such container. */
export interface ContainerUnknown {
  readonly code: "container-unknown";
  /** The label of the pod. */
  readonly pod: string;
  /** The name that was asked for; `undefined` when none was, and the pod has no container at all. */
  readonly container: string | undefined;
  /** The names of the containers there are. */
  readonly known: readonly string[];
}

/** The matrix has no such cell: there is no such target on this way, or that is not tried on it. */
export interface CellUnknown {
  readonly code: "cell-unknown";
  /** The name that was asked for. */
  readonly cell: string;
  /** The cells of the same target; none when there is no such target. */
  readonly known: readonly string[];
}
