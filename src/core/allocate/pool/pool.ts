import { type HostId, NO_ID } from "../../id/id.ts";
import { checkUint32 } from "../../id/uint32.ts";
import { expectBoolean, expectObject, misuse } from "../../misuse/misuse.ts";
import { sizeOf } from "../../range/queries.ts";
import type { IdRange } from "../../range/range.ts";
import { type RangeSet, setIn } from "../../range/range-set.ts";
import { err, ok, type Result, unwrap } from "../../result.ts";
import type { PoolError } from "./pool-error.ts";
import { excludedSlots } from "./slots.ts";

/**
 * The host IDs that pods are served from: the range `[start, start + size)`, cut into slots of equal size.
 *
 * Slot `i` is the range `[start + i * idsPerPod, start + (i + 1) * idsPerPod)`; a pod gets one whole slot.
 * Made and checked by {@link createPool}; frozen.
 */
export interface Pool {
  /** The first host ID, at least `idsPerPod`; a multiple of it unless `aligned` is `false`. */
  readonly start: HostId;
  /** How many host IDs there are; a multiple of `idsPerPod` unless `aligned` is `false`. */
  readonly size: number;
  /** How many host IDs a pod gets, at least 1. */
  readonly idsPerPod: number;
  /** Host IDs that no pod may get. A slot that holds one of them is never handed out. */
  readonly exclude: RangeSet;
  /** How many whole slots there are, those with excluded IDs included: `size / idsPerPod` and no rest, 1 to 4194304. */
  readonly slots: number;
  /** `false` where the pool does not start and end at multiples of `idsPerPod`, and absent where it does. */
  readonly aligned?: false;
}

/** What {@link createPool} makes a pool from. */
export interface PoolOptions {
  /** The first host ID. */
  readonly start: HostId;
  /** How many host IDs there are. */
  readonly size: number;
  /**
   * How many host IDs a pod gets.
   *
   * @defaultValue 65536
   */
  readonly idsPerPod?: number;
  /**
   * Host IDs that no pod may get, in any order; IDs outside the pool are allowed, and change nothing.
   *
   * @defaultValue none
   */
  readonly exclude?: Iterable<IdRange<HostId>>;
  /**
   * Whether the pool must start and end at multiples of `idsPerPod`, as the kubelet wants it. Where it need not, its slots
   * are counted from its start, and the IDs behind the last whole one are nobody's. No strategy's promise of `aligned`
   * ranges holds there.
   *
   * @defaultValue true
   */
  readonly aligned?: boolean;
}

/**
 * So many processes Linux runs at once, and so no node more pods: `PID_MAX_LIMIT`, include/linux/threads.h, 64-bit
 * machines.
 */
const SLOT_LIMIT = 4194304;

/** The `idsPerPod` of a pool that names none: the smallest that the kubelet accepts. */
const DEFAULT_IDS_PER_POD = 65536;

/**
 * Makes a pool, or says why it would be unsound.
 *
 * @param options - the pool's host IDs, how many of them a pod gets, and those that no pod may get
 * @returns the pool, or the first thing that is wrong with it, with the nearest right value
 * @throws TypeError when a number is not an integer, RangeError when it lies outside 0 to 4294967295, or an excluded
 * range ends past 4294967296.
 * @remarks The checks and their order are those of `MakeUserNsManager` in the kubelet's `userns_manager.go` (1.36), and one
 * that is missing there: the kubelet's default pool ends at 4294967296, so its last slot holds 4294967295, which is no ID.
 * The kubelet also wants `idsPerPod` to be a multiple of 65536; here every number from 1 is legal.
 * @example
 * ```ts
 * import { createPool, unwrap } from "userns-sim";
 *
 * unwrap(createPool({ start: 65536, size: 110 * 65536 })).slots; // => 110
 * createPool({ start: 100000, size: 600000001 }).ok; // => false
 * unwrap(createPool({ start: 100000, size: 600000001, aligned: false })).slots; // => 9155
 * ```
 */
export function createPool(options: PoolOptions): Result<Pool, PoolError> {
  return makePool("createPool", options);
}

export function makePool(caller: string, options: PoolOptions): Result<Pool, PoolError> {
  expectObject(caller, "options", options, "an object such as { start: 65536, size: 110 * 65536 }");
  const start = checkUint32(caller, "start", options.start);
  const size = checkUint32(caller, "size", options.size);
  const { idsPerPod: given = DEFAULT_IDS_PER_POD, exclude: ranges = [], aligned = true } = options;
  const idsPerPod = checkUint32(caller, "idsPerPod", given);
  const exclude = frozenSet(caller, ranges);
  expectBoolean(caller, "aligned", aligned);
  const error = poolError(start, size, idsPerPod, aligned);
  if (error !== undefined) return err(error);
  const slots = Math.floor(size / idsPerPod);
  const isAligned = start % idsPerPod === 0 && size % idsPerPod === 0;
  return ok(
    Object.freeze({ start, size, idsPerPod, exclude, slots, ...(isAligned ? {} : ({ aligned: false } as const)) }),
  );
}

