import { capacity } from "../../../../src/core/allocate/pool/pool.ts";
import { snapshot } from "../../../../src/core/allocate/snapshot/snapshot.ts";
import type { Allocations } from "../../../../src/core/allocate/state/allocations.ts";
import {
  allocatedSlots,
  entries,
  freeSlots,
  ownerOf,
  poolOf,
  rangeOf,
  rangesOf,
} from "../../../../src/core/allocate/state/queries.ts";
import { type IdRange, rangeContains, rangesOverlap } from "../../../../src/core/range/range.ts";
import { play, type Scenario, type Step } from "./histories.ts";
import { wrongAfterRelease, wrongAfterTaking } from "./invariants.ts";
import { findOverlap, overlapBySorting } from "./overlap.ts";

/** What holds for every history; `undefined`, or what is wrong. */
export type Law = (scenario: Scenario) => string | undefined;

/** The laws of the allocator, by the names that docs and reports use. */
export function laws(): Readonly<Record<string, Law>> {
  return {
    "no-two-pods-overlap": everyState((state) => {
      const pods = entries(state);
      const found = overlapBySorting(pods) ?? findOverlap(poolOf(state), pods);
      return found && `${found.podUid} and ${found.otherUid}`;
    }),
    "ranges-are-whole-slots": everyState((state) => {
      const { start, size, idsPerPod } = poolOf(state);
      const isWrong = (range: IdRange): boolean =>
        range.size < idsPerPod ||
        range.size % idsPerPod !== 0 ||
        range.start % idsPerPod !== 0 ||
        range.start < start ||
        range.start + range.size > start + size ||
        range.start + range.size > 4294967295;
      return entries(state).find(({ ranges }) => ranges.length === 0 || ranges.some(isWrong))?.podUid;
    }),
    "excluded-ids-stay-out": everyState((state) => {
      const { exclude } = poolOf(state);
      const isExcluded = (range: IdRange): boolean => exclude.some((excluded) => rangesOverlap(excluded, range));
      return entries(state).find(({ ranges }) => ranges.some(isExcluded))?.podUid;
    }),
    "owner-and-range-agree": everyState((state) => {
      const held = entries(state);
      const { start, size, idsPerPod } = poolOf(state);
      for (const { podUid, range, ranges } of held) {
        const found = [rangeOf(state, podUid), rangesOf(state, podUid), ranges[0]];
        if (JSON.stringify(found) !== JSON.stringify([range, ranges, range])) return podUid;
      }
      for (let id = start; id < start + size; id += idsPerPod) {
        const owner = held.find(({ ranges }) => ranges.some((range) => rangeContains(range, id)))?.podUid;
        if (ownerOf(state, id) !== owner || ownerOf(state, id + idsPerPod - 1) !== owner) return String(id);
      }
      return undefined;
    }),
    "counts-add-up": everyState((state) => {
      const sizes = entries(state).flatMap(({ ranges }) => ranges.map(({ size }) => size));
      const taken = sizes.reduce((sum, size) => sum + size, 0) / poolOf(state).idsPerPod;
      if (allocatedSlots(state) !== taken) return `${taken} slots`;
      return freeSlots(state) === capacity(poolOf(state)) - taken ? undefined : "the rest";
    }),
    "a-pod-keeps-its-ranges": everyStep(({ command, podUid, before, result }) => {
      const held = slotsOf(before, rangesOf(before, podUid));
      if (command.op !== "allocate" || held === 0) return undefined;
      if (!result.ok) return result.error.code === "other-size" && held !== command.slots ? undefined : podUid;
      return result.value.state === before && held === command.slots ? undefined : podUid;
    }),
    "as-much-as-asked-for": everyStep(({ command, podUid, before, result }) => {
      if (command.op !== "allocate" || !result.ok) return undefined;
      return slotsOf(before, result.value.ranges ?? []) === command.slots ? undefined : podUid;
    }),
    "full-means-full": everyStep(({ command, podUid, before, result }) => {
      if (command.op !== "allocate" || rangeOf(before, podUid) !== undefined) return undefined;
      const refusedAsFull = !result.ok && result.error.code === "exhausted";
      return refusedAsFull === freeSlots(before) < command.slots ? undefined : podUid;
    }),
    "promises-are-kept": (scenario) => {
      const { promises } = scenario.strategy;
      // The wrong ones promise nothing here; and of the others, draws may run out.
      if (promises === undefined || scenario.strategy.name === "random-scan-draws") return undefined;
      return first(play(scenario).steps, ({ command, podUid, before, result }) => {
        if (command.op !== "allocate") return undefined;
        const isAligned = promises.includes("aligned");
        if (result.ok) {
          const { ranges = [] } = result.value;
          if (promises.includes("one-range") && ranges.length !== 1) return "pieces";
          const isNew = rangeOf(before, podUid) === undefined;
          return isAligned && isNew && ranges.some(({ start, size }) => start % size !== 0) ? "not aligned" : undefined;
        }
        if (result.error.code !== "strategy-refused" || !promises.includes("complete")) return undefined;
        return promises.includes("one-range") && !hasRun(before, command.slots, isAligned) ? undefined : "it was there";
      });
    },
    "each-step-moves-one-pod": everyStep(({ command, podUid, before, result }) => {
      if (!result.ok || result.value.state === before || result.value.range === undefined) return undefined;
      const { state, range, ranges = [] } = result.value;
      const check = command.op === "release" ? wrongAfterRelease : wrongAfterTaking;
      const wrong = check(before, podUid, { state, range, ranges });
      const others = (of: Allocations): string =>
        JSON.stringify(entries(of).filter((entry) => entry.podUid !== podUid));
      if (others(before) !== others(state)) wrong.push("the others stay");
      return wrong.length === 0 ? undefined : wrong.join(", ");
    }),
    "release-always-frees": everyStep(({ command, podUid, before, result }) => {
      if (command.op !== "release") return undefined;
      return result.ok === (rangeOf(before, podUid) !== undefined) ? undefined : podUid;
    }),
    "reloading-changes-nothing": everyStep(({ command, before, result }) => {
      if (command.op !== "reload" || !result.ok) return undefined;
      return written(result.value.state) === written(before) ? undefined : written(before);
    }),
    "old-states-stay-valid": (scenario) => {
      const then: string[] = [];
      const { states } = play(scenario, (state) => then.push(written(state)));
      // From the newest back and from the oldest on: every state is come to from both sides.
      const back = [...states].reverse().map(written).reverse();
      const on = states.map(written);
      return first(then, (text) => (back.shift() === text && on.shift() === text ? undefined : text));
    },
    "same-history-same-states": (scenario) => {
      const other = play(scenario).states.map(written);
      return first(play(scenario).states, (state) => (other.shift() === written(state) ? undefined : written(state)));
    },
  };
}

function slotsOf(state: Allocations, ranges: readonly IdRange[]): number {
  return ranges.reduce((sum, { size }) => sum + size, 0) / poolOf(state).idsPerPod;
}

function hasRun(state: Allocations, slots: number, isAligned: boolean): boolean {
  const { start, size, idsPerPod, exclude } = poolOf(state);
  const isFree = (id: number): boolean =>
    ownerOf(state, id) === undefined && !exclude.some((range) => rangesOverlap(range, { start: id, size: idsPerPod }));
  const want = slots * idsPerPod;
  for (let first = start; first + want <= start + size; first += idsPerPod) {
    const ids = Array.from({ length: slots }, (_, i) => first + i * idsPerPod);
    if ((!isAligned || first % want === 0) && ids.every(isFree)) return true;
  }
  return false;
}

function everyState(check: (state: Allocations) => string | undefined): Law {
  return (scenario) => first(play(scenario).states, check);
}

function everyStep(check: (step: Step) => string | undefined): Law {
  return (scenario) => first(play(scenario).steps, check);
}

function first<T>(list: readonly T[], check: (value: T) => string | undefined): string | undefined {
  for (const value of list) {
    const wrong = check(value);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function written(state: Allocations): string {
  return JSON.stringify(snapshot(state));
}
