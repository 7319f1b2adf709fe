import type { Pool } from "../../../../src/core/allocate/pool/pool.ts";
import { excludedSlots, slotAt } from "../../../../src/core/allocate/pool/slots.ts";
import { emptyAllocations } from "../../../../src/core/allocate/state/empty-allocations.ts";
import { allocate } from "../../../../src/core/allocate/steps/allocate.ts";
import { release } from "../../../../src/core/allocate/steps/release.ts";
import type { PoolView, Strategy } from "../../../../src/core/allocate/strategy/strategy.ts";
import type { PodHistory } from "../../../../src/core/compare/history/history.ts";
import type { Score } from "../../../../src/core/compare/play/score.ts";
import { sharedRange } from "../../../../src/core/compare/play/shared-range.ts";
import { unwrap } from "../../../../src/core/result.ts";

/** One run of a pod: from which event to which, and at which ticks. */
interface Run {
  readonly podUid: string;
  readonly slots: readonly number[];
  readonly first: number;
  readonly start: number;
  last: number;
  end: number;
  /** Until when its files lie there; its end when it leaves none. */
  until: number;
}

interface Refusal {
  readonly event: number;
  readonly slots: number;
}

/** Every number of a score from its definition: with loops over all events, all runs, all slots and all ticks. */
export function naiveScore(history: PodHistory, pool: Pool, strategy: Strategy | "shared-range"): Score {
  const { runs, refusals, asked } = runsOf(history, pool, strategy);
  const events = history.map((_, i) => i);
  const liveAt = (i: number): readonly Run[] => runs.filter(({ first, last }) => first <= i && i < last);
  const freeAt = (i: number): readonly boolean[] => {
    const free = Array.from({ length: pool.slots }, () => true);
    for (const { start, size } of excludedSlots(pool)) free.fill(false, start, start + size);
    for (const { slots } of liveAt(i)) for (const slot of slots) free[slot] = false;
    return free;
  };
  const passed = runs.flatMap((run) =>
    run.slots.flatMap((slot) => {
      const before = runs.filter(({ slots, last }) => slots.includes(slot) && last < run.first);
      const last = before.sort((a, b) => b.last - a.last)[0];
      if (last === undefined || last.podUid === run.podUid) return [];
      const between = runs.filter(({ first }) => last.last < first && first < run.first);
      if (between.some(({ slots }) => slots.includes(slot))) return [];
      return [{ starts: between.length, ticks: run.start - last.end }];
    }),
  );
  const meets = (a: Run, b: Run): boolean => a.podUid !== b.podUid && a.slots.some((slot) => b.slots.includes(slot));
  const formerOf = (run: Run): Run | undefined =>
    runs.filter(({ podUid, last }) => podUid === run.podUid && last < run.first).sort((a, b) => b.last - a.last)[0];
  const exposedTicks = runs.map((run) => {
    let ticks = 0;
    for (let at = run.start; at < run.end; at++)
      if (runs.some((other) => meets(run, other) && other.end <= at && at < other.until)) ticks++;
    return ticks;
  });
  const exposedSlots = new Set<number>();
  for (const run of runs)
    for (const other of runs)
      if (meets(run, other) && other.last < run.last && other.until > Math.max(other.end, run.start))
        for (const slot of run.slots) if (other.slots.includes(slot)) exposedSlots.add(slot);
  return {
    starts: runs.length + refusals.length,
    placed: runs.length,
    refused: refusals.length,
    refusedThoughFree: refusals.filter(
      ({ event, slots }) => freeAt(event - 1).filter((isFree) => isFree).length >= slots,
    ).length,
    mostPods: Math.max(0, ...events.map((i) => liveAt(i).length)),
    mostSharing: Math.max(
      0,
      ...events.map((i) => liveAt(i).filter((run) => liveAt(i).some((other) => meets(run, other))).length),
    ),
    fragmentation: average(events.map((i) => fragmentation(freeAt(i)))),
    questions: { mean: average(asked), most: Math.max(0, ...asked) },
    reuse:
      passed.length === 0
        ? undefined
        : {
            slots: passed.length,
            starts: distances(passed.map(({ starts }) => starts)),
            ticks: distances(passed.map(({ ticks }) => ticks)),
          },
    returns: {
      starts: runs.filter((run) => formerOf(run) !== undefined).length,
      kept: runs.filter((run) => formerOf(run)?.slots.join() === run.slots.join()).length,
    },
    exposure: {
      left: runs.filter(({ end, until }) => until > end).length,
      starts: runs.filter((run) =>
        runs.some((other) => meets(run, other) && other.last < run.first && other.until > run.start),
      ).length,
      ticks: exposedTicks.reduce((sum, ticks) => sum + ticks, 0),
      longest: Math.max(0, ...exposedTicks),
      hostIds: exposedSlots.size * pool.idsPerPod,
    },
  };
}

