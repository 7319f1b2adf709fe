import type { Pool } from "../../../../src/core/allocate/pool/pool.ts";
import type { ReleaseError } from "../../../../src/core/allocate/steps/release.ts";
import type { AllocateError } from "../../../../src/core/allocate/strategy/allocate-error.ts";
import type { AllocateOptions } from "../../../../src/core/allocate/strategy/step-options.ts";
import type { PoolView, Proposal, Strategy } from "../../../../src/core/allocate/strategy/strategy.ts";
import { type IdRange, rangesOverlap } from "../../../../src/core/range/range.ts";
import { err, ok, type Result } from "../../../../src/core/result.ts";

/**
 * The slow twin of the allocator: a state is plain data, every step copies all of it, every search looks at everything.
 * It trusts its strategy. Whatever the fast one answers, this one must have answered the same.
 */
export interface Naive<Memory = unknown> {
  readonly pool: Pool;
  readonly strategy: Strategy<Memory>;
  readonly memory: Memory;
  readonly pods: readonly NaivePod[];
}

export interface NaiveStep {
  readonly state: Naive;
  readonly ranges: readonly IdRange[];
}

/** A pod and its ranges, as the snapshot has them. */
export interface NaivePod {
  readonly podUid: string;
  readonly ranges: readonly IdRange[];
}

export function naiveEmpty(pool: Pool, strategy: Strategy): Naive {
  return { pool, strategy, memory: strategy.initial, pods: [] };
}

export function naiveAllocate(
  state: Naive,
  podUid: string,
  { size, now }: Required<AllocateOptions>,
): Result<NaiveStep, AllocateError> {
  const { pool, strategy } = state;
  const wanted = Math.ceil(size / pool.idsPerPod);
  const held = naiveRangesOf(state, podUid);
  if (held !== undefined) {
    if (slotsIn(pool, held).length === wanted) return ok({ state, ranges: held });
    return err({ code: "other-size", podUid, ranges: held, wanted: wanted * pool.idsPerPod });
  }
  const free = slots(pool).filter((range) => isFree(state, range));
  if (free.length < wanted) {
    const capacity = slots(pool).filter((range) => !isExcluded(pool, range)).length;
    const text = "could not find an empty slot to allocate a user namespace";
    return err({ code: "exhausted", podUid, slots: wanted, freeSlots: free.length, capacity, text });
  }
  const request = { podUid, size: wanted * pool.idsPerPod, slots: wanted, now };
  const proposal: Proposal<unknown> = strategy.propose(request, naiveView(state), state.memory);
  if (proposal.refuse !== undefined)
    return err({ code: "strategy-refused", strategy: strategy.name, reason: proposal.refuse });
  const ranges = joined(slotsIn(pool, proposal.ranges));
  return ok({ state: withPod({ ...state, memory: proposal.memory }, podUid, ranges), ranges });
}

export function naiveRelease(state: Naive, podUid: string, now: number): Result<NaiveStep, ReleaseError> {
  const ranges = naiveRangesOf(state, podUid);
  if (ranges === undefined) return err({ code: "not-allocated", podUid });
  const hear = state.strategy.released ?? ((_event, _view, memory) => memory);
  const memory = hear({ podUid, ranges, now }, naiveView(state), state.memory);
  return ok({ state: { ...state, memory, pods: state.pods.filter((pod) => pod.podUid !== podUid) }, ranges });
}

/** Only whether it is refused: the reasons have tables of their own. */
export function naiveRestore(
  state: Naive,
  podUid: string,
  wanted: readonly IdRange[],
  now: number,
): NaiveStep | undefined {
  const { pool } = state;
  const whole = slotsIn(pool, wanted);
  const ranges = joined(whole);
  const held = naiveRangesOf(state, podUid);
  if (held !== undefined) return JSON.stringify(held) === JSON.stringify(ranges) ? { state, ranges } : undefined;
  const isApart = new Set(whole.map(({ start }) => start)).size === whole.length;
  if (!isApart || !whole.every((range) => isInside(pool, range) && isFree(state, range))) return undefined;
  const hear = state.strategy.restored ?? ((_event, _view, memory) => memory);
  const memory = hear({ podUid, ranges, now }, naiveView(state), state.memory);
  return { state: withPod({ ...state, memory }, podUid, ranges), ranges };
}

export function naiveRangesOf(state: Naive, podUid: string): readonly IdRange[] | undefined {
  return state.pods.find((pod) => pod.podUid === podUid)?.ranges;
}

export function naiveSnapshot({ pool, strategy, memory, pods }: Naive): unknown {
  const { start, size, idsPerPod, exclude } = pool;
  return {
    schema: "userns-sim/allocations/1",
    pool: { start, size, idsPerPod, exclude },
    strategy: strategy.name,
    memory,
    pods,
  };
}

function naiveView(state: Naive): PoolView {
  const { pool } = state;
  const all = slots(pool);
  const isFreeAt = (slot: number): boolean => {
    const range = all[slot];
    return range !== undefined && isFree(state, range);
  };
  return {
    pool,
    freeSlots: all.filter((range) => isFree(state, range)).length,
    isFree: isFreeAt,
    freeRun: (slot, most) => {
      let run = 0;
      while (run < most && isFreeAt(slot + run)) run++;
      return run;
    },
    nextFree: (slot) => all.map((_, i) => i).find((i) => i >= slot && isFreeAt(i)),
    podAt: (slot) =>
      state.pods.find(({ ranges }) => slotsIn(pool, ranges).some(({ start }) => start === all[slot]?.start))?.podUid,
    slotRange: (slot) => ({ start: pool.start + slot * pool.idsPerPod, size: pool.idsPerPod }),
  };
}

function withPod(state: Naive, podUid: string, ranges: readonly IdRange[]): Naive {
  const lowest = ({ ranges: [range] }: NaivePod): number => range?.start ?? 0;
  return { ...state, pods: [...state.pods, { podUid, ranges }].sort((a, b) => lowest(a) - lowest(b)) };
}

function isFree(state: Naive, range: IdRange): boolean {
  const isTaken = state.pods.some(({ ranges }) => ranges.some((other) => rangesOverlap(other, range)));
  return !isTaken && !isExcluded(state.pool, range);
}

function isInside({ start, size }: Pool, range: IdRange): boolean {
  return range.start >= start && range.start + range.size <= start + size;
}

/** Cuts ranges into slots, and sorts them. */
function slotsIn({ idsPerPod }: Pool, ranges: readonly IdRange[]): readonly IdRange[] {
  const list: IdRange[] = [];
  for (const { start, size } of ranges)
    for (let at = start; at < start + size; at += idsPerPod) list.push({ start: at, size: idsPerPod });
  return list.sort((a, b) => a.start - b.start);
}

/** Joins slots that touch. */
function joined(sorted: readonly IdRange[]): readonly IdRange[] {
  const list: IdRange[] = [];
  for (const { start, size } of sorted) {
    const last = list.at(-1);
    if (last === undefined || last.start + last.size !== start) list.push({ start, size });
    else list.splice(-1, 1, { start: last.start, size: last.size + size });
  }
  return list;
}

function isExcluded(pool: Pool, range: IdRange): boolean {
  return pool.exclude.some((excluded) => rangesOverlap(excluded, range));
}

/** Every slot, found by counting up. */
function slots({ start, size, idsPerPod }: Pool): readonly IdRange[] {
  const list: IdRange[] = [];
  for (let at = start; at < start + size; at += idsPerPod) list.push({ start: at, size: idsPerPod });
  return list;
}
