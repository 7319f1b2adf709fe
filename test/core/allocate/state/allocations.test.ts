import { describe, expect, it } from "vitest";
import { createPool } from "../../../../src/core/allocate/pool/pool.ts";
import { type Allocations, State } from "../../../../src/core/allocate/state/allocations.ts";
import { entries } from "../../../../src/core/allocate/state/queries.ts";
import type { Core } from "../../../../src/core/allocate/state/slot-owners.ts";
import { firstFit } from "../../../../src/core/allocate/strategies/first-fit.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { startOf } from "../support/histories.ts";
import { withPods } from "../support/start.ts";

/** A history of single steps with segments of so many steps. */
function history(steps: number, segment: number): Allocations[] {
  const pool = unwrap(createPool({ start: 65536, size: 20 * 65536 }));
  const states = [startOf({ pool, strategy: firstFit(), segment })];
  for (let i = 0; i < steps; i++) states.push(withPods(states.at(-1) as Allocations, `pod-${i}`));
  return states;
}

/** Numbers the cores in the order in which they are met. */
function coresOf(states: readonly Allocations[]): number[] {
  const cores: Core[] = [];
  return states.map((state) => {
    const core = State.coreOf(state);
    if (!cores.includes(core)) cores.push(core);
    return cores.indexOf(core);
  });
}

describe("a long history", () => {
  it("is cut every so many steps, so that an old state does not keep all that came after it", () => {
    expect(coresOf(history(9, 3))).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2]);
    expect(coresOf(history(4, 0))).toEqual([0, 1, 2, 3, 4]);
    expect(coresOf(history(9, 9))).toEqual(new Array(10).fill(0));
  });

  it("is cut at the same place however often the states are looked at", () => {
    const states = history(5, 3);
    for (const state of [...states, ...states].reverse()) entries(state);
    const more = withPods(withPods(states.at(-1) as Allocations, "x"), "y");
    expect(coresOf([...states, more])).toEqual([0, 0, 0, 0, 1, 1, 1]);
    expect(coresOf([...states, withPods(more, "z")])).toEqual([0, 0, 0, 0, 1, 1, 2]);
  });

  it("is cut for each branch that leaves from the end of a segment, and for none before", () => {
    const states = history(3, 3);
    const [, , before, end] = states as [Allocations, Allocations, Allocations, Allocations];
    const branches = [withPods(before, "x"), withPods(before, "y"), withPods(end, "x"), withPods(end, "y")];
    expect(coresOf([end, before, ...branches])).toEqual([0, 0, 0, 0, 1, 2]);
    expect(branches.map((state) => entries(state).length)).toEqual([3, 3, 4, 4]);
    expect(states.map((state) => entries(state).length)).toEqual([0, 1, 2, 3]);
  });
});
