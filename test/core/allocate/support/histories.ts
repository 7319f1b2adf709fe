import * as fc from "fast-check";
import { createPool, type Pool } from "../../../../src/core/allocate/pool/pool.ts";
import { slotRange } from "../../../../src/core/allocate/pool/slots.ts";
import { fromSnapshot, snapshot } from "../../../../src/core/allocate/snapshot/snapshot.ts";
import { type Allocations, State } from "../../../../src/core/allocate/state/allocations.ts";
import { emptyCore } from "../../../../src/core/allocate/state/empty-allocations.ts";
import { poolOf } from "../../../../src/core/allocate/state/queries.ts";
import { allocate } from "../../../../src/core/allocate/steps/allocate.ts";
import type { Allocated } from "../../../../src/core/allocate/steps/allocated.ts";
import { release } from "../../../../src/core/allocate/steps/release.ts";
import { restore } from "../../../../src/core/allocate/steps/restore.ts";
import { randomScan } from "../../../../src/core/allocate/strategies/random-scan.ts";
import type { Strategy } from "../../../../src/core/allocate/strategy/strategy.ts";
import { NO_ID } from "../../../../src/core/id/id.ts";
import type { IdRange } from "../../../../src/core/range/range.ts";
import { ok, type Result, unwrap } from "../../../../src/core/result.ts";
import { everyStrategy } from "./composed.ts";
import { wrongStrategies } from "./wrong-strategies.ts";

/** One thing to do, to the newest state or to an older one. */
export interface Command {
  readonly op: "allocate" | "release" | "restore" | "reload";
  /** Which pod, of a few. */
  readonly pod: number;
  /** How many slots to allocate; how many in each range to restore. */
  readonly slots: number;
  /** Which slot to restore, the first of each range. */
  readonly restore: readonly number[];
  /** The time of the step, which may go back. */
  readonly now: number;
  /** How many states to go back before doing it: 0 most of the time. */
  readonly back: number;
}

/** A pool, a strategy, and what to do. */
export interface Scenario {
  readonly pool: Pool;
  readonly strategy: Strategy;
  /** How many steps share one core: few, so that histories cross many cuts. */
  readonly segment: number;
  readonly commands: readonly Command[];
}

/** One command done. */
export interface Step {
  readonly command: Command;
  readonly podUid: string;
  /** The ranges to restore. */
  readonly ranges: readonly IdRange[];
  readonly before: Allocations;
  readonly result: Result<Pick<Allocated, "state"> & Partial<Allocated>, { readonly code: string }>;
}

/** The strategies that propose well. */
export function goodStrategies(): readonly Strategy[] {
  return [...everyStrategy(), randomScan({ draws: [0, 3, 1, 1, 2, 0, 4, 5, 0, 0, 7] })];
}

/** Histories with branches, restores and reloads, by good strategies and, unless told otherwise, by wrong ones. */
export function scenarios(
  strategies: () => readonly Strategy[] = () => [...goodStrategies(), ...wrongStrategies()],
): fc.Arbitrary<Scenario> {
  const command = fc.record({
    op: fc.constantFrom<Command["op"][]>("allocate", "allocate", "allocate", "release", "release", "restore", "reload"),
    pod: fc.nat({ max: 9 }),
    slots: fc.oneof({ weight: 2, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 4 }) }),
    restore: fc.oneof(
      { weight: 2, arbitrary: fc.tuple(fc.nat({ max: 9 })) },
      { weight: 1, arbitrary: fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 3 }) },
    ),
    now: fc.nat({ max: 9 }),
    back: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 60 }) }),
  });
  return fc.record({
    pool: pools(),
    // Made when a history is, not when the tests are listed.
    strategy: fc.nat({ max: 255 }).map((i) => {
      const list = strategies();
      return list[i % list.length] as Strategy;
    }),
    segment: fc.constantFrom(0, 1, 2, 3, 7, 512),
    commands: fc.array(command, { maxLength: 60, size: "max" }),
  });
}

/** Pools of 1 to 8 slots, some at the very end of the IDs, some with IDs excluded. */
function pools(): fc.Arbitrary<Pool> {
  return fc
    .record({
      slots: fc.integer({ min: 1, max: 8 }),
      idsPerPod: fc.constantFrom(1, 2, 3, 1000, 65536),
      atEnd: fc.boolean(),
      exclude: fc.array(fc.record({ slot: fc.nat({ max: 7 }), offset: fc.nat({ max: 2 }) }), { maxLength: 2 }),
    })
    .map(({ slots, idsPerPod, atEnd, exclude }) => {
      const last = Math.floor(4294967295 / idsPerPod) - slots;
      const start = (atEnd ? last : 1) * idsPerPod;
      const ids = exclude.map(({ slot, offset }) => ({
        start: start + slot * idsPerPod + (offset % idsPerPod),
        size: 1,
      }));
      const reachable = ids.filter((id) => id.start < 4294967295);
      return unwrap(createPool({ start, size: slots * idsPerPod, idsPerPod, exclude: reachable }));
    });
}

/** The first state of a scenario. */
export function startOf({ pool, strategy, segment }: Pick<Scenario, "pool" | "strategy" | "segment">): Allocations {
  return State.first(emptyCore("test", pool, strategy, segment), strategy.initial);
}

/** Plays a scenario and keeps every state of it; `seen` is called with each when it is new. */
export function play(
  scenario: Scenario,
  seen: (state: Allocations) => void = () => undefined,
): { readonly states: readonly Allocations[]; readonly steps: readonly Step[] } {
  const start = startOf(scenario);
  const states = [start];
  const steps: Step[] = [];
  seen(start);
  for (const command of scenario.commands) {
    const before = states[Math.max(0, states.length - 1 - command.back)] as Allocations;
    const podUid = podUidOf(command.pod);
    const ranges = rangesToRestore(scenario.pool, command);
    const result = run(before, command, podUid, ranges, scenario.strategy);
    steps.push({ command, podUid, ranges, before, result });
    if (!result.ok) continue;
    states.push(result.value.state);
    seen(result.value.state);
  }
  return { states, steps };
}

/** A size that takes so many slots, whole or not. */
export function sizeOf({ idsPerPod }: Pool, slots: number): number {
  return slots * idsPerPod - Math.floor(idsPerPod / 2);
}

/** The UIDs of the pods: among them the strings that are no good as keys of objects. */
export function podUidOf(pod: number): string {
  return ["pod-a", "pod-b", "", "__proto__", "constructor", "\ud800", "0", "hasOwnProperty"][pod] ?? `pod-${pod}`;
}

/** The ranges that a command restores; those that leave the IDs are left out, because to ask for one is misuse. */
export function rangesToRestore(pool: Pool, { restore: firsts, slots }: Command): readonly IdRange[] {
  const size = slots * pool.idsPerPod;
  return firsts.map((first) => ({ start: slotRange(pool, first).start, size })).filter(({ start }) => start <= NO_ID);
}

function run(
  state: Allocations,
  command: Command,
  podUid: string,
  ranges: readonly IdRange[],
  strategy: Strategy,
): Step["result"] {
  const { now, slots } = command;
  switch (command.op) {
    case "allocate":
      return allocate(state, podUid, { size: sizeOf(poolOf(state), slots), now });
    case "release":
      return release(state, podUid, { now });
    case "restore":
      return restore(state, podUid, ranges, { now });
    case "reload":
      return ok({ state: unwrap(fromSnapshot(JSON.parse(JSON.stringify(snapshot(state))), strategy)) });
  }
}
