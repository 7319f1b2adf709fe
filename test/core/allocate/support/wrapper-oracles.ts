import type { PodRanges, PoolView, Proposal, Strategy } from "../../../../src/core/allocate/strategy/strategy.ts";
import { quarantine } from "../../../../src/core/allocate/wrappers/quarantine.ts";
import { reserve } from "../../../../src/core/allocate/wrappers/reserve.ts";
import { sticky } from "../../../../src/core/allocate/wrappers/sticky.ts";
import type { WrapperName } from "../../../../src/core/allocate/wrappers/wrappers.ts";
import type { IdRange } from "../../../../src/core/range/range.ts";
import { slotsIn } from "./strategy-oracles.ts";

/** A wrapper with certain options, and the same with whole logs as its memory and views that look at every slot. */
export interface Variant {
  readonly name: string;
  readonly wrap: (inner: Strategy) => Strategy;
  readonly oracle: (inner: Strategy) => Strategy;
}

export const VARIANTS: Readonly<Record<WrapperName, readonly Variant[]>> = {
  quarantine: [
    {
      name: "quarantine by one allocation",
      wrap: (inner) => quarantine(inner, { allocations: 1 }),
      oracle: (inner) => quarantineOracle(inner, 1, "allocations"),
    },
    {
      name: "quarantine by allocations",
      wrap: (inner) => quarantine(inner, { allocations: 3 }),
      oracle: (inner) => quarantineOracle(inner, 3, "allocations"),
    },
    {
      name: "quarantine by ticks",
      wrap: (inner) => quarantine(inner, { ticks: 3 }),
      oracle: (inner) => quarantineOracle(inner, 3, "ticks"),
    },
  ],
  sticky: [
    { name: "sticky", wrap: sticky, oracle: (inner) => stickyOracle(inner, 256) },
    {
      name: "sticky with a short memory",
      wrap: (inner) => sticky(inner, { pods: 2 }),
      oracle: (inner) => stickyOracle(inner, 2),
    },
  ],
  reserve: [
    { name: "reserve of one slot", wrap: (inner) => reserve(inner, 1), oracle: (inner) => reserveOracle(inner, 1) },
    { name: "reserve", wrap: (inner) => reserve(inner, 2), oracle: (inner) => reserveOracle(inner, 2) },
  ],
};

/** A view that hides slots. */
function without(view: PoolView, isHidden: (slot: number) => boolean): PoolView {
  const isFree = (slot: number): boolean => view.isFree(slot) && !isHidden(slot);
  const all = Array.from({ length: view.pool.slots }, (_, slot) => slot);
  return {
    pool: view.pool,
    freeSlots: all.filter(isFree).length,
    isFree,
    nextFree: (from) => all.find((slot) => slot >= from && isFree(slot)),
    freeRun: (slot, most) => {
      let run = 0;
      while (run < most && isFree(slot + run)) run++;
      return run;
    },
    podAt: (slot) => view.podAt(slot),
    slotRange: (slot) => view.slotRange(slot),
  };
}

function reserveOracle(inner: Strategy, slots: number): Strategy {
  const show = (view: PoolView): PoolView => without(view, (slot) => slot < slots);
  return {
    ...inner,
    propose: (request, view, memory) =>
      show(view).freeSlots < request.slots
        ? { refuse: "only-reserved-slots" }
        : inner.propose(request, show(view), memory),
    released: (event, view, memory) => told(inner, "released", event, show(view), memory),
    restored: (event, view, memory) => told(inner, "restored", event, show(view), memory),
  };
}

interface Log {
  readonly inner: unknown;
  /** What happened, one entry each. */
  readonly log: readonly LogEntry[];
}

interface LogEntry {
  readonly what: "given" | "released" | "restored";
  readonly podUid: string;
  readonly ranges: readonly IdRange[];
  readonly slots: readonly number[];
  readonly now: number;
}

function logged(what: LogEntry["what"], { podUid, ranges, now }: PodRanges, view: PoolView): LogEntry {
  return { what, podUid, ranges, slots: slotsIn(view, ranges), now };
}

/** Finds out of the whole log, for every slot, whether it rests. */
function quarantineOracle(inner: Strategy, length: number, unit: "allocations" | "ticks"): Strategy<Log> {
  const show = (view: PoolView, log: readonly LogEntry[], now: number): PoolView =>
    without(view, (slot) => {
      const last = log.map(({ what, slots }) => what !== "given" && slots.includes(slot)).lastIndexOf(true);
      if (log[last]?.what !== "released") return false;
      const latest = (entries: readonly LogEntry[]): number => Math.max(...entries.map((entry) => entry.now));
      if (unit === "ticks") return Math.max(latest(log), now) < latest(log.slice(0, last + 1)) + length;
      return log.slice(last).filter(({ what }) => what === "given").length < length;
    });
  const hear =
    (what: "released" | "restored") =>
    (event: PodRanges, view: PoolView, { inner: own, log }: Log): Log => ({
      inner: told(inner, what, event, show(view, log, event.now), own),
      log: [...log, logged(what, event, view)],
    });
  return {
    name: "oracle",
    initial: { inner: inner.initial, log: [] },
    propose: (request, view, { inner: own, log }) => {
      const shown = show(view, log, request.now);
      if (shown.freeSlots < request.slots) return { refuse: "only-resting-slots" };
      const proposal = inner.propose(request, shown, own);
      if (proposal.refuse !== undefined) return proposal;
      const given = logged("given", { ...request, ranges: proposal.ranges }, view);
      return { ranges: proposal.ranges, memory: { inner: proposal.memory, log: [...log, given] } };
    },
    released: hear("released"),
    restored: hear("restored"),
  };
}

/** Looks the pod up among all that ever went, and counts how many went after it. */
function stickyOracle(inner: Strategy, pods: number): Strategy<Log> {
  return {
    name: "oracle",
    initial: { inner: inner.initial, log: [] },
    propose: (request, view, { inner: own, log }): Proposal<Log> => {
      const last = log.map(({ podUid }) => podUid === request.podUid).lastIndexOf(true);
      const after = new Set(log.slice(last + 1).map(({ podUid }) => podUid));
      const former = log[last];
      const isFree = former?.slots.every((slot) => view.isFree(slot));
      if (former !== undefined && after.size < pods && isFree && former.slots.length === request.slots) {
        const event = { podUid: request.podUid, ranges: former.ranges, now: request.now };
        return { ranges: former.ranges, memory: { inner: told(inner, "restored", event, view, own), log } };
      }
      const proposal = inner.propose(request, view, own);
      return proposal.refuse === undefined ? { ...proposal, memory: { inner: proposal.memory, log } } : proposal;
    },
    released: (event, view, { inner: own, log }) => ({
      inner: told(inner, "released", event, view, own),
      log: [...log, logged("released", event, view)],
    }),
    restored: (event, view, { inner: own, log }) => ({ inner: told(inner, "restored", event, view, own), log }),
  };
}

function told(
  inner: Strategy,
  hook: "released" | "restored",
  event: PodRanges,
  view: PoolView,
  memory: unknown,
): unknown {
  return inner[hook]?.(event, view, memory) ?? memory;
}
