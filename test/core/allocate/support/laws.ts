import type { Allocations } from "../../../../src/core/allocate/allocations.ts";
import { capacity } from "../../../../src/core/allocate/pool.ts";
import { allocatedSlots, entries, freeSlots, ownerOf, poolOf, rangeOf } from "../../../../src/core/allocate/queries.ts";
import { snapshot } from "../../../../src/core/allocate/snapshot.ts";
import { rangesOverlap } from "../../../../src/core/range/range.ts";
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
      return entries(state).find(
        ({ range }) =>
          range.size !== idsPerPod ||
          range.start % idsPerPod !== 0 ||
          range.start < start ||
          range.start + range.size > start + size ||
          range.start + range.size > 4294967295,
      )?.podUid;
    }),
    "excluded-ids-stay-out": everyState((state) => {
      const { exclude } = poolOf(state);
      return entries(state).find(({ range }) => exclude.some((excluded) => rangesOverlap(excluded, range)))?.podUid;
    }),
    "owner-and-range-agree": everyState((state) => {
      const held = entries(state);
      const { start, size, idsPerPod } = poolOf(state);
      for (const { podUid, range } of held)
        if (JSON.stringify(rangeOf(state, podUid)) !== JSON.stringify(range)) return podUid;
      for (let id = start; id < start + size; id += idsPerPod) {
        const owner = held.find(({ range }) => range.start === id)?.podUid;
        if (ownerOf(state, id) !== owner || ownerOf(state, id + idsPerPod - 1) !== owner) return String(id);
      }
      return undefined;
    }),
    "counts-add-up": everyState((state) => {
      const taken = entries(state).length;
      if (allocatedSlots(state) !== taken) return `${taken} pods`;
      return freeSlots(state) === capacity(poolOf(state)) - taken ? undefined : "the rest";
    }),
    "one-range-a-pod": everyStep(({ command, podUid, before, result }) => {
      if (command.op !== "allocate" || rangeOf(before, podUid) === undefined) return undefined;
      return result.ok && result.value.state === before ? undefined : podUid;
    }),
    "full-means-full": everyStep(({ command, podUid, before, result }) => {
      if (command.op !== "allocate" || rangeOf(before, podUid) !== undefined) return undefined;
      const refusedAsFull = !result.ok && result.error.code === "exhausted";
      return refusedAsFull === (freeSlots(before) === 0) ? undefined : podUid;
    }),
    "each-step-moves-one-pod": everyStep(({ command, podUid, before, result }) => {
      if (!result.ok || result.value.state === before || result.value.range === undefined) return undefined;
      const { state, range } = result.value;
      const wrong = (command.op === "release" ? wrongAfterRelease : wrongAfterTaking)(before, podUid, { state, range });
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
