import { type Allocated, allocate } from "../../../../src/core/allocate/allocate.ts";
import type { Allocations } from "../../../../src/core/allocate/allocations.ts";
import { emptyAllocations } from "../../../../src/core/allocate/empty-allocations.ts";
import { capacity, type Pool } from "../../../../src/core/allocate/pool.ts";
import { allocatedSlots, entries, ownerOf, rangeOf } from "../../../../src/core/allocate/queries.ts";
import { release } from "../../../../src/core/allocate/release.ts";
import { restore } from "../../../../src/core/allocate/restore.ts";
import { slotRange } from "../../../../src/core/allocate/slots.ts";
import { snapshot } from "../../../../src/core/allocate/snapshot.ts";
import type { Strategy } from "../../../../src/core/allocate/strategy.ts";
import type { Result } from "../../../../src/core/result.ts";
import { wrongAfterRelease, wrongAfterTaking } from "./invariants.ts";
import { overlapBySorting } from "./overlap.ts";

/** A strategy as the explorer drives it. */
export interface Driven {
  readonly strategy: Strategy;
  /** How many ways there are to go on from a state: 1, or as many as there are draws. */
  readonly choices: number;
  /** Sets the way that the next proposal goes. */
  readonly choose: (choice: number) => void;
  /** What of the memory tells states apart, 0 to `memories - 1`; a seed does not. */
  readonly memoryOf: (state: Allocations) => number;
  readonly memories: number;
}

/** What was found. */
export interface Exploration {
  /** States, each reached and checked as a whole: pods by slots, and the strategy's memory. */
  readonly states: number;
  /** Steps tried from them, refused ones included. */
  readonly transitions: number;
  /** Steps that were refused. */
  readonly refusals: number;
}

/**
 * Visits every state that can be reached from the empty one by allocating, releasing and restoring, in every order and by
 * every choice, and tries the steps from each of them.
 *
 * @throws Error at the first thing that is wrong, with the state it is wrong in
 */
export function explore(pool: Pool, podCount: number, driven: Driven): Exploration {
  const pods = Array.from({ length: podCount }, (_, i) => `pod-${i}`);
  const room = capacity(pool);
  const slots = Array.from({ length: pool.slots }, (_, slot) => slotRange(pool, slot));
  const visited = new Set<number>();
  const found: Allocations[] = [];
  let transitions = 0;
  let refusals = 0;

  const digitOf = new Map(pods.map((podUid, pod) => [podUid, (pod + 1) * driven.memories]));
  const placeOf = new Map(slots.map(({ start }, slot) => [start, (podCount + 1) ** slot]));
  /** Pods by slots as digits, and the memory: two states with one key behave alike. */
  const keyOf = (state: Allocations): number => {
    let key = driven.memoryOf(state);
    for (const { podUid, range } of entries(state))
      key += (digitOf.get(podUid) ?? Number.NaN) * (placeOf.get(range.start) ?? Number.NaN);
    return key;
  };
  const visit = (state: Allocations): void => {
    const key = keyOf(state);
    if (visited.has(key)) return;
    visited.add(key);
    found.push(state);
    const held = entries(state);
    demand(overlapBySorting(held) === undefined, state, "two pods overlap");
    demand(held.length === allocatedSlots(state), state, "the count is wrong");
    demand(
      held.every(({ podUid }) => pods.includes(podUid)),
      state,
      "a pod came from nowhere",
    );
  };
  const took = (before: Allocations, podUid: string, held: boolean, result: Result<Allocated, unknown>): void => {
    transitions++;
    if (!result.ok) refusals++;
    else if (held) demand(result.value.state === before, before, "a held range moved");
    else {
      const wrong = wrongAfterTaking(before, podUid, result.value);
      demand(wrong.length === 0, before, wrong.join(", "));
      visit(result.value.state);
    }
  };

  /** Allocates, by every choice. */
  const tryAllocate = (state: Allocations, podUid: string, held: boolean): void => {
    for (let choice = 0; choice < (held ? 1 : driven.choices); choice++) {
      driven.choose(choice);
      const result = allocate(state, podUid);
      took(state, podUid, held, result);
      if (!held && allocatedSlots(state) === room)
        demand(!result.ok && result.error.code === "exhausted", state, "a full pool gave a range");
    }
  };
  /** Restores every slot that is free; of the others one that another pod has, because they are all refused alike. */
  const tryRestore = (state: Allocations, podUid: string, held: boolean): void => {
    let refused = false;
    for (const range of slots) {
      const owner = ownerOf(state, range.start);
      if (refused && owner !== podUid && (held || owner !== undefined)) continue;
      const result = restore(state, podUid, range);
      took(state, podUid, held, result);
      if (owner !== undefined) demand(result.ok === (owner === podUid), state, "a taken range was restored");
      refused ||= !result.ok;
    }
  };
  const tryRelease = (state: Allocations, podUid: string, held: boolean): void => {
    const result = release(state, podUid);
    transitions++;
    demand(result.ok === held, state, "release answered wrongly");
    if (!result.ok) refusals++;
    else {
      const wrong = wrongAfterRelease(state, podUid, result.value);
      demand(wrong.length === 0, state, wrong.join(", "));
      visit(result.value.state);
    }
  };

  visit(emptyAllocations(pool, driven.strategy));
  // The state found last comes next: it is a step away from the one in use, so the arrays walk little.
  for (let state = found.pop(); state !== undefined; state = found.pop()) {
    const key = keyOf(state);
    for (const podUid of pods) {
      const held = rangeOf(state, podUid) !== undefined;
      tryAllocate(state, podUid, held);
      tryRestore(state, podUid, held);
      tryRelease(state, podUid, held);
    }
    demand(keyOf(state) === key, state, "an old state has changed");
  }
  return { states: visited.size, transitions, refusals };
}

function demand(right: boolean, state: Allocations, what: string): void {
  if (!right) throw new Error(`${what}: ${JSON.stringify(snapshot(state))}`);
}
