import { describe, expect, it } from "vitest";
import { createPool } from "../../../../src/core/allocate/pool/pool.ts";
import { fromSnapshot, snapshot } from "../../../../src/core/allocate/snapshot/snapshot.ts";
import type { Allocations } from "../../../../src/core/allocate/state/allocations.ts";
import { emptyAllocations } from "../../../../src/core/allocate/state/empty-allocations.ts";
import {
  allocatedSlots,
  entries,
  freeSlots,
  ownerOf,
  rangeOf,
  rangesOf,
} from "../../../../src/core/allocate/state/queries.ts";
import { allocate } from "../../../../src/core/allocate/steps/allocate.ts";
import { release } from "../../../../src/core/allocate/steps/release.ts";
import { restore } from "../../../../src/core/allocate/steps/restore.ts";
import { firstFit } from "../../../../src/core/allocate/strategies/first-fit.ts";
import { fragments } from "../../../../src/core/allocate/strategies/fragments.ts";
import type { AllocateOptions } from "../../../../src/core/allocate/strategy/step-options.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { entry, slot, slots, start, withPods } from "../support/start.ts";

/** Five slots: pod-b has slot 1, pod-c slots 0, 2 and 3. */
function inPieces(): Allocations {
  const two = withPods(start(5, fragments()), "pod-a", "pod-b");
  return unwrap(allocate(unwrap(release(two, "pod-a")).state, "pod-c", { size: 3 * 65536 })).state;
}

