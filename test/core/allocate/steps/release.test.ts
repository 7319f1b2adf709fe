import { describe, expect, it } from "vitest";
import { snapshot } from "../../../../src/core/allocate/snapshot/snapshot.ts";
import type { Allocations } from "../../../../src/core/allocate/state/allocations.ts";
import { entries } from "../../../../src/core/allocate/state/queries.ts";
import { allocate } from "../../../../src/core/allocate/steps/allocate.ts";
import { release } from "../../../../src/core/allocate/steps/release.ts";
import { firstFit } from "../../../../src/core/allocate/strategies/first-fit.ts";
import type { Strategy } from "../../../../src/core/allocate/strategy/strategy.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { learning } from "../support/learning.ts";
import { entry, slot, start, withPods } from "../support/start.ts";

describe("release", () => {
  it("takes the range back and leaves the state before", () => {
    const both = withPods(start(3), "pod-a", "pod-b");
    const { state, range } = unwrap(release(both, "pod-a"));
    expect(range).toEqual(slot(0));
    expect(entries(state)).toEqual([entry("pod-b", slot(1))]);
    expect(entries(both)).toHaveLength(2);
    expect(unwrap(allocate(state, "pod-c")).range).toEqual(slot(0));
  });

  it("refuses for a pod without a range, and for one that has given it back", () => {
    const state = withPods(start(3), "pod-a");
    expect(release(state, "pod-b")).toEqual({ ok: false, error: { code: "not-allocated", podUid: "pod-b" } });
    expect(release(unwrap(release(state, "pod-a")).state, "pod-a")).toEqual({
      ok: false,
      error: { code: "not-allocated", podUid: "pod-a" },
    });
  });

  it("tells the strategy, which sees the pool as it was", () => {
    const state = unwrap(release(withPods(start(3, learning()), "pod-a"), "pod-a", { now: 7 })).state;
    expect(snapshot(state).memory).toEqual({
      told: ["ask pod-a 65536 undefined at 0", "released pod-a 65536 of 2 at 7"],
      avoid: 0,
    });
  });

  it("calls the strategy's function as its method", () => {
    const strategy: Strategy = {
      ...firstFit(),
      released() {
        return this.name;
      },
    };
    expect(snapshot(unwrap(release(withPods(start(1, strategy), "pod-a"), "pod-a")).state).memory).toBe("first-fit");
  });

  it("frees the range of a strategy that throws, keeps its memory, and says so", () => {
    const strategy: Strategy<number> = {
      name: "deaf",
      initial: 5,
      propose: (_request, view, memory) => ({ ranges: [view.slotRange(0)], memory }),
      released: () => {
        throw new Error("no");
      },
    };
    const { state, ...rest } = unwrap(release(withPods(start(1, strategy), "pod-a"), "pod-a"));
    expect(rest).toEqual({
      range: slot(0),
      ranges: [slot(0)],
      fault: { code: "strategy-threw", strategy: "deaf", during: "released", thrown: "Error: no" },
    });
    expect(entries(state)).toEqual([]);
    expect(snapshot(state).memory).toBe(5);
  });

  it("keeps the memory when the new one is no plain data, and says so", () => {
    const strategy = { ...firstFit(), released: () => undefined as unknown as null };
    const { state, ...rest } = unwrap(release(withPods(start(1, strategy), "pod-a"), "pod-a"));
    expect(rest).toEqual({
      range: slot(0),
      ranges: [slot(0)],
      fault: { code: "bad-memory", strategy: "first-fit", during: "released" },
    });
    expect(snapshot(state).memory).toBe(null);
  });

  it("says what is wrong with a function that is none", () => {
    const strategy = { ...firstFit(), released: 5 as unknown as () => null };
    expect(unwrap(release(withPods(start(1, strategy), "pod-a"), "pod-a")).fault).toMatchObject({
      code: "strategy-threw",
      during: "released",
    });
  });

  it("gives nothing but the state and the ranges when all is well", () => {
    expect(Object.keys(unwrap(release(withPods(start(1), "pod-a"), "pod-a")))).toEqual(["state", "range", "ranges"]);
  });

  it("throws for what is no state and for a pod that is no string", () => {
    expect(() => release({} as Allocations, "pod-a")).toThrow(
      /^release: expected state to be made by emptyAllocations/,
    );
    expect(() => release(start(1), null as unknown as string)).toThrow(
      new TypeError("release: expected podUid to be a string, got null"),
    );
  });
});
