import { isUint32 } from "../../id/uint32.ts";
import { endOf, type IdRange } from "../../range/range.ts";
import { rangeSet } from "../../range/range-set.ts";
import type { Pool } from "../pool/pool.ts";
import { slotAt } from "../pool/slots.ts";
import type { AllocationRequest, PodRanges, PoolView, Proposal, Strategy } from "../strategy/strategy.ts";
import { type HiddenSlots, ShownView } from "./support/shown-view.ts";

/** The slots of a block that its pod did not ask for, and that rest as long as it is there. */
export interface BuddyRest {
  /** The first of them, right behind the pod's last slot. */
  readonly first: number;
  /** How many there are, at least 1. */
  readonly count: number;
}

/**
 * Makes the strategy that gives blocks of one, two, four, eight … slots.
 *
 * - As: Sysbox.
 * - Buys: few holes among pods of many sizes.
 * - Costs: up to half of every block rests.
 *
 * A pod's slots are rounded up to a block. Of the free blocks that are large enough it gets the smallest, and of these the
 * lowest; a larger one is halved, and the lower half kept. Two free halves are one block again. A block starts at a multiple
 * of its size, counted from the pool's start. Blocks are cut from the largest power of two of slots that the pool holds: of
 * 110 slots, from the lowest 64.
 *
 * @returns the strategy `buddy`; it remembers the slots that rest, and refuses with `no-free-block`
 * @remarks Sysbox's allocator of exclusive ranges (`lib/buddyAlloc` at commit 5f70575). It gives a container the whole block;
 * here a pod has the slots that it asked for, and the others rest until it is gone. It takes the first block on the list of
 * free ones, which is ordered by what happened; here the lowest is first.
 * @example
 * ```ts
 * import { allocate, buddy, createPool, emptyAllocations, unwrap } from "userns-sim";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
 * const { state } = unwrap(allocate(emptyAllocations(pool, buddy()), "pod-a"));
 * unwrap(allocate(state, "pod-b")).range; // => { start: 131072, size: 65536 }
 * unwrap(allocate(state, "pod-c", { size: 3 * 65536 })).range; // => { start: 327680, size: 196608 }
 * ```
 */
export function buddy(): Strategy<readonly BuddyRest[]> {
  return {
    name: "buddy",
    initial: [],
    promises: ["one-range"],
    propose: proposeBlock,
    released: wake,
    restored: rest,
    accepts: areRests,
  };
}

function proposeBlock(
  { slots, size }: AllocationRequest,
  view: PoolView,
  rests: readonly BuddyRest[],
): Proposal<readonly BuddyRest[]> {
  const first = findBlock(new ShownView(view, hiddenBy(rests)), blockFor(slots));
  if (first === undefined) return { refuse: "no-free-block" };
  const memory = [...rests, ...restBehind(view.pool, first, slots)];
  return { ranges: [{ start: view.slotRange(first).start, size }], memory };
}

function wake({ ranges }: PodRanges, { pool }: PoolView, rests: readonly BuddyRest[]): readonly BuddyRest[] {
  const ends = ranges.map(({ start, size }) => slotAt(pool, start + size));
  return rests.filter(({ first }) => !ends.includes(first));
}

function rest({ ranges }: PodRanges, { pool }: PoolView, rests: readonly BuddyRest[]): readonly BuddyRest[] {
  const more = ranges.flatMap(({ start, size }) => restBehind(pool, slotAt(pool, start), size / pool.idsPerPod));
  return [...rests, ...more];
}

/** Goes through the free blocks, each as large as it can be, from the lowest on. */
function findBlock(view: PoolView, wanted: number): number | undefined {
  const end = blockWithin(view.pool.slots);
  let found: number | undefined;
  let smallest = Number.POSITIVE_INFINITY;
  let slot = view.nextFree(0);
  while (slot !== undefined && slot < end) {
    const stop = slot + view.freeRun(slot, end - slot);
    while (slot < stop) {
      const block = largestBlock(slot, stop);
      if (block === wanted) return slot;
      if (block > wanted && block < smallest) {
        found = slot;
        smallest = block;
      }
      slot += block;
    }
    slot = view.nextFree(stop);
  }
  return found;
}

/** The slots that rest, in order, so that one is found among many rests at once. */
function hiddenBy(rests: readonly BuddyRest[]): HiddenSlots {
  // As a set, because rests overlap where a pod was given slots that rested.
  const runs = rangeSet<number>(rests.map(({ first, count }) => ({ start: first, size: count })));
  const runFrom = (slot: number): IdRange<number> | undefined => {
    let low = 0;
    for (let high = runs.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (endOf(runs[middle] as IdRange<number>) <= slot) low = middle + 1;
      else high = middle;
    }
    return runs[low];
  };
  return {
    nextHidden: (slot) => Math.max(slot, runFrom(slot)?.start ?? Number.POSITIVE_INFINITY),
    nextShown: (slot) => {
      const run = runFrom(slot);
      return run === undefined || slot < run.start ? slot : endOf(run);
    },
  };
}

/** The slots that rest behind a pod's; none when the pod's fill a block, or are in no block at all. */
function restBehind(pool: Pool, first: number, slots: number): readonly BuddyRest[] {
  const block = blockFor(slots);
  const isBlock = first % block === 0 && first + block <= blockWithin(pool.slots);
  return isBlock && block > slots ? [{ first: first + slots, count: block - slots }] : [];
}

function largestBlock(slot: number, stop: number): number {
  const block = blockWithin(stop - slot);
  // The lowest bit of a number is the largest block that may start there; at 0, every block may.
  return slot === 0 ? block : Math.min(block, slot & -slot);
}

function blockFor(slots: number): number {
  return blockWithin(2 * slots - 1);
}

function blockWithin(slots: number): number {
  return 2 ** (31 - Math.clz32(slots));
}

function areRests(memory: unknown, { slots }: Pool): memory is readonly BuddyRest[] {
  return Array.isArray(memory) && memory.every((rest: unknown) => isRest(rest, slots));
}

function isRest(rest: unknown, slots: number): boolean {
  if (typeof rest !== "object" || rest === null) return false;
  const { first, count } = rest as Readonly<Record<string, unknown>>;
  return isUint32(first) && isUint32(count) && count > 0 && first + count <= slots;
}