describe("a pod of several slots", () => {
  it("gets as many whole slots as its IDs take", () => {
    const sizes = [1, 65535, 65536, 65537, 131072, 131073];
    const given = sizes.map((size) => unwrap(allocate(start(5), "pod-a", { size })).range);
    expect(given).toEqual([slot(0), slot(0), slot(0), slots(0, 2), slots(0, 2), slots(0, 3)]);
  });

  it("gets one slot when the options say nothing of a size", () => {
    expect(unwrap(allocate(start(5), "pod-a", {})).ranges).toEqual([slot(0)]);
    expect(unwrap(allocate(start(5), "pod-a", { now: 5 })).ranges).toEqual([slot(0)]);
  });

  it("keeps them when it asks again, for as many or without a number", () => {
    const state = inPieces();
    const value = { state, range: slot(0), ranges: [slot(0), slots(2, 2)] };
    expect(allocate(state, "pod-c")).toEqual({ ok: true, value });
    expect(allocate(state, "pod-c", { size: 2 * 65536 + 1 })).toEqual({ ok: true, value });
    expect(unwrap(allocate(state, "pod-c", { size: 3 * 65536 })).state).toBe(state);
  });

  it("is refused another size than it has", () => {
    const refusal = (wanted: number): unknown => ({
      ok: false,
      error: { code: "other-size", podUid: "pod-c", ranges: [slot(0), slots(2, 2)], wanted },
    });
    expect(allocate(inPieces(), "pod-c", { size: 1 })).toEqual(refusal(65536));
    expect(allocate(inPieces(), "pod-c", { size: 3 * 65536 + 1 })).toEqual(refusal(4 * 65536));
  });

  it("is refused when fewer slots are free, and when no run of them is long enough", () => {
    const holes = unwrap(release(withPods(start(4), "a", "b", "c"), "b")).state;
    expect(allocate(holes, "pod-d", { size: 3 * 65536 })).toEqual({
      ok: false,
      error: {
        code: "exhausted",
        podUid: "pod-d",
        slots: 3,
        freeSlots: 2,
        capacity: 4,
        text: "could not find an empty slot to allocate a user namespace",
      },
    });
    expect(allocate(holes, "pod-d", { size: 2 * 65536 })).toEqual({
      ok: false,
      error: { code: "strategy-refused", strategy: "first-fit", reason: "fragmented" },
    });
  });

  it("is refused, and not at fault, when it asks for more than all IDs", () => {
    expect(allocate(start(4), "pod-a", { size: 4294967295 })).toMatchObject({
      error: { code: "exhausted", slots: 65536, freeSlots: 4 },
    });
  });

  it("is seen by every query", () => {
    const state = inPieces();
    expect(rangeOf(state, "pod-c")).toEqual(slot(0));
    expect(rangesOf(state, "pod-c")).toEqual([slot(0), slots(2, 2)]);
    expect(rangesOf(state, "pod-x")).toEqual([]);
    expect([0, 1, 2, 3, 4].map((number) => ownerOf(state, slot(number).start + 65535))).toEqual([
      "pod-c",
      "pod-b",
      "pod-c",
      "pod-c",
      undefined,
    ]);
    expect(entries(state)).toEqual([entry("pod-c", slot(0), slots(2, 2)), entry("pod-b", slot(1))]);
    expect([allocatedSlots(state), freeSlots(state)]).toEqual([4, 1]);
  });

  it("gives all of them back", () => {
    const state = inPieces();
    const { state: after, ...rest } = unwrap(release(state, "pod-c"));
    expect(rest).toEqual({ range: slot(0), ranges: [slot(0), slots(2, 2)] });
    expect(entries(after)).toEqual([entry("pod-b", slot(1))]);
    expect([allocatedSlots(after), freeSlots(after)]).toEqual([1, 4]);
    expect(entries(state)).toHaveLength(2);
    expect(rangesOf(state, "pod-c")).toEqual([slot(0), slots(2, 2)]);
  });

  it("survives a snapshot", () => {
    const taken = snapshot(inPieces());
    expect(taken.pods).toEqual([
      { podUid: "pod-c", ranges: [slot(0), slots(2, 2)] },
      { podUid: "pod-b", ranges: [slot(1)] },
    ]);
    const back = unwrap(fromSnapshot(JSON.parse(JSON.stringify(taken)), fragments()));
    expect(snapshot(back)).toEqual(taken);
    expect(snapshot(unwrap(release(back, "pod-c")).state).pods).toEqual([{ podUid: "pod-b", ranges: [slot(1)] }]);
  });

  it("may be written down in other pieces", () => {
    const { pods, ...rest } = snapshot(inPieces());
    const ranges = [slot(3), slot(0), slot(2)];
    const back = unwrap(fromSnapshot({ ...rest, pods: [{ podUid: "pod-c", ranges }] }, fragments()));
    expect(pods).toHaveLength(2);
    expect(rangesOf(back, "pod-c")).toEqual([slot(0), slots(2, 2)]);
  });

  it("lies over words and blocks of the pool as well", () => {
    const pool = unwrap(createPool({ start: 1, size: 3000, idsPerPod: 1 }));
    const empty = emptyAllocations(pool, firstFit());
    const one = unwrap(allocate(empty, "a", { size: 31 })).state;
    const two = unwrap(allocate(one, "b", { size: 2500 })).state;
    expect(rangesOf(two, "b")).toEqual([{ start: 32, size: 2500 }]);
    expect([31, 32, 1024, 1025, 2531, 2532].map((id) => ownerOf(two, id))).toEqual([
      "a",
      "b",
      "b",
      "b",
      "b",
      undefined,
    ]);
    expect(unwrap(allocate(two, "c", { size: 469 })).range).toEqual({ start: 2532, size: 469 });
    const free = unwrap(release(two, "b")).state;
    expect(unwrap(allocate(free, "c", { size: 2969 })).range).toEqual({ start: 32, size: 2969 });
    expect(snapshot(two).pods).toHaveLength(2);
  });
});

