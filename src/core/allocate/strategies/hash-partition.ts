import { checkUint32, isUint32 } from "../../id/uint32.ts";
import { expectObject } from "../../misuse/misuse.ts";
import { drawInt } from "../../random/random.ts";
import { clip } from "../../range/algebra.ts";
import { sizeOf } from "../../range/queries.ts";
import { type RangeSet, rangeSet } from "../../range/range-set.ts";
import { utf8 } from "../../text/utf8.ts";
import type { Pool } from "../pool/pool.ts";
import { excludedSlots } from "../pool/slots.ts";
import type { AllocationRequest, PoolView, Proposal, Strategy } from "../strategy/strategy.ts";
import { proposeRun } from "./support/propose-run.ts";
import { remainder, type SipKey, sipHash24 } from "./support/siphash.ts";

/** Where {@link hashPartition} takes its draws from. */
export interface HashPartitionOptions {
  /** Where the generator starts: an integer from 0 to 4294967295. */
  readonly seed: number;
}

/**
 * Makes the strategy that hashes the UID to one of the places that are not excluded, then draws from the rest, without
 * repeating, until a place is free or none is left.
 *
 * - As: systemd-nsresourced.
 * - Buys: a pod has the same place on every node where it is free, and the last free place is found for certain.
 * - Costs: many draws in a pool that is nearly full: with one slot of a thousand free, about five hundred.
 *
 * @param options - the seed
 * @returns the strategy `hash-partition`; it remembers the state of the generator, and refuses with `fragmented` when no free
 * run is long enough
 * @throws TypeError when the seed is not an integer, RangeError when it lies outside 0 to 4294967295.
 * @remarks `allocate_one` of systemd's `nsresourcework.c`, with its key, all 64 bits of the hash, and the end of the string
 * hashed too. Its newer releases stop after 99 tries; this one does not. Its list has the pieces that the delegated IDs are
 * cut into, all of one size; here, for a pod of several slots, a run may start at any slot.
 * @example
 * ```ts
 * import { allocate, createPool, emptyAllocations, hashPartition, unwrap } from "userns-sim";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
 * const empty = emptyAllocations(pool, hashPartition({ seed: 1 }));
 * const { range } = unwrap(allocate(empty, "pod-a"));
 * range; // => { start: 1638400, size: 65536 }
 * unwrap(allocate(unwrap(allocate(empty, "pod-b")).state, "pod-a")).range; // => range
 * ```
 */
export function hashPartition(options: HashPartitionOptions): Strategy<number> {
  expectObject("hashPartition", "options", options, "an object such as { seed: 1 }");
  const { seed } = options;
  return {
    name: "hash-partition",
    initial: checkUint32("hashPartition", "the seed", seed),
    promises: ["complete", "one-range"],
    propose: strikeOut,
    accepts: (memory): memory is number => isUint32(memory),
  };
}

/** Source: `hash_key` of `allocate_one`. */
const NSRESOURCED_KEY: SipKey = [0xa733d7d4, 0xcd42d34d, 0xd045e9aa, 0xee79ecfb];

function strikeOut(request: AllocationRequest, view: PoolView, seed: number): Proposal<number> {
  const { slots, podUid } = request;
  const places = view.pool.slots - slots + 1;
  const barred = barredPlaces(view.pool, slots, places);
  const hash = sipHash24(NSRESOURCED_KEY, utf8(`${podUid}\0`));
  // The list of places is not made: only the entries that were moved into the gap of one struck out are.
  const moved = new Map<number, number>();
  let generator = seed;
  for (let left = places - sizeOf(barred); left > 0; left--) {
    const draw = moved.size === 0 ? { value: remainder(hash, left), state: seed } : drawInt(generator, left);
    generator = draw.state;
    const first = placeAt(barred, moved.get(draw.value) ?? draw.value);
    if (view.freeRun(first, slots) === slots) return proposeRun(request, view, first, generator);
    moved.set(draw.value, moved.get(left - 1) ?? left - 1);
  }
  return proposeRun(request, view, undefined, generator);
}

/** Where no run can start, because it would come to an excluded slot. */
function barredPlaces(pool: Pool, slots: number, places: number): RangeSet<number> {
  const reach = excludedSlots(pool).map(({ start, size }) => {
    const first = Math.max(0, start - slots + 1);
    return { start: first, size: start + size - first };
  });
  return clip(rangeSet(reach), { start: 0, size: places });
}

/** The place of a number in the list of all that are not barred. */
function placeAt(barred: RangeSet<number>, index: number): number {
  let place = index;
  for (const { start, size } of barred) if (place >= start) place += size;
  return place;
}
