import type { FormError } from "../../forms/form/form-error.ts";
import type { HostId } from "../../id/id.ts";
import type { KubeletPoolError } from "./pool-error.ts";

/** Why the kubelet refused, with its own words in `text`. */
export type KubeletError = StartError | CreateError | CleanupError | Panic | NotStarted;

/** Why the kubelet did not start. */
export type StartError = KubeletPoolError | PodNotRecorded | Panic;

/** Why an existing range is refused: the same reasons at the start and while the kubelet runs. */
export type RecordError = StoreFailed | FileInvalid | ConfigurationOfFile | RangeRefused | PodLimit;

/** Why a pod got no user namespace. */
export type CreateError = GateDisabled | RuntimeUnsupported | RecordError | PoolExhausted | WriteFailed | Panic;

/** Why the pods were not cleaned up. */
export type CleanupError = PodsUnreadable | Panic;

/** The file of a pod cannot be recorded, so the kubelet does not start. */
export interface PodNotRecorded {
  readonly code: "pod-not-recorded";
  /** The pod. */
  readonly podUid: string;
  /** Why its file is refused. */
  readonly cause: RecordError;
  /** The kubelet's own words. */
  readonly text: string;
}

/** Something stands in the way on the disk. */
export interface StoreFailed {
  readonly code: "not-a-directory" | "is-a-directory";
  /** The pod. */
  readonly podUid: string;
  /** The kubelet's own words. */
  readonly text: string;
}

/** The file of a pod cannot be decoded. */
export interface FileInvalid {
  readonly code: "file-invalid";
  /** The pod. */
  readonly podUid: string;
  /** Where the decoder stops. */
  readonly cause: FormError;
  /** The kubelet's own words, and after the last colon those of this library: Go's change from release to release. */
  readonly text: string;
}

/** The file of a pod says what no kubelet writes. */
export interface ConfigurationOfFile {
  readonly code: "not-one-mapping" | "gids-not-like-uids" | "mappings-differ" | "root-not-mapped";
  /** The pod. */
  readonly podUid: string;
  /** The kubelet's own words. */
  readonly text: string;
}

/** The range in the file of a pod cannot be the pod's. */
export interface RangeRefused {
  readonly code: "wrong-length" | "wrong-offset" | "different-range" | "out-of-range" | "already-taken";
  /** The pod. */
  readonly podUid: string;
  /** The first ID that the file names. */
  readonly hostId: HostId;
  /** How many IDs the file names. */
  readonly length: number;
  /** The kubelet's own words. */
  readonly text: string;
}

/** There are as many pods with user namespaces as the release allows. */
export interface PodLimit {
  readonly code: "pod-limit";
  /** How many pods the release allows. */
  readonly limit: number;
  /** How many it counts. */
  readonly count: number;
  /** The kubelet's own words. */
  readonly text: string;
}

/** The pod asks for something that the feature gate does not allow. */
export interface GateDisabled {
  readonly code: "gate-disabled";
  /** The name of the gate. */
  readonly gate: string;
  /** The kubelet's own words. */
  readonly text: string;
}

/** The pod's runtime handler does not support user namespaces. */
export interface RuntimeUnsupported {
  /** Names the cause: the runtime knows the handler or does not. */
  readonly code: "handler-unsupported" | "handler-unknown";
  /** The name of the handler; empty for the default one. */
  readonly handler: string;
  /** The kubelet's own words. */
  readonly text: string;
}

/** Every slot is in use. */
export interface PoolExhausted {
  readonly code: "pool-exhausted";
  /** How many slots there are. */
  readonly slots: number;
  /** The kubelet's own words. */
  readonly text: string;
}

/** The file of a pod could not be written. */
export interface WriteFailed {
  readonly code: "write-failed";
  /** The pod. */
  readonly podUid: string;
  /** The kubelet's own words. */
  readonly text: string;
}

/** The directory of all pods cannot be listed. */
export interface PodsUnreadable {
  readonly code: "pods-unreadable";
  /** The kubelet's own words. */
  readonly text: string;
}

/** The kubelet crashed. */
export interface Panic {
  readonly code: "panic";
  /** What Go prints after `panic: `. */
  readonly text: string;
}

/** There is no kubelet to ask: it was not started, or did not start. */
export interface NotStarted {
  readonly code: "not-started";
}
