import { describe, expect, it } from "vitest";
import { snapshot } from "../../../../src/core/allocate/snapshot/snapshot.ts";
import { rangeOf } from "../../../../src/core/allocate/state/queries.ts";
import { allocate } from "../../../../src/core/allocate/steps/allocate.ts";
import { release } from "../../../../src/core/allocate/steps/release.ts";
import { nextFit } from "../../../../src/core/allocate/strategies/next-fit.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { slot, slots, start, withPods } from "../support/start.ts";

describe("nextFit", () => {
  it("goes on behind the last range, and comes round at the end", () => {
    let state = start(3, nextFit());
    const ranges = ["a", "b", "c", "d"].map((podUid) => {
      const result = unwrap(allocate(state, podUid));
      state = unwrap(release(result.state, podUid)).state;
      return result.range;
    });
    expect(ranges).toEqual([slot(0), slot(1), slot(2), slot(0)]);
  });

  it("comes round over taken slots", () => {
    const full = withPods(start(3, nextFit()), "a", "b", "c");
    expect(unwrap(allocate(unwrap(release(full, "b")).state, "d")).range).toEqual(slot(1));
    const twoLeft = unwrap(release(withPods(start(3, nextFit()), "a", "b"), "a")).state;
    expect(unwrap(allocate(withPods(twoLeft, "c"), "d")).range).toEqual(slot(0));
  });

  it("is called next-fit and remembers the slot to look at next", () => {
    const memories = [[], ["a"], ["a", "b"], ["a", "b", "c"]].map(
      (pods) => snapshot(withPods(start(3, nextFit()), ...pods)).memory,
    );
    expect(memories).toEqual([0, 1, 2, 0]);
    expect(snapshot(start(3, nextFit())).strategy).toBe("next-fit");
  });

  it("goes on behind the last slot of a run, and looks for a run from the start when none is left up to the end", () => {
    const two = unwrap(allocate(start(5, nextFit()), "a", { size: 2 * 65536 })).state;
    expect(snapshot(two).memory).toBe(2);
    const both = unwrap(allocate(two, "b", { size: 2 * 65536 })).state;
    expect([snapshot(both).memory, rangeOf(both, "b")]).toEqual([4, slots(2, 2)]);
    const again = unwrap(allocate(unwrap(release(both, "a")).state, "c", { size: 2 * 65536 }));
    expect([snapshot(again.state).memory, again.range]).toEqual([2, slots(0, 2)]);
    expect(allocate(again.state, "d", { size: 2 * 65536 })).toMatchObject({ error: { code: "exhausted" } });
    const apart = unwrap(release(both, "b")).state;
    const last = unwrap(allocate(apart, "d")).state;
    expect(snapshot(last).memory).toBe(0);
    expect(nextFit().promises).toEqual(["complete", "one-range"]);
  });

  it("refuses when the view of a wrapper shows nothing free", () => {
    const { propose } = nextFit();
    const view = { pool: { slots: 3 }, freeSlots: 0, nextFree: () => undefined } as never;
    expect(propose({ podUid: "a", size: 65536, slots: 1, now: 0 }, view, 2)).toEqual({ refuse: "no-free-slot" });
  });
});