function fragmentation(free: readonly boolean[]): number {
  const runs = free
    .map((isFree) => (isFree ? "1" : " "))
    .join("")
    .split(/ +/);
  const count = free.filter((isFree) => isFree).length;
  return count === 0 ? 0 : 1 - Math.max(...runs.map(({ length }) => length)) / count;
}

function average(values: readonly number[]): number {
  if (values.length === 0) return 0;
  return Math.round((values.reduce((sum, value) => sum + value, 0) * 1000) / values.length) / 1000;
}

function distances(values: readonly number[]): { readonly least: number; readonly median: number } {
  const sorted = [...values].sort((a, b) => a - b);
  return { least: Number(sorted[0]), median: Number(sorted[Math.ceil(sorted.length / 2) - 1]) };
}

interface Runs {
  readonly runs: readonly Run[];
  readonly refusals: readonly Refusal[];
  readonly asked: readonly number[];
}

function runsOf(history: PodHistory, pool: Pool, strategy: Strategy | "shared-range"): Runs {
  const asked: number[] = [];
  const place = strategy === "shared-range" ? sharedSlots(pool) : allocatedSlots(pool, spied(strategy, asked));
  const runs: Run[] = [];
  const refusals: Refusal[] = [];
  const end = Math.max(0, ...history.map(({ at }) => at));
  history.forEach((event, i) => {
    const live = runs.find(({ podUid, last }) => podUid === event.podUid && last === Infinity);
    if (event.what === "end") {
      if (live === undefined) return;
      place.end(event.podUid, event.at);
      live.last = i;
      live.end = event.at;
      live.until = Math.max(event.at, event.leaves?.until ?? 0);
    } else if (live === undefined) {
      const { podUid, at } = event;
      const slots = place.start(podUid, event.slots, at);
      if (slots === undefined) refusals.push({ event: i, slots: event.slots });
      else runs.push({ podUid, slots, first: i, start: at, last: Infinity, end, until: end });
    }
  });
  return { runs, refusals, asked };
}

interface Place {
  start(podUid: string, slots: number, at: number): readonly number[] | undefined;
  end(podUid: string, at: number): void;
}

function allocatedSlots(pool: Pool, strategy: Strategy): Place {
  let state = emptyAllocations(pool, strategy);
  return {
    start: (podUid, slots, now) => {
      const result = allocate(state, podUid, { size: slots * pool.idsPerPod, now });
      if (!result.ok) return undefined;
      state = result.value.state;
      const { ranges } = result.value;
      return Array.from({ length: pool.slots }, (_, slot) => slot).filter((slot) => {
        const id = pool.start + slot * pool.idsPerPod;
        return ranges.some(({ start, size }) => start <= id && id < start + size);
      });
    },
    end: (podUid, now) => {
      state = unwrap(release(state, podUid, { now })).state;
    },
  };
}

function sharedSlots(pool: Pool): Place {
  const range = sharedRange(pool);
  return {
    start: (_pod, count) => {
      if (range === undefined) return undefined;
      const slots = Array.from({ length: count }, (_, i) => slotAt(pool, range.start) + i);
      const isBad = (slot: number): boolean =>
        slot >= pool.slots || excludedSlots(pool).some(({ start, size }) => start <= slot && slot < start + size);
      return slots.some(isBad) ? undefined : slots;
    },
    end: () => undefined,
  };
}

const QUESTIONS: readonly PropertyKey[] = ["freeSlots", "isFree", "nextFree", "freeRun", "podAt"];

/** A strategy that is overheard: every look at a member of its view that answers a question is written down. */
function spied(inner: Strategy, asked: number[]): Strategy {
  return {
    ...inner,
    propose: (request, view, memory) => {
      let questions = 0;
      const heard = new Proxy<PoolView>(view, {
        get: (_target, name) => {
          if (QUESTIONS.includes(name)) questions++;
          const value: unknown = Reflect.get(view, name, view);
          return typeof value === "function" ? value.bind(view) : value;
        },
      });
      const proposal = inner.propose(request, heard, memory);
      asked.push(questions);
      return proposal;
    },
  };
}
