import { checkUint32, isUint32 } from "../../id/uint32.ts";
import { expectBoolean, expectObject } from "../../misuse/misuse.ts";
import { drawInt } from "../../random/random.ts";
import type { AllocationRequest, PoolView, Proposal, Strategy } from "../strategy/strategy.ts";
import { nspawnHash } from "./support/nspawn-hash.ts";
import { nextRun, proposeRun } from "./support/propose-run.ts";
import { remainder, type Word64 } from "./support/siphash.ts";

/** How {@link hashProbe} looks for slots. */
export interface HashProbeOptions {
  /** Where the generator starts that draws the later tries: an integer from 0 to 4294967295. */
  readonly seed: number;
  /**
   * Whether to compute slots as systemd-nspawn does: from 32 bits of the hash, and never the pool's last slot.
   *
   * @defaultValue `false`: from all 64 bits, and every slot
   */
  readonly faithful?: boolean;
}

/**
 * Makes the strategy that hashes the UID to a slot, then draws, and gives up after 98 tries in all.
 *
 * - As: systemd-nspawn.
 * - Buys: a pod has the same slot on every node where it is free.
 * - Costs: refuses while slots are free: with one in a hundred left, about twice in five times.
 *
 * @param options - the seed, and whether to do exactly as systemd-nspawn
 * @returns the strategy `hash-probe`, or `hash-probe-faithful`; it remembers the state of the generator, and refuses with
 * `out-of-tries` what it did not find, with `fragmented` when no free run is long enough
 * @throws TypeError when the seed is not an integer, RangeError when it lies outside 0 to 4294967295.
 * @remarks `uid_shift_pick` of systemd's `nspawn.c`: the owner of the container's directory, then SipHash-2-4 of the name,
 * then random numbers, 99 tries in all. A pod has no directory, so one try less is left; {@link sticky} stands for its owner.
 * Whether the host has users or groups there is not looked at: that is what a pool's `exclude` is for. nspawn's pool is
 * `[524288, 1879048192)`. Its random numbers are the kernel's; these are from {@link drawInt}.
 * @example
 * ```ts
 * import { allocate, createPool, emptyAllocations, hashProbe, unwrap } from "userns-sim";
 *
 * const pool = unwrap(createPool({ start: 524288, size: 1878523904 }));
 * const empty = emptyAllocations(pool, hashProbe({ seed: 1, faithful: true }));
 * unwrap(allocate(empty, "iporakepaba")).range; // => { start: 1678049280, size: 65536 }
 * ```
 */
export function hashProbe(options: HashProbeOptions): Strategy<number> {
  expectObject("hashProbe", "options", options, "an object such as { seed: 1 }");
  const { seed, faithful = false } = options;
  expectBoolean("hashProbe", "faithful", faithful);
  const places = faithful ? NSPAWN_PLACES : ALL_PLACES;
  return {
    // Another name, because it chooses other slots: a history of one must not be continued by the other.
    name: faithful ? "hash-probe-faithful" : "hash-probe",
    initial: checkUint32("hashProbe", "the seed", seed),
    promises: ["one-range"],
    propose: (request, view, generator) => probe(places, request, view, generator),
    accepts: (memory): memory is number => isUint32(memory),
  };
}

/** Source: `n_tries` of `uid_shift_pick`, 100, of which the last is not made and the first is the directory's owner. */
const TRIES = 98;

const TWO_32 = 4294967296;

/** How a run's first slot is computed, from how many slots can be one. */
interface Places {
  hashed(hash: Word64, view: PoolView, count: number): number;
  drawn(generator: number, view: PoolView, count: number): { readonly value: number; readonly state: number };
}

const ALL_PLACES: Places = {
  hashed: (hash, _view, count) => remainder(hash, count),
  drawn: (generator, _view, count) => drawInt(generator, count),
};

/** `((candidate % (MAX - MIN)) + MIN) & ~0xffff`, where `MAX` is where the last range starts. */
const NSPAWN_PLACES: Places = {
  hashed: ({ low }, view, count) => nspawnPlace(low, view, count),
  drawn: (generator, view, count) => {
    const { value, state } = drawInt(generator, TWO_32);
    return { value: nspawnPlace(value, view, count), state };
  },
};

function nspawnPlace(candidate: number, { pool }: PoolView, count: number): number {
  // With a single place, nspawn would divide by zero.
  return Math.floor((candidate % Math.max(1, (count - 1) * pool.idsPerPod)) / pool.idsPerPod);
}

function probe(places: Places, request: AllocationRequest, view: PoolView, seed: number): Proposal<number> {
  const { slots, podUid } = request;
  const count = view.pool.slots - slots + 1;
  let first = places.hashed(nspawnHash(podUid), view, count);
  let generator = seed;
  for (let tries = 1; view.freeRun(first, slots) < slots; tries++) {
    if (tries === TRIES) return { refuse: nextRun(view, 0, slots) === undefined ? "fragmented" : "out-of-tries" };
    const drawn = places.drawn(generator, view, count);
    first = drawn.value;
    generator = drawn.state;
  }
  return proposeRun(request, view, first, generator);
}
