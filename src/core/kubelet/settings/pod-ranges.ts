import type { HostId } from "../../id/id.ts";

/** A pod and the host IDs `[hostId, hostId + length)` that it has. */
export interface KubeletPodRange {
  /** The UID of the pod. */
  readonly podUid: string;
  /** The first ID. */
  readonly hostId: HostId;
  /** How many IDs there are. */
  readonly length: number;
}

/** Tells whether two pods share an ID. */
export function overlap(a: KubeletPodRange, b: KubeletPodRange): boolean {
  return a.hostId < b.hostId + b.length && b.hostId < a.hostId + a.length;
}
