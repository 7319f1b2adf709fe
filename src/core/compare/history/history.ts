/** What happens to the pods of a node, in order of time; at one tick, in the order in which it is listed. */
export type PodHistory = readonly PodEvent[];

/** Something that happens to a pod. */
export type PodEvent = PodStart | PodEnd;

/** A pod starts, and needs host IDs. A pod that runs already goes on as it is. */
export interface PodStart {
  /** When: a tick, an integer from 0 on. */
  readonly at: number;
  /** What happens. */
  readonly what: "start";
  /** The UID of the pod: any string. One that comes back is the same pod. */
  readonly podUid: string;
  /** How many slots it needs, at least 1. */
  readonly slots: number;
}

/** A pod ends, and gives its host IDs back. Of a pod that does not run, it means nothing. */
export interface PodEnd {
  /** When: a tick, an integer from 0 on. */
  readonly at: number;
  /** What happens. */
  readonly what: "end";
  /** The UID of the pod. */
  readonly podUid: string;
  /** The files that it leaves behind on the host, owned by its IDs; `undefined` for none. */
  readonly leaves: LeftFiles | undefined;
}

/** Files that a pod leaves behind. */
export interface LeftFiles {
  /** The tick at which they are removed; before the events of that tick. */
  readonly until: number;
}