/**
 * Makes the largest sound pool: from `idsPerPod` to the last whole slot below 4294967295.
 *
 * @param idsPerPod - how many host IDs a pod gets, 1024 to 2147483647
 * @returns the pool; with 65536 IDs a pod it is `[65536, 4294901760)`, 65534 slots
 * @throws TypeError when `idsPerPod` is not an integer, RangeError when no such pool exists, or it would have more than
 * 4194304 slots.
 * @remarks The kubelet's own default, `[idsPerPod, 4294967296)`, is one slot longer, and that slot cannot be mapped.
 * @example
 * ```ts
 * import { defaultPool } from "userns-sim";
 *
 * defaultPool().slots; // => 65534
 * ```
 */
export function defaultPool(idsPerPod: number = DEFAULT_IDS_PER_POD): Pool {
  checkUint32("defaultPool", "idsPerPod", idsPerPod);
  if (idsPerPod < 1024 || idsPerPod > 2147483647)
    throw new RangeError(`defaultPool: expected idsPerPod from 1024 to 2147483647, got ${idsPerPod}`);
  return unwrap(createPool({ start: idsPerPod, size: largestSize(idsPerPod, idsPerPod), idsPerPod }));
}

/**
 * Counts the slots that can be handed out: those that hold no excluded ID.
 *
 * @param pool - what {@link createPool} made
 * @returns how many pods fit, 0 to `pool.slots`
 * @example
 * ```ts
 * import { capacity, createPool, unwrap } from "userns-sim";
 *
 * const exclude = [{ start: 70000, size: 1 }];
 * capacity(unwrap(createPool({ start: 65536, size: 4 * 65536, exclude }))); // => 3
 * ```
 */
export function capacity(pool: Pool): number {
  expectPool("capacity", pool);
  return pool.slots - sizeOf(excludedSlots(pool));
}

function poolError(start: number, size: number, idsPerPod: number, aligned: boolean): PoolError | undefined {
  if (idsPerPod === 0) return { code: "zero-ids-per-pod", idsPerPod };
  if (aligned && start % idsPerPod !== 0) {
    const text = `kubelet user assigned ID ${start} is not a multiple of ${idsPerPod}`;
    return { code: "start-misaligned", start, idsPerPod, nearest: nearestMultiple(start, idsPerPod), text };
  }
  if (start < idsPerPod) {
    const text = `kubelet user assigned ID ${start} must be greater or equal to ${idsPerPod}`;
    return { code: "start-below-ids-per-pod", start, idsPerPod, nearest: idsPerPod, text };
  }
  if (size % idsPerPod !== 0 && (aligned || size < idsPerPod)) {
    const text = `kubelet user assigned IDs length ${size} is not a multiple of ${idsPerPod}`;
    return { code: "size-misaligned", size, idsPerPod, nearest: nearestMultiple(size, idsPerPod), text };
  }
  if (size === 0) return { code: "empty-pool", size, idsPerPod, nearest: idsPerPod };
  if (start + size > NO_ID)
    return { code: "past-last-id", start, size, idsPerPod, nearest: largestSize(start, idsPerPod) };
  const slots = Math.floor(size / idsPerPod);
  if (slots > SLOT_LIMIT) return { code: "too-many-slots", slots, limit: SLOT_LIMIT };
  return undefined;
}

/** The largest multiple that is not larger, but at least one. */
function nearestMultiple(value: number, idsPerPod: number): number {
  return Math.max(idsPerPod, value - (value % idsPerPod));
}

/** The size of the most slots that fit below 4294967295. */
function largestSize(start: number, idsPerPod: number): number {
  return NO_ID - start - ((NO_ID - start) % idsPerPod);
}

/** A set that nobody can change: a strategy sees the pool, and must not be able to move what is excluded. */
function frozenSet(caller: string, ranges: Iterable<IdRange<HostId>>): RangeSet {
  const set = setIn<HostId>(caller, ranges);
  for (const range of set) Object.freeze(range);
  return Object.freeze(set);
}

/** A Result of {@link createPool} has none of this. */
export function expectPool(caller: string, pool: Pool): void {
  if (typeof pool?.idsPerPod !== "number" || typeof pool.slots !== "number")
    throw misuse(caller, "pool", "a pool made by createPool", pool);
}
