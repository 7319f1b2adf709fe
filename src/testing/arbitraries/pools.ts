import * as fc from "fast-check";
import type { PoolOptions } from "../../core/allocate/pool/pool.ts";
import type { PoolError } from "../../core/allocate/pool/pool-error.ts";
import { NO_ID } from "../../core/id/id.ts";
import { checkInteger } from "../../core/id/integer.ts";
import { expectArray, expectBoolean, expectObject } from "../../core/misuse/misuse.ts";
import type { HistoryPool } from "../history/history.ts";

/** Which pools are wanted. */
export interface PoolConstraints {
  /** The most slots; 12 when absent. There are fewer where so many do not fit below the last ID. */
  readonly maxSlots?: number;
  /** The sizes of a slot to choose from, 1 to 2147483647; 65536 and some others when absent. They shrink towards the first. */
  readonly idsPerPod?: readonly number[];
  /** Whether there are pools with excluded IDs; `true` when absent. */
  readonly exclude?: boolean;
}

/**
 * Generates sound pools: small ones at the start of the IDs, in the middle, and up against the last usable one.
 *
 * @param constraints - which pools are wanted
 * @returns options for `createPool`; they shrink towards one slot at 65536
 * @throws RangeError when a size of a slot leaves no room for a pool.
 * @example
 * ```ts
 * import * as fc from "fast-check";
 * import { createPool } from "userns-sim";
 * import { pools } from "userns-sim/testing";
 *
 * fc.check(fc.property(pools(), (options) => createPool(options).ok)).failed; // => false
 * ```
 */
export function pools(constraints: PoolConstraints = {}): fc.Arbitrary<HistoryPool> {
  expectObject("pools", "constraints", constraints, "an object such as { maxSlots: 4 }");
  const { maxSlots = 12, idsPerPod = IDS_PER_POD, exclude = true } = constraints;
  checkInteger("pools", "maxSlots", maxSlots, 1, Number.MAX_SAFE_INTEGER);
  expectArray("pools", "idsPerPod", idsPerPod, "an array of sizes");
  for (const ids of idsPerPod) checkInteger("pools", "idsPerPod", ids, 1, MOST_IDS_PER_POD);
  expectBoolean("pools", "exclude", exclude);
  const excluded = exclude
    ? fc.oneof(
        { arbitrary: fc.constant([]), weight: 4 },
        { arbitrary: fc.uniqueArray(fc.nat({ max: maxSlots - 1 }), { maxLength: 2 }), weight: 1 },
      )
    : fc.constant([]);
  return fc
    .tuple(fc.constantFrom(...idsPerPod), slotsUpTo(maxSlots), place(), excluded)
    .map(([ids, wanted, where, holes]) => {
      // A slot's worth of IDs lies below the pool.
      const slots = Math.min(wanted, Math.floor(NO_ID / ids) - 1, SLOT_LIMIT);
      const size = slots * ids;
      const last = NO_ID - (NO_ID % ids) - size;
      const start = where === "top" ? last : Math.min(ids * (1 + where), last);
      // One ID in the middle of a slot: that excludes the slot.
      const range = (slot: number) => ({ start: start + slot * ids + Math.floor(ids / 2), size: 1 });
      return { start, size, idsPerPod: ids, exclude: holes.filter((slot) => slot < slots).map(range) };
    });
}

const MOST_IDS_PER_POD = 2147483647;

/** More than so many slots {@link createPool} refuses. */
export const SLOT_LIMIT = 4194304;

const IDS_PER_POD: readonly number[] = [65536, 1, 2, 1000, 1024, 131072];

/** Most faults show in small pools, and soonest there. */
function slotsUpTo(most: number): fc.Arbitrary<number> {
  const few = Math.min(most, FEW);
  return fc
    .integer({ min: 0, max: few * TIMES + most - few - 1 })
    .map((drawn) => (drawn < few * TIMES ? 1 + Math.floor(drawn / TIMES) : 1 + drawn - few * (TIMES - 1)));
}

const FEW = 4;
/** How much likelier each number of few slots is than one of many. */
const TIMES = 3;

/** How many slots lie below the pool's first one and the first multiple; or the pool ends with the last whole slot. */
function place(): fc.Arbitrary<number | "top"> {
  return fc.oneof(
    { withCrossShrink: true },
    { arbitrary: fc.nat({ max: 3 }), weight: 3 },
    { arbitrary: fc.constant<"top">("top"), weight: 1 },
    { arbitrary: fc.nat({ max: 40000 }), weight: 1 },
  );
}

/** Options that make no pool, and the refusal they must meet. */
export interface InvalidPool {
  /** The code of the refusal. */
  readonly code: PoolError["code"];
  /** The options. */
  readonly options: PoolOptions;
}

/**
 * Generates options that make no pool, each with one thing wrong.
 *
 * @returns options, tagged with the code that `createPool` must refuse them with
 * @example
 * ```ts
 * import * as fc from "fast-check";
 * import { createPool } from "userns-sim";
 * import { invalidPools } from "userns-sim/testing";
 *
 * const property = fc.property(invalidPools(), ({ code, options }) => {
 *   const made = createPool(options);
 *   return !made.ok && made.error.code === code;
 * });
 * fc.check(property).failed; // => false
 * ```
 */
export function invalidPools(): fc.Arbitrary<InvalidPool> {
  const code = fc.constantFrom<PoolError["code"]>(
    "zero-ids-per-pod",
    "start-misaligned",
    "start-below-ids-per-pod",
    "size-misaligned",
    "empty-pool",
    "past-last-id",
    "too-many-slots",
  );
  return fc
    .tuple(code, pools({ exclude: false, idsPerPod: [65536, 2, 1000] }))
    .map(([fault, pool]) => ({ code: fault, options: spoil(pool, fault) }));
}

function spoil(pool: HistoryPool, code: PoolError["code"]): PoolOptions {
  const { start, size, idsPerPod } = pool;
  switch (code) {
    case "zero-ids-per-pod":
      return { ...pool, idsPerPod: 0 };
    case "start-misaligned":
      return { ...pool, start: start + 1 };
    case "start-below-ids-per-pod":
      return { ...pool, start: 0 };
    case "size-misaligned":
      return { ...pool, size: size + 1 };
    case "empty-pool":
      return { ...pool, size: 0 };
    case "past-last-id":
      return { ...pool, size: Math.floor(NO_ID / idsPerPod) * idsPerPod };
    case "too-many-slots":
      return { start: 1, size: 4194305, idsPerPod: 1 };
  }
}
