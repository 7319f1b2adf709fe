import { describe, expect, it } from "vitest";
import { snapshot } from "../../../../src/core/allocate/snapshot/snapshot.ts";
import type { Allocations } from "../../../../src/core/allocate/state/allocations.ts";
import { entries, ownerOf } from "../../../../src/core/allocate/state/queries.ts";
import { allocate } from "../../../../src/core/allocate/steps/allocate.ts";
import type { Allocated } from "../../../../src/core/allocate/steps/allocated.ts";
import { release } from "../../../../src/core/allocate/steps/release.ts";
import { restore } from "../../../../src/core/allocate/steps/restore.ts";
import { firstFit } from "../../../../src/core/allocate/strategies/first-fit.ts";
import { fragments } from "../../../../src/core/allocate/strategies/fragments.ts";
import type { PoolView, Strategy } from "../../../../src/core/allocate/strategy/strategy.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { startOf } from "../support/histories.ts";
import { overlapBySorting } from "../support/overlap.ts";
import { entry, slot, start, withPods } from "../support/start.ts";

/** First fit that does something else before it answers. */
function meddling(meddle: (view: PoolView) => void): Strategy<null> {
  const inner = firstFit();
  return {
    ...inner,
    propose: (request, view, memory) => {
      meddle(view);
      return inner.propose(request, view, memory);
    },
  };
}

describe("a strategy that calls back", () => {
  it("may use the very state it is asked for", () => {
    let busy = false;
    let state: Allocations;
    const strategy = meddling(() => {
      if (busy) return;
      busy = true;
      for (const pod of ["x", "y", "z"]) allocate(state, pod);
      release(withPods(state, "x"), "pod-a");
      busy = false;
    });
    busy = true;
    state = withPods(start(4, strategy), "pod-a");
    busy = false;
    const result = unwrap(allocate(state, "pod-b"));
    expect(result.range).toEqual(slot(1));
    expect(entries(result.state)).toEqual([entry("pod-a", slot(0)), entry("pod-b", slot(1))]);
    expect(entries(state)).toEqual([entry("pod-a", slot(0))]);
  });

  it("may use older and newer states of the same history, across cuts", () => {
    const states: Allocations[] = [];
    let busy = false;
    const strategy = meddling(() => {
      if (busy) return;
      busy = true;
      for (const state of states) {
        allocate(state, "x");
        release(state, "pod-0");
      }
      busy = false;
    });
    const pool = { start: 65536, size: 6 * 65536, idsPerPod: 65536, exclude: [], slots: 6 };
    for (const segment of [0, 1, 2, 5]) {
      states.length = 0;
      states.push(startOf({ pool: pool as never, strategy, segment }));
      for (let i = 0; i < 6; i++) states.push(withPods(states.at(-1) as Allocations, `pod-${i}`));
      expect(
        states.map((state) =>
          entries(state)
            .map(({ podUid }) => podUid)
            .join(),
        ),
      ).toEqual([
        "",
        "pod-0",
        "pod-0,pod-1",
        "pod-0,pod-1,pod-2",
        "pod-0,pod-1,pod-2,pod-3",
        "pod-0,pod-1,pod-2,pod-3,pod-4",
        "pod-0,pod-1,pod-2,pod-3,pod-4,pod-5",
      ]);
    }
  });

  it("may give the slot it proposes to another pod, in another state", () => {
    let state: Allocations;
    let other: Allocations | undefined;
    const strategy: Strategy<null> = {
      ...firstFit(),
      propose: (request, view) => {
        const range = view.slotRange(view.nextFree(0) ?? 0);
        if (request.podUid === "pod-b") other = unwrap(restore(state, "thief", range)).state;
        return { ranges: [range], memory: null };
      },
    };
    state = withPods(start(2, strategy), "pod-a");
    const { state: next, range } = unwrap(allocate(state, "pod-b"));
    expect(range).toEqual(slot(1));
    expect(ownerOf(next, range.start)).toBe("pod-b");
    expect(ownerOf(other as Allocations, range.start)).toBe("thief");
  });

  it("may keep its view: it shows the state it was made for", () => {
    const views: PoolView[] = [];
    const strategy = meddling((view) => views.push(view));
    const full = withPods(start(3, strategy), "pod-a", "pod-b", "pod-c");
    release(full, "pod-a");
    const seen = views.map((view) => [
      view.freeSlots,
      view.nextFree(0),
      view.podAt(0),
      view.isFree(1),
      view.pool.slots,
    ]);
    expect(seen).toEqual([
      [3, 0, undefined, true, 3],
      [2, 1, "pod-a", true, 3],
      [1, 2, "pod-a", false, 3],
    ]);
    expect(views.map((view) => view.slotRange(2))).toEqual([slot(2), slot(2), slot(2)]);
  });

  it("gets a TypeError or RangeError for a slot that is no number of one", () => {
    const views: PoolView[] = [];
    withPods(
      start(
        3,
        meddling((view) => views.push(view)),
      ),
      "pod-a",
    );
    const [view] = views as [PoolView];
    expect(() => view.isFree(0.5)).toThrow(new TypeError("isFree: expected the slot to be an integer, got 0.5"));
    expect(() => view.nextFree(-1)).toThrow(new RangeError("nextFree: expected the slot from 0 to 4294967295, got -1"));
    expect(() => view.podAt(Number.NaN)).toThrow(new TypeError("podAt: expected the slot to be an integer, got NaN"));
    expect([view.isFree(3), view.nextFree(3), view.podAt(3), view.isFree(4294967295), view.podAt(4294967295)]).toEqual([
      false,
      undefined,
      undefined,
      false,
      undefined,
    ]);
  });

  it("may fill the stack anywhere: every state stays right", () => {
    const states = [start(60, fragments())];
    for (let i = 0; i < 40; i++) {
      const last = states.at(-1) as Allocations;
      const size = (1 + (i % 5)) * 65536;
      const result = i % 3 === 2 ? release(last, `pod-${i - 1}`) : allocate(last, `pod-${i}`, { size });
      states.push(unwrap<Allocated, unknown>(result).state);
    }
    const before = states.map((state) => snapshot(state));
    const deeper = (depth: number): void => {
      try {
        deeper(depth + 1);
      } catch {
        // Just below the end of the stack: each of these calls runs into it, every time at another place.
        const old = states[(depth * 7) % states.length] as Allocations;
        const size = (1 + (depth % 3)) * 65536;
        const result = depth % 2 === 0 ? allocate(old, `deep-${depth}`, { size }) : release(old, `pod-${depth % 40}`);
        if (result.ok) entries(result.value.state);
      }
    };
    for (let round = 0; round < 200; round++) {
      try {
        padded(round % 50, () => deeper(round));
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(RangeError);
      }
      const checked = (round * 11) % states.length;
      expect(snapshot(states[checked] as Allocations)).toEqual(before[checked]);
    }
    expect(states.map((state) => snapshot(state))).toEqual(before);
    for (const state of states) expect(overlapBySorting(entries(state))).toBeUndefined();
  });

  it("may recurse without end", () => {
    let state: Allocations;
    const strategy = meddling(() => {
      allocate(state, "pod-c");
    });
    state = start(3, strategy);
    const result = allocate(state, "pod-b");
    expect(entries(state)).toEqual([]);
    if (result.ok) expect(entries(result.value.state)).toEqual([entry("pod-b", slot(0))]);
    else expect(result.error).toMatchObject({ code: "strategy-threw", during: "propose" });
  });
});

/** Calls from a few frames further down, so that the stack ends at other places. */
function padded(frames: number, call: () => void): void {
  if (frames === 0) call();
  else padded(frames - 1, call);
}
