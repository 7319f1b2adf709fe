import { describe, expect, it } from "vitest";
import { createPool } from "../../../../src/core/allocate/pool/pool.ts";
import { fromSnapshot, snapshot } from "../../../../src/core/allocate/snapshot/snapshot.ts";
import { emptyAllocations } from "../../../../src/core/allocate/state/empty-allocations.ts";
import { allocate } from "../../../../src/core/allocate/steps/allocate.ts";
import { release } from "../../../../src/core/allocate/steps/release.ts";
import { restore } from "../../../../src/core/allocate/steps/restore.ts";
import { fragments } from "../../../../src/core/allocate/strategies/fragments.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { slot, slots, start, withPods } from "../support/start.ts";

describe("fragments", () => {
  it("takes the lowest free slots, across gaps", () => {
    const all = withPods(start(6, fragments()), "a", "b", "c", "d");
    const gaps = unwrap(release(unwrap(release(all, "a")).state, "c")).state;
    const given = [1, 2, 3, 4].map((count) => unwrap(allocate(gaps, "x", { size: count * 65536 })).ranges);
    expect(given).toEqual([
      [slot(0)],
      [slot(0), slot(2)],
      [slot(0), slot(2), slot(4)],
      [slot(0), slot(2), slots(4, 2)],
    ]);
    expect(allocate(gaps, "x", { size: 5 * 65536 })).toMatchObject({ error: { code: "exhausted" } });
  });

  it("gives one range where the lowest slots lie in a row", () => {
    expect(unwrap(allocate(start(6, fragments()), "x", { size: 6 * 65536 })).ranges).toEqual([slots(0, 6)]);
  });

  it("refuses more ranges than a user namespace can map", () => {
    const pool = unwrap(createPool({ start: 1, size: 700, idsPerPod: 1 }));
    const odd = Array.from({ length: 340 }, (_, i) => ({ start: 2 + 2 * i, size: 1 }));
    const { state } = unwrap(restore(emptyAllocations(pool, fragments()), "a", odd));
    expect(unwrap(allocate(state, "b", { size: 340 })).ranges).toHaveLength(340);
    expect(allocate(state, "b", { size: 341 })).toEqual({
      ok: false,
      error: { code: "strategy-refused", strategy: "fragments", reason: "too-many-ranges" },
    });
  });

  it("refuses when the view of a wrapper shows nothing free", () => {
    const view = { pool: { slots: 3 }, nextFree: () => undefined } as never;
    expect(fragments().propose({ podUid: "a", size: 65536, slots: 1, now: 0 }, view, null)).toEqual({
      refuse: "no-free-slot",
    });
  });

  it("is called fragments, remembers nothing, and promises to be complete only", () => {
    const taken = snapshot(start(1, fragments()));
    expect([taken.strategy, taken.memory, fragments().promises]).toEqual(["fragments", null, ["complete"]]);
    expect(fromSnapshot({ ...taken, memory: 0 }, fragments()).ok).toBe(false);
    expect(fromSnapshot(taken, fragments()).ok).toBe(true);
  });
});
