import type { AllocateError } from "../../../../src/core/allocate/allocate-error.ts";
import type { Pool } from "../../../../src/core/allocate/pool.ts";
import type { PodRange } from "../../../../src/core/allocate/queries.ts";
import type { ReleaseError } from "../../../../src/core/allocate/release.ts";
import type { PoolView, Proposal, Strategy } from "../../../../src/core/allocate/strategy.ts";
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
  readonly pods: readonly PodRange[];
}

export interface NaiveStep {
  readonly state: Naive;
  readonly range: IdRange;
}

export function naiveEmpty(pool: Pool, strategy: Strategy): Naive {
  return { pool, strategy, memory: strategy.initial, pods: [] };
}

export function naiveAllocate(state: Naive, podUid: string): Result<NaiveStep, AllocateError> {
  const held = naiveRangeOf(state, podUid);
  if (held !== undefined) return ok({ state, range: held });
  const free = slots(state.pool).filter((range) => isFree(state, range));
  if (free.length === 0) {
    const capacity = slots(state.pool).filter((range) => !isExcluded(state.pool, range)).length;
    const text = "could not find an empty slot to allocate a user namespace";
    return err({ code: "exhausted", podUid, capacity, text });
  }
  const request = { podUid, size: state.pool.idsPerPod };
  const proposal: Proposal<unknown> = state.strategy.propose(request, naiveView(state), state.memory);
  if (proposal.refuse !== undefined)
    return err({ code: "strategy-refused", strategy: state.strategy.name, reason: proposal.refuse });
  const [range] = proposal.ranges as readonly [IdRange];
  return ok({ state: withPod({ ...state, memory: proposal.memory }, podUid, range), range });
}

export function naiveRelease(state: Naive, podUid: string): Result<NaiveStep, ReleaseError> {
  const range = naiveRangeOf(state, podUid);
  if (range === undefined) return err({ code: "not-allocated", podUid });
  const hear = state.strategy.released ?? ((_event, _view, memory) => memory);
  const memory = hear({ podUid, ranges: [range] }, naiveView(state), state.memory);
  return ok({ state: { ...state, memory, pods: state.pods.filter((pod) => pod.podUid !== podUid) }, range });
}

/** Only whether it is refused: the reasons have tables of their own. */
export function naiveRestore(state: Naive, podUid: string, range: IdRange): NaiveStep | undefined {
  const held = naiveRangeOf(state, podUid);
  if (held !== undefined) return held.start === range.start && held.size === range.size ? { state, range } : undefined;
  const slot = slots(state.pool).find(({ start, size }) => start === range.start && size === range.size);
  if (slot === undefined || !isFree(state, slot)) return undefined;
  const hear = state.strategy.restored ?? ((_event, _view, memory) => memory);
  const memory = hear({ podUid, ranges: [range] }, naiveView(state), state.memory);
  return { state: withPod({ ...state, memory }, podUid, range), range };
}

export function naiveRangeOf(state: Naive, podUid: string): IdRange | undefined {
  return state.pods.find((pod) => pod.podUid === podUid)?.range;
}

export function naiveSnapshot({ pool, strategy, memory, pods }: Naive): unknown {
  const { start, size, idsPerPod, exclude } = pool;
  return {
    schema: "userns-sim/allocations/1",
    pool: { start, size, idsPerPod, exclude },
    strategy: strategy.name,
    memory,
    pods: pods.map(({ podUid, range }) => ({ podUid, ranges: [range] })),
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
    nextFree: (slot) => all.map((_, i) => i).find((i) => i >= slot && isFreeAt(i)),
    podAt: (slot) => state.pods.find(({ range }) => range.start === all[slot]?.start)?.podUid,
    slotRange: (slot) => ({ start: pool.start + slot * pool.idsPerPod, size: pool.idsPerPod }),
  };
}

function withPod(state: Naive, podUid: string, range: IdRange): Naive {
  return { ...state, pods: [...state.pods, { podUid, range }].sort((a, b) => a.range.start - b.range.start) };
}

function isFree(state: Naive, range: IdRange): boolean {
  return !isExcluded(state.pool, range) && !state.pods.some((pod) => rangesOverlap(pod.range, range));
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
