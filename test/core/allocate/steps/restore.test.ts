import { describe, expect, it } from "vitest";
import { snapshot } from "../../../../src/core/allocate/snapshot/snapshot.ts";
import type { Allocations } from "../../../../src/core/allocate/state/allocations.ts";
import { entries } from "../../../../src/core/allocate/state/queries.ts";
import { restore } from "../../../../src/core/allocate/steps/restore.ts";
import { firstFit } from "../../../../src/core/allocate/strategies/first-fit.ts";
import type { IdRange } from "../../../../src/core/range/range.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { learning } from "../support/learning.ts";
import { entry, slot, start, withPods } from "../support/start.ts";

const EXCLUDED = { start: 3 * 65536 + 5, size: 1 };

describe("restore", () => {
  it("gives the range asked for, and leaves the state before", () => {
    const empty = start(3);
    const result = unwrap(restore(empty, "pod-a", slot(2)));
    expect(Object.keys(result)).toEqual(["state", "range", "ranges"]);
    expect(result.range).toEqual(slot(2));
    expect(entries(result.state)).toEqual([entry("pod-a", slot(2))]);
    expect(entries(empty)).toEqual([]);
  });

  it("gives the same state when the pod has the range", () => {
    const state = withPods(start(3), "pod-a");
    expect(unwrap(restore(state, "pod-a", slot(0))).state).toBe(state);
    expect(restore(state, "pod-a", slot(0))).toEqual({ ok: true, value: { state, range: slot(0), ranges: [slot(0)] } });
  });

  const refused: readonly (readonly [string, string, IdRange, unknown])[] = [
    [
      "another range for a pod that has one",
      "pod-a",
      slot(1),
      {
        code: "already-allocated",
        podUid: "pod-a",
        ranges: [slot(0)],
        wanted: [slot(1)],
        text: 'different user namespace range already used by pod "pod-a"',
      },
    ],
    [
      "its own range at another length",
      "pod-a",
      { start: 65536, size: 1 },
      {
        code: "already-allocated",
        podUid: "pod-a",
        ranges: [slot(0)],
        wanted: [{ start: 65536, size: 1 }],
        text: 'different user namespace range already used by pod "pod-a"',
      },
    ],
    [
      "a range that is no slot long",
      "pod-b",
      { start: 131072, size: 65535 },
      {
        code: "wrong-size",
        range: { start: 131072, size: 65535 },
        idsPerPod: 65536,
        text: "wrong user namespace length 65535",
      },
    ],
    [
      "a range beside the slots",
      "pod-b",
      { start: 131071, size: 65536 },
      {
        code: "misaligned",
        range: { start: 131071, size: 65536 },
        idsPerPod: 65536,
        text: "wrong user namespace offset specified 131071",
      },
    ],
    [
      "the slot below the pool",
      "pod-b",
      { start: 0, size: 65536 },
      {
        code: "out-of-pool",
        range: { start: 0, size: 65536 },
        pool: { start: 65536, size: 262144 },
        text: "id 0 is out of range",
      },
    ],
    [
      "the slot above the pool",
      "pod-b",
      slot(4),
      {
        code: "out-of-pool",
        range: slot(4),
        pool: { start: 65536, size: 262144 },
        text: "id 327680 is out of range",
      },
    ],
    ["a slot with an excluded ID", "pod-b", slot(2), { code: "excluded", range: slot(2) }],
    [
      "a slot of another pod",
      "pod-b",
      slot(0),
      {
        code: "taken",
        range: slot(0),
        owner: "pod-a",
        text: 'range picked for pod "pod-b" already taken',
      },
    ],
  ];
  for (const [what, podUid, range, error] of refused)
    it(`refuses ${what}, and nothing has changed`, () => {
      const state = withPods(start(4, firstFit(), [EXCLUDED]), "pod-a");
      expect(restore(state, podUid, range)).toEqual({ ok: false, error });
      expect(entries(state)).toEqual([entry("pod-a", slot(0))]);
    });

  it("tells the strategy, which sees the pool as it was", () => {
    const state = unwrap(restore(start(3, learning()), "pod-a", slot(1), { now: 7 })).state;
    expect(snapshot(state).memory).toEqual({ told: ["restored pod-a 131072 of 3 at 7"], avoid: -1 });
  });

  it("gives the range whatever the strategy does, and says what it did", () => {
    const strategy = {
      ...firstFit(),
      restored: () => {
        throw new Error("no");
      },
    };
    const { state, ...rest } = unwrap(restore(start(3, strategy), "pod-a", slot(1)));
    expect(rest).toEqual({
      range: slot(1),
      ranges: [slot(1)],
      fault: { code: "strategy-threw", strategy: "first-fit", during: "restored", thrown: "Error: no" },
    });
    expect(entries(state)).toEqual([entry("pod-a", slot(1))]);
  });

  it("reads the range once", () => {
    let reads = 0;
    const shifty = {
      get start(): number {
        return slot(reads++).start;
      },
      size: 65536,
    };
    expect(unwrap(restore(start(3), "pod-a", shifty)).range).toEqual(slot(0));
    expect(reads).toBe(1);
  });

  it("is right when reading the range uses other states", () => {
    const empty = start(3);
    const other = withPods(empty, "pod-x");
    const meddling = {
      get start(): number {
        entries(other);
        return slot(0).start;
      },
      size: 65536,
    };
    expect(unwrap(restore(empty, "pod-a", meddling)).range).toEqual(slot(0));
  });

  it("throws for misuse", () => {
    expect(() => restore({} as Allocations, "pod-a", slot(0))).toThrow(/^restore: expected state to be made by/);
    expect(() => restore(start(1), 1 as unknown as string, slot(0))).toThrow(
      new TypeError("restore: expected podUid to be a string, got 1"),
    );
    expect(() => restore(start(1), "pod-a", { start: 1.5, size: 65536 })).toThrow(
      new TypeError("restore: expected the start of the range to be an integer, got 1.5"),
    );
    expect(() => restore(start(1), "pod-a", { start: 65536, size: -1 })).toThrow(
      new RangeError("restore: expected the size of the range from 0 to 4294967295, got -1"),
    );
  });
});
