import type { HostId } from "../../id/id.ts";
import type { IdRange } from "../../range/range.ts";
import type { Pool } from "../pool/pool.ts";

/**
 * A way to choose the range of a pod: a plain object, made by a function such as {@link randomScan}.
 *
 * A strategy only proposes. {@link allocate} checks every proposal, and a strategy that is wrong, throws, or calls back
 * into the allocator costs a refusal, never two pods on one ID. It keeps nothing of its own: what it must remember goes
 * from call to call as its `memory`, which is part of the state, so that old states can be continued.
 *
 * @typeParam Memory - what it remembers: plain data that JSON can carry, not `undefined`, never changed in place
 * @example
 * ```ts
 * import { allocate, createPool, emptyAllocations, type Strategy, unwrap } from "userns-sim";
 *
 * const lastFit: Strategy<null> = {
 *   name: "last-fit",
 *   initial: null,
 *   propose: (_request, view) => {
 *     let slot = view.pool.slots - 1;
 *     while (!view.isFree(slot)) slot--;
 *     return { ranges: [view.slotRange(slot)], memory: null };
 *   },
 * };
 * const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
 * unwrap(allocate(emptyAllocations(pool, lastFit), "pod-a")).range; // => { start: 7208960, size: 65536 }
 * ```
 */
export interface Strategy<Memory = unknown> {
  /** What it is called in refusals and snapshots. */
  readonly name: string;
  /** What it remembers before the first call. */
  readonly initial: Memory;
  /**
   * What can be relied on, for the laws that a strategy is tested by; {@link allocate} does not look at it.
   *
   * @defaultValue `complete` and `one-range`
   */
  readonly promises?: readonly StrategyPromise[];
  /**
   * Chooses the ranges of a pod that has none, in a pool that has enough free slots for it.
   *
   * @param request - the pod, how many slots it is to get, and when
   * @param view - the pool and what of it is free
   * @param memory - what the strategy remembers
   * @returns the ranges and what to remember from now on, or a reason to give none
   */
  propose(request: AllocationRequest, view: PoolView, memory: Memory): Proposal<Memory>;
  /**
   * Hears that a pod gave its ranges back. Without this function, the memory stays as it is.
   *
   * @param event - the pod, the ranges, and when
   * @param view - the pool as it was just before
   * @param memory - what the strategy remembers
   * @returns what to remember from now on
   */
  released?(event: PodRanges, view: PoolView, memory: Memory): Memory;
  /**
   * Hears that a pod was given certain ranges without a proposal. Without this function, the memory stays as it is.
   *
   * @param event - the pod, the ranges, and when
   * @param view - the pool as it was just before
   * @param memory - what the strategy remembers
   * @returns what to remember from now on
   */
  restored?(event: PodRanges, view: PoolView, memory: Memory): Memory;
  /**
   * Says whether data from a snapshot is a memory of this strategy. Without this function, any plain data is.
   *
   * @param memory - plain data that nobody has checked
   * @param pool - the pool of the snapshot
   * @returns whether the strategy can go on from it
   */
  accepts?(memory: unknown, pool: Pool): memory is Memory;
}

/**
 * All that a strategy may promise beyond what {@link allocate} checks.
 *
 * - `aligned`: a range starts at a multiple of its own size, as that of a pod with one slot always does.
 * - `complete`: it refuses only when the slots asked for are not there: with `one-range` in one run, else in 340 at most.
 * - `one-range`: a pod gets one contiguous range, however large.
 *
 * @example
 * ```ts
 * import { fragments, STRATEGY_PROMISES } from "userns-sim";
 *
 * STRATEGY_PROMISES.filter((promise) => !fragments().promises?.includes(promise)); // => ["aligned", "one-range"]
 * ```
 */
export const STRATEGY_PROMISES = ["aligned", "complete", "one-range"] as const;

/** One of {@link STRATEGY_PROMISES}. */
export type StrategyPromise = (typeof STRATEGY_PROMISES)[number];

