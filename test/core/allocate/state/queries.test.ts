import { describe, expect, it } from "vitest";
import { createPool } from "../../../../src/core/allocate/pool/pool.ts";
import type { Allocations } from "../../../../src/core/allocate/state/allocations.ts";
import { emptyAllocations } from "../../../../src/core/allocate/state/empty-allocations.ts";
import {
  allocatedSlots,
  entries,
  freeSlots,
  ownerOf,
  poolOf,
  rangeOf,
} from "../../../../src/core/allocate/state/queries.ts";
import { release } from "../../../../src/core/allocate/steps/release.ts";
import { restore } from "../../../../src/core/allocate/steps/restore.ts";
import { firstFit } from "../../../../src/core/allocate/strategies/first-fit.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { entry, slot, start, withPods } from "../support/start.ts";

describe("rangeOf", () => {
  it("is the pod's range, a new object each time, or undefined", () => {
    const state = withPods(start(3), "pod-a", "pod-b");
    expect(rangeOf(state, "pod-b")).toEqual(slot(1));
    expect(rangeOf(state, "pod-b")).not.toBe(rangeOf(state, "pod-b"));
    expect(rangeOf(state, "pod-c")).toBeUndefined();
  });
});

describe("ownerOf", () => {
  it("is the pod that has the ID, from the first of its range to the last", () => {
    const state = unwrap(restore(withPods(start(3), "pod-a"), "pod-c", slot(2))).state;
    const ids = [0, 65535, 65536, 66536, 131071, 131072, 196607, 196608, 262143, 262144, 4294967294, 4294967295];
    expect(ids.map((id) => ownerOf(state, id))).toEqual([
      undefined,
      undefined,
      "pod-a",
      "pod-a",
      "pod-a",
      undefined,
      undefined,
      "pod-c",
      "pod-c",
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("is nobody below a pool at the end of the IDs", () => {
    const pool = unwrap(createPool({ start: 4294966272, size: 1023, idsPerPod: 1 }));
    const state = withPods(emptyAllocations(pool, firstFit()), "pod-a");
    expect([4294966272, 0, 1, 1024, 4294966271].map((id) => ownerOf(state, id))).toEqual([
      "pod-a",
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("throws for what is no number of an ID", () => {
    expect(() => ownerOf(start(1), 0.5)).toThrow(new TypeError("ownerOf: expected hostId to be an integer, got 0.5"));
    expect(() => ownerOf(start(1), -1)).toThrow(
      new RangeError("ownerOf: expected hostId from 0 to 4294967295, got -1"),
    );
  });
});

describe("entries", () => {
  it("are in the order of the slots, whatever the order of the steps", () => {
    const third = unwrap(restore(start(3), "pod-c", slot(2))).state;
    const all = withPods(third, "pod-a", "pod-b");
    expect(entries(all)).toEqual([entry("pod-a", slot(0)), entry("pod-b", slot(1)), entry("pod-c", slot(2))]);
  });

  it("are right in pools of more than one block of owners", () => {
    const pool = unwrap(createPool({ start: 1, size: 3000, idsPerPod: 1 }));
    let state = emptyAllocations(pool, firstFit());
    for (const number of [0, 1023, 1024, 2047, 2048, 2999])
      state = unwrap(restore(state, `pod-${number}`, { start: 1 + number, size: 1 })).state;
    expect(entries(state).map(({ podUid, range }) => `${podUid} ${range.start}`)).toEqual([
      "pod-0 1",
      "pod-1023 1024",
      "pod-1024 1025",
      "pod-2047 2048",
      "pod-2048 2049",
      "pod-2999 3000",
    ]);
    expect([1, 2, 1024, 1025, 3000].map((id) => ownerOf(state, id))).toEqual([
      "pod-0",
      undefined,
      "pod-1023",
      "pod-1024",
      "pod-2999",
    ]);
  });

  it("stay as they are while other states are used", () => {
    const state = withPods(start(3), "pod-a");
    const list = entries(state);
    release(state, "pod-a");
    withPods(state, "pod-b");
    expect(list).toEqual([entry("pod-a", slot(0))]);
  });
});

describe("counts", () => {
  it("leave out the slots with excluded IDs", () => {
    const state = withPods(start(4, firstFit(), [{ start: 70000, size: 1 }]), "pod-a");
    expect([allocatedSlots(state), freeSlots(state)]).toEqual([1, 2]);
    expect(rangeOf(state, "pod-a")).toEqual(slot(1));
  });
});

describe("poolOf", () => {
  it("is the pool, which a forged or changed object cannot replace", () => {
    const pool = { ...unwrap(createPool({ start: 65536, size: 131072 })) };
    const state = emptyAllocations(pool, firstFit());
    Object.assign(pool, { start: 0 });
    expect(poolOf(state)).toEqual({ start: 65536, size: 131072, idsPerPod: 65536, exclude: [], slots: 2 });
  });
});

describe("a query", () => {
  it("throws for what is no state, by its own name", () => {
    const none = {} as Allocations;
    expect(() => rangeOf(none, "x")).toThrow(/^rangeOf: expected state to be made by/);
    expect(() => ownerOf(none, 0)).toThrow(/^ownerOf: expected state to be made by/);
    expect(() => entries(none)).toThrow(/^entries: expected state to be made by/);
    expect(() => allocatedSlots(none)).toThrow(/^allocatedSlots: expected state to be made by/);
    expect(() => freeSlots(none)).toThrow(/^freeSlots: expected state to be made by/);
    expect(() => poolOf(none)).toThrow(/^poolOf: expected state to be made by/);
    expect(() => rangeOf(start(1), 1 as unknown as string)).toThrow(/^rangeOf: expected podUid to be a string/);
  });
});
