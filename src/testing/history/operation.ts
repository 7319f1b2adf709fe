/**
 * The names of all operations.
 *
 * @example
 * ```ts
 * import { OPERATION_NAMES } from "userns-sim/testing";
 *
 * OPERATION_NAMES; // => ["allocate", "release", "restart", "loseRecord"]
 * ```
 */
export const OPERATION_NAMES = ["allocate", "release", "restart", "loseRecord"] as const;

/** The name of an operation. */
export type OperationName = (typeof OPERATION_NAMES)[number];

/**
 * What an allocator is asked to do. A history is a list of these.
 *
 * A pod is asked for by its UID. `restart` stands for the node agent that comes back and has only its records; `loseRecord`
 * for the record of one pod that is deleted behind its back while the pod runs.
 */
export type HistoryOperation = AllocateOperation | ReleaseOperation | RestartOperation | LoseRecordOperation;

/** A pod asks for host IDs. */
export interface AllocateOperation {
  readonly op: "allocate";
  /** The UID of the pod. */
  readonly podUid: string;
  /** How many IDs it asks for; absent: as many as the pool's `idsPerPod`. */
  readonly size?: number;
}

/** A pod gives its host IDs back. */
export interface ReleaseOperation {
  readonly op: "release";
  /** The UID of the pod. */
  readonly podUid: string;
}

/** The allocator comes back with nothing but what it has written down. */
export interface RestartOperation {
  readonly op: "restart";
}

/** What is written down about a pod is lost; the allocator that runs still knows it. */
export interface LoseRecordOperation {
  readonly op: "loseRecord";
  /** The UID of the pod. */
  readonly podUid: string;
}

/** A pod gets back the range that is recorded for it, without being asked which: what an allocator does at its start. */
export interface RestoreOperation {
  readonly op: "restore";
  /** The UID of the pod. */
  readonly podUid: string;
  /** The first host ID of the range. */
  readonly start: number;
  /** How many IDs the range has. */
  readonly size: number;
}

/** The reconciler: who is neither known nor running is gone, and its range with it. */
export interface CleanupOperation {
  readonly op: "cleanup";
  /** The UIDs of the pods that the node agent knows. */
  readonly known: readonly string[];
  /** The UIDs of the pods that run. */
  readonly running: readonly string[];
}

/** What is written down about a pod becomes something else; the allocator that runs still knows it. */
export interface CorruptRecordOperation {
  readonly op: "corruptRecord";
  /** The UID of the pod. */
  readonly podUid: string;
  /** What is written there instead. */
  readonly text: string;
}

/** What a program behind the lines of `userns-sim fuzz` may be asked: more than the kit asks. */
export type ProgramOperation = HistoryOperation | CleanupOperation | CorruptRecordOperation;

/** Everything that may stand in a history: {@link explore} restores too, and programs know more. */
export type HistoryStep = ProgramOperation | RestoreOperation;

/** The names of what a program may be asked. @internal */
export const PROGRAM_OPERATIONS: readonly ProgramOperation["op"][] = [
  "allocate",
  "release",
  "restart",
  "loseRecord",
  "cleanup",
  "corruptRecord",
];

/** The names of everything that may stand in a history. @internal */
export const HISTORY_STEPS: readonly HistoryStep["op"][] = [
  "allocate",
  "release",
  "restart",
  "loseRecord",
  "cleanup",
  "corruptRecord",
  "restore",
];
