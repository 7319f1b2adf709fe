import * as fc from "fast-check";
import { type Allocated, allocate } from "../../../../src/core/allocate/allocate.ts";
import { Allocations } from "../../../../src/core/allocate/allocations.ts";
import { emptyCore } from "../../../../src/core/allocate/empty-allocations.ts";
import { createPool, type Pool } from "../../../../src/core/allocate/pool.ts";
import { release } from "../../../../src/core/allocate/release.ts";
import { restore } from "../../../../src/core/allocate/restore.ts";
import { slotRange } from "../../../../src/core/allocate/slots.ts";
import { fromSnapshot, snapshot } from "../../../../src/core/allocate/snapshot.ts";
import { firstFit } from "../../../../src/core/allocate/strategies/first-fit.ts";
import { nextFit } from "../../../../src/core/allocate/strategies/next-fit.ts";
import { randomScan } from "../../../../src/core/allocate/strategies/random-scan.ts";
import type { Strategy } from "../../../../src/core/allocate/strategy.ts";
import type { IdRange } from "../../../../src/core/range/range.ts";
import { ok, type Result, unwrap } from "../../../../src/core/result.ts";
import { wrongStrategies } from "./wrong-strategies.ts";

/** One thing to do, to the newest state or to an older one. */
export interface Command {
  readonly op: "allocate" | "release" | "restore" | "reload";
  /** Which pod, of a few. */
  readonly pod: number;
  /** Which slot to restore. */
  readonly slot: number;
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
  /** The range to restore. */
  readonly range: IdRange;
  readonly before: Allocations;
  readonly result: Result<Pick<Allocated, "state"> & Partial<Allocated>, { readonly code: string }>;
}

/** The strategies that propose well. */
export function goodStrategies(): readonly Strategy[] {
  return [randomScan({ seed: 1 }), randomScan({ draws: [0, 3, 1, 1, 2, 0, 4, 5, 0, 0, 7] }), firstFit(), nextFit()];
}

/** Histories with branches, restores and reloads, by good strategies and, unless told otherwise, by wrong ones. */
export function scenarios(
  strategies: () => readonly Strategy[] = () => [...goodStrategies(), ...wrongStrategies()],
): fc.Arbitrary<Scenario> {
  const command = fc.record({
    op: fc.constantFrom<Command["op"][]>("allocate", "allocate", "allocate", "release", "release", "restore", "reload"),
    pod: fc.nat({ max: 9 }),
    slot: fc.nat({ max: 9 }),
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
  return Allocations.first(emptyCore("test", pool, strategy, segment), strategy.initial);
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
    const range = slotRange(scenario.pool, command.slot);
    const result = run(before, command, podUid, range, scenario.strategy);
    steps.push({ command, podUid, range, before, result });
    if (!result.ok) continue;
    states.push(result.value.state);
    seen(result.value.state);
  }
  return { states, steps };
}

/** The UIDs of the pods: among them the strings that are no good as keys of objects. */
export function podUidOf(pod: number): string {
  return ["pod-a", "pod-b", "", "__proto__", "constructor", "\ud800", "0", "hasOwnProperty"][pod] ?? `pod-${pod}`;
}

function run(state: Allocations, command: Command, podUid: string, range: IdRange, strategy: Strategy): Step["result"] {
  switch (command.op) {
    case "allocate":
      return allocate(state, podUid);
    case "release":
      return release(state, podUid);
    case "restore":
      return range.start + range.size > 4294967296 ? ok({ state }) : restore(state, podUid, range);
    case "reload":
      return ok({ state: unwrap(fromSnapshot(JSON.parse(JSON.stringify(snapshot(state))), strategy)) });
  }
}
