import type { HostId } from "../../id/id.ts";
import type { RecordError } from "../../kubelet/settings/errors.ts";
import type { IdRange } from "../../range/range.ts";

/** What {@link auditPods} finds: a thing that is wrong, or may be. */
export type AuditFinding =
  | FileRefused
  | LastSlotHeld
  | EmptyUsernsFile
  | UsernsFileUnreadable
  | NoKubeletsWork
  | RangesOverlap
  | MoreOverlaps
  | OrphanedRange;

/** The kubelet refuses the file of a pod, and does not start. */
export interface FileRefused {
  readonly code: "file-refused";
  /** The UID of the pod. */
  readonly podUid: string;
  /** Why. */
  readonly cause: RecordError;
  /** What the kubelet says at its start. It ends in an ellipsis where the words of Go's decoder would follow. */
  readonly says: string;
}

/** The range of a pod holds 4294967295, which is no ID: the kernel refuses its map for ever. */
export interface LastSlotHeld {
  readonly code: "last-slot-held";
  /** The UID of the pod. */
  readonly podUid: string;
  /** The range, half-open. */
  readonly range: IdRange<HostId>;
}

/** The file of a pod has 0 bytes, which a kubelet takes for no file. */
export interface EmptyUsernsFile {
  readonly code: "empty-file";
  /** The UID of the pod. */
  readonly podUid: string;
}

/** The file of a pod could not be read, so that nobody knows what it says. */
export interface UsernsFileUnreadable {
  readonly code: "file-unreadable";
  /** The UID of the pod. */
  readonly podUid: string;
  /** Why, in the words of the system. */
  readonly reason: string;
}

/** Something stands there that no kubelet makes. */
export interface NoKubeletsWork {
  /**
   * A symbolic link in the place of the file, or of the directory; no regular file; or one of more than 1 MiB.
   */
  readonly code: "link-for-file" | "link-for-directory" | "no-regular-file" | "file-too-large";
  /** The UID of the pod. */
  readonly podUid: string;
}

/** Two pods have host IDs in common. */
export interface RangesOverlap {
  readonly code: "overlap" | "duplicate-range";
  /** The UIDs of the pods, in the order of the directory. */
  readonly podUids: readonly [string, string];
  /** The IDs in common; with `duplicate-range` the whole range of both. */
  readonly shared: IdRange<HostId>;
  /** What the kubelet says at its start; `undefined` where it looks at slots only, and may say nothing. */
  readonly says: string | undefined;
}

/** More pairs of pods overlap than are told. */
export interface MoreOverlaps {
  readonly code: "more-overlaps";
  /** How many are told. */
  readonly limit: number;
}

/** A range belongs to a pod that is gone. */
export interface OrphanedRange {
  readonly code: "orphan";
  /** The UID of the pod. */
  readonly podUid: string;
  /** The range, half-open. */
  readonly range: IdRange<HostId>;
}
