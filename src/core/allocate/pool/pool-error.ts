/** Why {@link createPool} makes no pool: each with the numbers given and the nearest right value. */
export type PoolError =
  | ZeroIdsPerPod
  | StartMisaligned
  | StartBelowIdsPerPod
  | SizeMisaligned
  | EmptyPool
  | PastLastId
  | TooManySlots;

/** A pod would get no IDs at all. The kubelet panics on it (integer divide by zero). */
export interface ZeroIdsPerPod {
  readonly code: "zero-ids-per-pod";
  /** Always 0. */
  readonly idsPerPod: number;
}

/** The pool does not start at a multiple of `idsPerPod`. */
export interface StartMisaligned {
  readonly code: "start-misaligned";
  /** The first host ID given. */
  readonly start: number;
  /** How many host IDs a pod gets. */
  readonly idsPerPod: number;
  /** A start that would be right: the next multiple below, or `idsPerPod`. */
  readonly nearest: number;
  /** The kubelet's words. */
  readonly text: string;
}

/** The pool starts below `idsPerPod`: the first so many IDs are the host's own. */
export interface StartBelowIdsPerPod {
  readonly code: "start-below-ids-per-pod";
  /** The first host ID given. */
  readonly start: number;
  /** How many host IDs a pod gets. */
  readonly idsPerPod: number;
  /** The lowest start that would be right. */
  readonly nearest: number;
  /** The kubelet's words. */
  readonly text: string;
}

/** The pool is no whole number of slots long. */
export interface SizeMisaligned {
  readonly code: "size-misaligned";
  /** The number of host IDs given. */
  readonly size: number;
  /** How many host IDs a pod gets. */
  readonly idsPerPod: number;
  /** A size that would be right: the next multiple below, or `idsPerPod`. */
  readonly nearest: number;
  /** The kubelet's words. */
  readonly text: string;
}

/** The pool holds no IDs. The kubelet says so only when it counts pods. */
export interface EmptyPool {
  readonly code: "empty-pool";
  /** Always 0. */
  readonly size: number;
  /** How many host IDs a pod gets. */
  readonly idsPerPod: number;
  /** The smallest size that would be right. */
  readonly nearest: number;
}

/** The pool reaches 4294967295, which is no ID and cannot be mapped, or goes past it. The kubelet does not check this. */
export interface PastLastId {
  readonly code: "past-last-id";
  /** The first host ID given. */
  readonly start: number;
  /** The number of host IDs given. */
  readonly size: number;
  /** How many host IDs a pod gets. */
  readonly idsPerPod: number;
  /** The largest size that fits behind this start, in whole slots; 0 when none fits. */
  readonly nearest: number;
}

/** The pool has more slots than Linux can run processes, so more than a node can run pods. */
export interface TooManySlots {
  readonly code: "too-many-slots";
  /** How many slots the pool would have. */
  readonly slots: number;
  /** The most it may have: 4194304, the `PID_MAX_LIMIT` of Linux. */
  readonly limit: number;
}
