import { describe, expect, it } from "vitest";
import { snapshot } from "../../../../src/core/allocate/snapshot/snapshot.ts";
import { entries } from "../../../../src/core/allocate/state/queries.ts";
import { allocate } from "../../../../src/core/allocate/steps/allocate.ts";
import { release } from "../../../../src/core/allocate/steps/release.ts";
import { restore } from "../../../../src/core/allocate/steps/restore.ts";
import { alignedFirstFit, firstFit } from "../../../../src/core/allocate/strategies/first-fit.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { slot, slots, start, withPods } from "../support/start.ts";

describe("firstFit", () => {
  it("takes the lowest free slot, a gap first", () => {
    const gap = unwrap(release(withPods(start(4, firstFit()), "a", "b", "c"), "b")).state;
    expect(unwrap(allocate(gap, "d")).range).toEqual(slot(1));
    expect(unwrap(allocate(withPods(gap, "d"), "e")).range).toEqual(slot(3));
  });

  it("passes over what was restored", () => {
    const state = unwrap(restore(start(4, firstFit()), "x", slot(0))).state;
    expect(entries(withPods(state, "a")).map(({ podUid }) => podUid)).toEqual(["x", "a"]);
  });

  it("takes the lowest run that is long enough", () => {
    const gaps = unwrap(release(unwrap(release(withPods(start(7), "a", "b", "c", "d"), "a")).state, "c")).state;
    const first = (count: number): unknown => unwrap(allocate(gaps, "x", { size: count * 65536 })).range;
    expect([1, 2, 3].map(first)).toEqual([slot(0), slots(4, 2), slots(4, 3)]);
    expect(allocate(gaps, "x", { size: 4 * 65536 })).toMatchObject({ error: { reason: "fragmented" } });
  });

  it("promises to be complete, with one range a pod", () => {
    expect(firstFit().promises).toEqual(["complete", "one-range"]);
  });

  it("keeps to multiples of the size, where that is asked for", () => {
    const aligned = start(8, alignedFirstFit());
    const first = (count: number): unknown => unwrap(allocate(aligned, "x", { size: count * 65536 })).range;
    // The pool starts at one slot's size.
    expect([1, 2, 3, 4].map(first)).toEqual([slot(0), slots(1, 2), slots(2, 3), slots(3, 4)]);
    const state = unwrap(restore(aligned, "held", slot(2))).state;
    expect(unwrap(allocate(state, "x", { size: 2 * 65536 })).range).toEqual(slots(3, 2));
    expect(allocate(state, "x", { size: 5 * 65536 })).toMatchObject({ error: { reason: "fragmented" } });
    expect(alignedFirstFit()).toMatchObject({
      name: "aligned-first-fit",
      promises: ["aligned", "complete", "one-range"],
    });
  });

  it("is called first-fit and remembers nothing", () => {
    const { strategy, memory } = snapshot(start(1, firstFit()));
    expect({ strategy, memory }).toEqual({ strategy: "first-fit", memory: null });
  });
});
