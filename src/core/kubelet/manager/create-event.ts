import type { HostId } from "../../id/id.ts";
import type { Result } from "../../result.ts";
import type { CreateError } from "../settings/errors.ts";
import type { OpenKubelet } from "./open-kubelet.ts";

/** The kubelet asks its manager for the user namespace of a pod: for the sandbox, and again for each container. */
export interface CreateEvent {
  readonly type: "create";
  /** The UID of the pod: not empty, without `/` and NUL, neither `.` nor `..`. */
  readonly podUid: string;
  /** `hostUsers` of the pod's specification; `false`, so a user namespace of its own, when not given. */
  readonly hostUsers?: boolean | "unset";
  /** The runtime handler; the default one when not given. */
  readonly handler?: string;
  /** The number that `rand.Intn(slots)` gives if it is asked. Needed only by a kubelet without a seed. */
  readonly draw?: number;
  /** The file cannot be written, for the reason that this text names. */
  readonly writeError?: string;
}

/** What the kubelet tells the container runtime about a pod's user namespace; `null` when it tells nothing. */
export type PodUserns = NodeUserns | OwnUserns | null;

/** The pod runs in the namespace of the node. */
export interface NodeUserns {
  readonly mode: "NODE";
}

/** The pod gets a namespace of its own, with one mapping for user and group IDs alike. */
export interface OwnUserns {
  readonly mode: "POD";
  /** The mapping, in the form that `createIdMap` takes. */
  readonly mapping: {
    /** The first ID in the pod. */
    readonly containerId: 0;
    /** The first ID on the host. */
    readonly hostId: HostId;
    /** How many IDs there are. */
    readonly size: number;
  };
}

export interface Created {
  /** The kubelet then. */
  readonly kubelet: OpenKubelet;
  /** What it answered. */
  readonly outcome: Result<PodUserns, CreateError>;
  /** The random numbers that it used, at most one. */
  readonly draws: readonly number[];
}