describe("restoring several slots", () => {
  const pieces = [slot(4), slots(1, 2)];

  it("gives them in order, joined where they touch", () => {
    const { state, ...rest } = unwrap(restore(start(5), "pod-a", [slot(4), slot(2), slot(1)]));
    expect(rest).toEqual({ range: slots(1, 2), ranges: [slots(1, 2), slot(4)] });
    expect(entries(state)).toEqual([entry("pod-a", slots(1, 2), slot(4))]);
    expect(freeSlots(state)).toBe(2);
  });

  it("gives the same state when the pod has them, however they are written", () => {
    const { state } = unwrap(restore(start(5), "pod-a", pieces));
    for (const same of [pieces, [slots(1, 2), slot(4)], [slot(2), slot(4), slot(1)]])
      expect(unwrap(restore(state, "pod-a", same)).state).toBe(state);
  });

  it("is refused when the pod has others, a part of them, or one of them twice", () => {
    const { state } = unwrap(restore(start(5), "pod-a", pieces));
    for (const wanted of [[], [slot(4)], [slots(1, 2)], [slots(1, 2), slot(3)], [...pieces, slot(4)], [slots(1, 4)]])
      expect(restore(state, "pod-a", wanted)).toEqual({
        ok: false,
        error: {
          code: "already-allocated",
          podUid: "pod-a",
          ranges: [slots(1, 2), slot(4)],
          wanted,
          text: 'different user namespace range already used by pod "pod-a"',
        },
      });
  });

  it("is refused without a range, with too many, and with one that meets another", () => {
    const state = withPods(start(5), "pod-a");
    const wrong = (ranges: readonly ReturnType<typeof slot>[]): unknown => {
      const result = restore(state, "pod-b", ranges);
      return result.ok ? undefined : result.error;
    };
    expect(wrong([])).toEqual({ code: "range-count", count: 0, limit: 340 });
    expect(wrong(new Array(341).fill(slot(1)))).toEqual({ code: "range-count", count: 341, limit: 340 });
    expect(wrong([slots(1, 2), slots(2, 2)])).toEqual({
      code: "overlapping",
      range: slots(2, 2),
      other: slots(1, 2),
    });
    expect(wrong([slots(2, 2), slot(4), slots(1, 2)])).toEqual({
      code: "overlapping",
      range: slots(1, 2),
      other: slots(2, 2),
    });
    expect(wrong([slot(4), slots(0, 2)])).toEqual({
      code: "taken",
      range: slots(0, 2),
      owner: "pod-a",
      text: 'range picked for pod "pod-b" already taken',
    });
    expect(wrong([slots(4, 2)])).toMatchObject({ code: "out-of-pool", text: "id 327680 is out of range" });
    expect(entries(state)).toEqual([entry("pod-a", slot(0))]);
  });

  it("takes as many ranges as the kernel maps", () => {
    const pool = unwrap(createPool({ start: 1, size: 680, idsPerPod: 1 }));
    const ranges = Array.from({ length: 340 }, (_, i) => ({ start: 1 + 2 * i, size: 1 }));
    const { state } = unwrap(restore(emptyAllocations(pool, firstFit()), "pod-a", ranges));
    expect(rangesOf(state, "pod-a")).toEqual(ranges);
    expect(unwrap(fromSnapshot(snapshot(state), firstFit())).toJSON()).toEqual(snapshot(state));
  });
});

describe("the options of a step", () => {
  it("are misused with sizes and times that are none", () => {
    const give = (options: AllocateOptions) => () => allocate(start(1), "pod-a", options);
    expect(give({ size: 0 })).toThrow(new RangeError("allocate: expected size from 1 to 4294967295, got 0"));
    expect(give({ size: 4294967296 })).toThrow(
      new RangeError("allocate: expected size from 1 to 4294967295, got 4294967296"),
    );
    expect(give({ size: 1.5 })).toThrow(new TypeError("allocate: expected size to be an integer, got 1.5"));
    expect(give({ size: "1" as never })).toThrow(new TypeError('allocate: expected size to be an integer, got "1"'));
    expect(give({ now: 0.5 })).toThrow(new TypeError("allocate: expected now to be an integer, got 0.5"));
    expect(give({ now: -1 })).toThrow(new RangeError("allocate: expected now from 0 to 9007199254740991, got -1"));
    expect(give({ now: 2 ** 53 })).toThrow(RangeError);
    expect(() => release(start(1), "pod-a", { now: -1 })).toThrow(/^release: expected now from 0/);
    expect(() => restore(start(1), "pod-a", slot(0), { now: -1 })).toThrow(/^restore: expected now from 0/);
  });

  it("may use states while they are read", () => {
    const empty = start(3);
    const other = withPods(empty, "pod-x", "pod-y");
    const options = {
      get size(): number {
        return entries(other).length * 65536;
      },
      get now(): number {
        return entries(other).length;
      },
    };
    expect(unwrap(allocate(empty, "pod-a", options)).range).toEqual(slots(0, 2));
    const one = withPods(empty, "pod-a");
    expect(entries(unwrap(release(one, "pod-a", options)).state)).toEqual([]);
    expect(unwrap(restore(empty, "pod-a", slot(2), options)).ranges).toEqual([slot(2)]);
  });
});
