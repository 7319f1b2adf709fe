import { describe, expect, it } from "vitest";
import { allocate } from "../../../../src/core/allocate/steps/allocate.ts";
import { byIndex } from "../../../../src/core/allocate/strategies/by-index.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { slot, slots, start } from "../support/start.ts";

describe("byIndex", () => {
  it("says what it is, what it remembers and what it promises", () => {
    const strategy = byIndex(() => 0);
    expect(strategy).toMatchObject({ name: "by-index", initial: null, promises: ["one-range"] });
    expect([null, 0, undefined].map((memory) => strategy.accepts?.(memory, {} as never))).toEqual([true, false, false]);
  });

  it("gives the slot of the index, and slots in a row from there", () => {
    const state = start(5, byIndex(Number));
    expect(unwrap(allocate(state, "4")).range).toEqual(slot(4));
    expect(unwrap(allocate(state, "0")).range).toEqual(slot(0));
    expect(unwrap(allocate(state, "2", { size: 3 * 65536 })).range).toEqual(slots(2, 3));
  });

  it("is the arithmetic of useradd", () => {
    // SUB_UID_MIN 100000 is no multiple of 65536 and so no start of a pool here; the distances are the same.
    const state = start(
      200,
      byIndex((uid) => Number(uid) - 1000),
    );
    expect(unwrap(allocate(state, "1100")).range.start - unwrap(allocate(state, "1000")).range.start).toBe(
      6653600 - 100000,
    );
  });

  it.each([
    ["5", "index-past-pool", 65536],
    ["4", "index-past-pool", 131072],
    ["1e300", "index-past-pool", 65536],
    ["-1", "no-index", 65536],
    ["0.5", "no-index", 65536],
    ["NaN", "no-index", 65536],
    ["Infinity", "no-index", 65536],
    ["3", "index-taken", 65536],
    ["2", "index-taken", 131072],
    ["1", "index-taken", 65536],
  ])("refuses the index %s as %s", (podUid, reason, size) => {
    const taken = unwrap(allocate(start(5, byIndex(Number), [slot(1)]), "3.0")).state;
    expect(allocate(taken, podUid, { size })).toEqual({
      ok: false,
      error: { code: "strategy-refused", strategy: "by-index", reason },
    });
  });

  it("takes no number but what the function returns", () => {
    const state = start(
      5,
      byIndex((podUid) => podUid as never),
    );
    expect(allocate(state, "1")).toMatchObject({ ok: false, error: { reason: "no-index" } });
  });

  it("takes nothing but a function", () => {
    expect(() => byIndex(3 as never)).toThrow(
      new TypeError("byIndex: expected indexOf to be a function from the UID of a pod to a slot, got 3"),
    );
  });
});
