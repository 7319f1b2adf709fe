import { describe, expect, it } from "vitest";
import { fromSnapshot, snapshot } from "../../../../src/core/allocate/snapshot/snapshot.ts";
import type { Allocations } from "../../../../src/core/allocate/state/allocations.ts";
import { allocate } from "../../../../src/core/allocate/steps/allocate.ts";
import { release } from "../../../../src/core/allocate/steps/release.ts";
import { restore } from "../../../../src/core/allocate/steps/restore.ts";
import { firstFit } from "../../../../src/core/allocate/strategies/first-fit.ts";
import { fragments } from "../../../../src/core/allocate/strategies/fragments.ts";
import { nextFit } from "../../../../src/core/allocate/strategies/next-fit.ts";
import type { Strategy } from "../../../../src/core/allocate/strategy/strategy.ts";
import { sticky } from "../../../../src/core/allocate/wrappers/sticky.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { learning } from "../support/learning.ts";
import { slot, slots, start, withPods } from "../support/start.ts";

function gone(state: Allocations, ...pods: readonly string[]): Allocations {
  return pods.reduce((last, podUid) => unwrap(release(last, podUid)).state, state);
}

describe("sticky", () => {
  it("says what it is, what it remembers and what it promises", () => {
    expect(sticky(firstFit())).toMatchObject({
      name: "sticky(first-fit)",
      initial: { inner: null, gone: [] },
      promises: ["complete", "one-range"],
    });
    expect(sticky(nextFit(), { pods: 256 })).toMatchObject({
      name: "sticky(next-fit, 256)",
      initial: { inner: 0, gone: [] },
    });
  });

  it.each(["b", "", "__proto__", "constructor", "\ud800", "x".repeat(253)])("gives %j back what it had", (podUid) => {
    const state = gone(withPods(start(9, sticky(nextFit())), "a", podUid, "c"), "a", podUid, "c");
    expect(unwrap(allocate(withPods(state, "d"), podUid)).range).toEqual(slot(1));
  });

  it("gives a pod something else when what it had is taken, or it wants more", () => {
    const state = gone(withPods(start(9, sticky(nextFit())), "a"), "a");
    const taken = unwrap(restore(state, "b", slot(0))).state;
    expect(unwrap(allocate(taken, "a")).range).toEqual(slot(1));
    expect(unwrap(allocate(state, "a", { size: 131072 })).range).toEqual(slots(1, 2));
    const wide = gone(unwrap(allocate(state, "a", { size: 131072 })).state, "a");
    expect(unwrap(allocate(wide, "a")).range).toEqual(slot(3));
    expect(unwrap(allocate(wide, "a", { size: 131072 })).range).toEqual(slots(1, 2));
    const half = unwrap(restore(wide, "b", slot(2))).state;
    expect(unwrap(allocate(half, "a", { size: 131072 })).range).toEqual(slots(3, 2));
  });

  it("remembers what a pod had last", () => {
    const once = gone(withPods(start(9, sticky(nextFit())), "a"), "a");
    const again = gone(unwrap(restore(once, "a", slot(5))).state, "a");
    expect(unwrap(allocate(again, "a")).range).toEqual(slot(5));
    expect(snapshot(again).memory).toEqual({ inner: 1, gone: [{ podUid: "a", ranges: [slot(5)] }] });
  });

  it("forgets those that went first", () => {
    const strategy = sticky(nextFit(), { pods: 2 });
    const state = gone(withPods(start(9, strategy), "a", "b", "c"), "b", "a", "c");
    expect(snapshot(state).memory).toEqual({
      inner: 3,
      gone: [
        { podUid: "a", ranges: [slot(0)] },
        { podUid: "c", ranges: [slot(2)] },
      ],
    });
  });

  it("remembers 256 pods when not told how many", () => {
    const pods = Array.from({ length: 257 }, (_, i) => `pod-${i}`);
    const state = gone(withPods(start(300, sticky(nextFit())), ...pods), ...pods);
    expect(unwrap(allocate(state, "pod-1")).range).toEqual(slot(1));
    expect(unwrap(allocate(state, "pod-0")).range).toEqual(slot(257));
  });

  it("does not remember UIDs that no pod has", () => {
    const long = "x".repeat(1_000_000);
    for (const podUid of ["x".repeat(254), long]) {
      const state = gone(withPods(start(9, sticky(nextFit())), podUid), podUid);
      expect(snapshot(state).memory).toEqual({ inner: 1, gone: [] });
    }
  });

  it("tells the strategy inside what came back as restored, and all else as it is", () => {
    const inner = learning();
    const state = gone(withPods(start(9, sticky(inner)), "a"), "a");
    const back = unwrap(allocate(state, "a", { now: 7 })).state;
    const restored = unwrap(restore(back, "b", slot(4), { now: 8 })).state;
    expect(snapshot(restored).memory).toMatchObject({
      inner: {
        told: ["released a 65536 of 8 at 0", "restored a 65536 of 9 at 7", `restored b ${slot(4).start} of 8 at 8`],
        avoid: 0,
      },
    });
  });

  it("gives back several ranges, where the strategy inside may", () => {
    const holes = [slot(0), slot(2)];
    const back = (strategy: Strategy) => {
      const state = gone(unwrap(restore(start(9, strategy), "a", holes)).state, "a");
      return unwrap(allocate(state, "a", { size: 131072 })).ranges;
    };
    expect(back(sticky(fragments()))).toEqual(holes);
    expect(back(sticky(firstFit()))).toEqual([slots(0, 2)]);
  });

  it("gives back what is not aligned, where the strategy inside may", () => {
    const odd = slots(2, 2);
    const back = (promises: Strategy["promises"]) => {
      const strategy = sticky({ ...firstFit(), promises: promises ?? [] });
      const state = gone(unwrap(restore(start(9, strategy), "a", odd)).state, "a");
      return unwrap(allocate(state, "a", { size: 131072 })).range;
    };
    expect(odd.start % odd.size).not.toBe(0);
    expect(back([])).toEqual(odd);
    expect(back(["aligned"])).toEqual(slots(0, 2));
  });

  it("takes a strategy and a number from 1 to 65536", () => {
    const make = (pods: number) => () => sticky(firstFit(), { pods });
    expect(make(0)).toThrow(new RangeError("sticky: expected pods from 1 to 65536, got 0"));
    expect(make(65537)).toThrow(new RangeError("sticky: expected pods from 1 to 65536, got 65537"));
    expect(make(1.5)).toThrow(new TypeError("sticky: expected pods to be an integer, got 1.5"));
    expect(() => sticky({} as never)).toThrow(
      new TypeError("sticky: expected inner to be a strategy such as firstFit(), got an object"),
    );
  });

  it.each([
    [[], true],
    [[{ podUid: "a", ranges: [slot(0)] }], true],
    [[{ podUid: "a", ranges: [slot(0), slot(2)] }], true],
    [[{ podUid: "x".repeat(253), ranges: [slot(2)] }], true],
    [[{ podUid: "x".repeat(254), ranges: [slot(2)] }], false],
    [[{ podUid: "a", ranges: [slot(3)] }], false],
    [[{ podUid: "a", ranges: [slot(-1)] }], false],
    [[{ podUid: "a", ranges: [slots(2, 2)] }], false],
    [[{ podUid: "a", ranges: [slots(1, 0)] }], false],
    [[{ podUid: "a", ranges: [slot(1), slot(0)] }], false],
    [[{ podUid: "a", ranges: [slots(0, 2), slot(1)] }], false],
    [[{ podUid: "a", ranges: [{ start: 65537, size: 65536 }] }], false],
    [[{ podUid: "a", ranges: [{ start: 65536, size: 65537 }] }], false],
    [[{ podUid: "a", ranges: [{ start: 65536 }] }], false],
    [[{ podUid: "a", ranges: [{ size: 65536 }] }], false],
    [[{ podUid: "a", ranges: [null] }], false],
    [[{ podUid: "a", ranges: [65536] }], false],
    [[{ podUid: "a", ranges: [] }], false],
    [[{ podUid: "a", ranges: {} }], false],
    [[{ podUid: 1, ranges: [slot(0)] }], false],
    [[null], false],
    [["a"], false],
    [["a", "b", "c"].map((podUid) => ({ podUid, ranges: [slot(0)] })), false],
    [{}, false],
  ])("to go on from the pods %j is %s", (pods, answer) => {
    const strategy = sticky(firstFit(), { pods: 2 });
    const data = { ...snapshot(start(3, strategy)), memory: { inner: null, gone: pods } };
    expect(fromSnapshot(data, strategy).ok).toBe(answer);
  });

  it.each([null, 0, {}, { gone: [] }, { inner: 0, gone: [] }])("does not go on from the memory %j", (memory) => {
    const strategy = sticky(firstFit());
    expect(fromSnapshot({ ...snapshot(start(3, strategy)), memory }, strategy).ok).toBe(false);
  });
});
