import type { Answer } from "../history/answer.ts";
import type { HistoryPool } from "../history/history.ts";
import type { AllocatorPromise } from "../model/rules.ts";

/** What is said of an allocator before it starts. */
export interface AllocatorFacts {
  /** What it is called in reports; `allocator` when absent. */
  readonly name?: string;
  /** What it promises; to be `complete` and to give `one-range` when absent. */
  readonly promises?: readonly AllocatorPromise[];
  /** Whether a pod may ask for several slots; `false` when absent: then each gets one. */
  readonly sizes?: boolean;
}

/** An allocator of any kind, as the kit drives it: a function that starts one, and one function for each operation. */
export interface AllocatorAdapter extends AllocatorFacts {
  /** Absent, or `false`: no function gives a promise. */
  readonly async?: false;
  /**
   * Starts an allocator that knows no pod.
   *
   * @param pool - the pool; it is to be left as it is
   * @param seed - for what draws
   * @returns the allocator
   */
  start(pool: HistoryPool, seed: number): RunningAllocator;
}

/** An allocator that runs. What it throws counts as a refusal that nobody expects. */
export interface RunningAllocator {
  /**
   * Gives a pod a range.
   *
   * @param podUid - the UID of the pod
   * @param size - how many IDs; the pool's `idsPerPod` when `undefined`
   * @returns the range, or a refusal
   */
  allocate(podUid: string, size?: number): Answer;
  /**
   * Takes the range of a pod back. Without this function nothing is released.
   *
   * @param podUid - the UID of the pod
   * @returns done, or a refusal
   */
  release?(podUid: string): Answer;
  /**
   * Stops and comes back with what is written down. Without this function there are no restarts.
   *
   * @returns done, or a refusal
   */
  restart?(): Answer;
  /**
   * Loses what is written down of a pod. Without this function nothing is lost.
   *
   * @param podUid - the UID of the pod
   * @returns done
   */
  loseRecord?(podUid: string): Answer;
}

/** An allocator whose answers come later: one behind a socket, in a child process, in a database. */
export interface AsyncAllocatorAdapter extends AllocatorFacts {
  /** Always `true`: the functions give promises. */
  readonly async: true;
  /**
   * Whether it may be asked for one pod before it has answered for another; `false` when absent. Then `assertAllocator`,
   * `checkAllocator`, `allocatorProperty` and `runAllocator` ask it so, and the seed of a history decides on the order.
   */
  readonly concurrent?: boolean;
  /**
   * Starts an allocator that knows no pod.
   *
   * @param pool - the pool; it is to be left as it is
   * @param seed - for what draws
   * @param tools - with `concurrent: true`, what puts its calls in an order
   * @returns the allocator
   */
  start(pool: HistoryPool, seed: number, tools: StartTools): Promise<AsyncRunningAllocator>;
}

/** What an allocator is given at its start, beside its pool and its seed. */
export interface StartTools {
  /**
   * Does something when its turn comes, such as a call to a database. With `concurrent: true` the order of the turns is drawn;
   * else every turn comes at once.
   *
   * @typeParam T - what comes of it
   * @param label - what a report calls it, such as `INSERT web`
   * @param act - what to do
   * @returns what comes of it
   */
  schedule<T>(label: string, act: () => T | Promise<T>): Promise<T>;
}

/** An allocator that runs, and answers later. */
export interface AsyncRunningAllocator {
  /**
   * Gives a pod a range.
   *
   * @param podUid - the UID of the pod
   * @param size - how many IDs; the pool's `idsPerPod` when `undefined`
   * @returns the range, or a refusal
   */
  allocate(podUid: string, size?: number): Promise<Answer>;
  /**
   * Takes the range of a pod back. Without this function nothing is released.
   *
   * @param podUid - the UID of the pod
   * @returns done, or a refusal
   */
  release?(podUid: string): Promise<Answer>;
  /**
   * Stops and comes back with what is written down. Without this function there are no restarts.
   *
   * @returns done, or a refusal
   */
  restart?(): Promise<Answer>;
  /**
   * Loses what is written down of a pod. Without this function nothing is lost.
   *
   * @param podUid - the UID of the pod
   * @returns done
   */
  loseRecord?(podUid: string): Promise<Answer>;
  /** Ends it after a history. */
  stop?(): Promise<void>;
}