/** What a strategy is asked for. */
export interface AllocationRequest {
  /** The UID of the pod: any string. */
  readonly podUid: string;
  /** How many host IDs the pod is to get: `slots` times the pool's `idsPerPod`. */
  readonly size: number;
  /** How many whole slots that are, at least 1; so many are free. */
  readonly slots: number;
  /** The time that the caller gave, in ticks of its own: an integer from 0 on. */
  readonly now: number;
}

/** What happened to a pod: which ranges it gave back or got. */
export interface PodRanges {
  /** The UID of the pod. */
  readonly podUid: string;
  /** All host IDs that the pod has or gets: whole slots, in ascending order, no two touching. */
  readonly ranges: readonly IdRange<HostId>[];
  /** The time that the caller gave, in ticks of its own: an integer from 0 on. */
  readonly now: number;
}

/**
 * What a strategy answers: ranges, together exactly as large as was asked for, and its new memory; or a reason in
 * kebab-case why it gives none.
 *
 * @typeParam Memory - what the strategy remembers
 */
export type Proposal<Memory> = Proposed<Memory> | Declined;

/**
 * Ranges for a pod.
 *
 * @typeParam Memory - what the strategy remembers
 */
export interface Proposed<Memory> {
  /** The ranges for the pod, in any order: 1 to 340 of them, each of whole free slots, together as many as asked for. */
  readonly ranges: readonly IdRange<HostId>[];
  /** What to remember from now on. */
  readonly memory: Memory;
  /** Absent: this is no refusal. */
  readonly refuse?: never;
}

/** A strategy's refusal. It changes nothing, the memory neither. */
export interface Declined {
  /** Why, in kebab-case. */
  readonly refuse: RefusalReason;
}

/** Why a strategy gives no range: the reasons of this library's own, or another one in kebab-case. */
export type RefusalReason =
  | "no-free-slot"
  | "no-free-block"
  | "fragmented"
  | "out-of-tries"
  | "too-many-ranges"
  | "only-reserved-slots"
  | "only-resting-slots"
  | "no-index"
  | "index-past-pool"
  | "index-taken"
  | "out-of-draws"
  | "draw-outside-pool"
  | "exhausted"
  | (string & Readonly<Record<never, never>>);

/**
 * What a strategy sees of a pool: read-only functions on one state, right whenever they are called.
 *
 * A wrapper around a strategy hands on a view of its own, any object with these members.
 */
export interface PoolView {
  /** The pool. */
  readonly pool: Pool;
  /** How many slots can still be handed out. */
  readonly freeSlots: number;
  /**
   * Tells whether a slot can be handed out.
   *
   * @param slot - a slot's number, 0 to 4294967295
   * @returns `true` when it is in the pool, holds no excluded ID and no pod has it
   */
  isFree(slot: number): boolean;
  /**
   * Finds the first free slot at or after a slot. It does not wrap around.
   *
   * @param slot - the number of the slot to start from, 0 to 4294967295
   * @returns the free slot's number, or `undefined` when none is left up to the pool's end
   */
  nextFree(slot: number): number | undefined;
  /**
   * Measures a run of free slots.
   *
   * @param slot - the number of the slot to start from, 0 to 4294967295
   * @param most - where to stop counting: 1 to 4294967295
   * @returns how many slots from this one on can be handed out, 0 to `most`
   */
  freeRun(slot: number, most: number): number;
  /**
   * Tells who has a slot.
   *
   * @param slot - a slot's number, 0 to 4294967295
   * @returns the pod's UID, or `undefined` when no pod has it
   */
  podAt(slot: number): string | undefined;
  /**
   * The host IDs of a slot.
   *
   * @param slot - a slot's number, 0 to `pool.slots - 1`; not checked
   * @returns the range, to put into a proposal
   */
  slotRange(slot: number): IdRange<HostId>;
}
