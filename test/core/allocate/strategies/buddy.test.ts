import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromSnapshot, snapshot } from "../../../../src/core/allocate/snapshot/snapshot.ts";
import type { Allocations } from "../../../../src/core/allocate/state/allocations.ts";
import { rangeOf } from "../../../../src/core/allocate/state/queries.ts";
import { allocate } from "../../../../src/core/allocate/steps/allocate.ts";
import { release } from "../../../../src/core/allocate/steps/release.ts";
import { restore } from "../../../../src/core/allocate/steps/restore.ts";
import { buddy } from "../../../../src/core/allocate/strategies/buddy.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { prop } from "../../../support/prop.ts";
import { slot, slots, start } from "../support/start.ts";

describe("buddy", () => {
  it("gives the first of the smallest blocks that are large enough", () => {
    const state = give(give(start(16, buddy()), "a", 1), "b", 4);
    // Free now: slot 1, slots 2 and 3, slots 8 to 15.
    expect([1, 2, 3, 8].map((count) => got(state, count))).toEqual([slot(1), slots(2, 2), slots(8, 3), slots(8, 8)]);
  });

  it("halves the lowest of equal blocks and keeps the lower half", () => {
    const state = give(give(start(16, buddy()), "a", 4), "b", 4);
    expect(got(unwrap(release(state, "a")).state, 1)).toEqual(slot(0));
  });

  it("lets rest what a block has beyond its pod, until the pod is gone", () => {
    const state = give(start(8, buddy()), "a", 3);
    expect(got(state, 1)).toEqual(slot(4));
    expect(snapshot(state).memory).toEqual([{ first: 3, count: 1 }]);
    const gone = unwrap(release(give(state, "b", 1), "a")).state;
    expect(snapshot(gone).memory).toEqual([]);
    expect(got(gone, 4)).toEqual(slots(0, 4));
  });

  it("refuses when no block is free, though slots are", () => {
    const refusal = {
      ok: false,
      error: { code: "strategy-refused", strategy: "buddy", reason: "no-free-block" },
    };
    const state = give(give(start(4, buddy()), "a", 1), "b", 2);
    expect(allocate(state, "c", { size: 65536 }).ok).toBe(true);
    expect(allocate(give(start(4, buddy()), "a", 3), "b")).toEqual(refusal);
    expect(allocate(start(5, buddy()), "a", { size: 5 * 65536 })).toEqual(refusal);
  });

  it("uses the largest power of two of slots only", () => {
    expect(got(start(6, buddy()), 4)).toEqual(slots(0, 4));
    expect(allocate(give(start(6, buddy()), "a", 4), "b").ok).toBe(false);
    expect(got(start(1, buddy()), 1)).toEqual(slot(0));
  });

  it("finds blocks between what was restored", () => {
    const one = unwrap(restore(start(8, buddy()), "a", slot(1))).state;
    expect([1, 2, 4].map((count) => got(one, count))).toEqual([slot(0), slots(2, 2), slots(4, 4)]);
  });

  it("lets rest what a restored block has beyond its pod, where it is one", () => {
    const rests = [slots(0, 3), slots(4, 3), slots(1, 3), slots(0, 5), [slots(0, 3), slot(6)], slots(8, 3)].map(
      (ranges) => snapshot(unwrap(restore(start(11, buddy()), "a", ranges)).state).memory,
    );
    expect(rests).toEqual([
      [{ first: 3, count: 1 }],
      [{ first: 7, count: 1 }],
      [],
      [{ first: 5, count: 3 }],
      [{ first: 3, count: 1 }],
      [],
    ]);
  });

  it("is called buddy and promises one range", () => {
    expect([buddy().name, buddy().initial, buddy().promises]).toEqual(["buddy", [], ["one-range"]]);
  });

  it("accepts its own memory and no other", () => {
    const taken = snapshot(give(start(8, buddy()), "a", 3));
    const accepted = (memory: unknown): boolean => fromSnapshot({ ...taken, memory }, buddy()).ok;
    expect([taken.memory, [], [{ first: 7, count: 1 }]].map(accepted)).toEqual([true, true, true]);
    const wrong = [
      null,
      5,
      {},
      [5],
      [null],
      [{}],
      [{ first: 1 }],
      [{ first: "1", count: 1 }],
      [{ first: 1, count: 0 }],
    ];
    for (const memory of [...wrong, [{ first: 1, count: 0.5 }], [{ first: 7, count: 2 }], [{ first: 1, count: 1 }, 5]])
      expect(accepted(memory), JSON.stringify(memory)).toBe(false);
  });

  const step = fc.record({ pod: fc.nat({ max: 7 }), slots: fc.integer({ min: 1, max: 9 }) });

  prop(
    "does what lists of free blocks do",
    [fc.integer({ min: 1, max: 40 }), fc.array(step, { maxLength: 40 })],
    (size, steps) => {
      let state = start(size, buddy());
      const lists = new FreeLists(size);
      for (const { pod, slots: count } of steps) {
        const podUid = `pod-${pod}`;
        const released = release(state, podUid);
        if (released.ok) {
          lists.give(podUid);
          state = released.value.state;
          continue;
        }
        const result = allocate(state, podUid, { size: count * 65536 });
        const first = lists.take(podUid, count);
        expect(result.ok ? result.value.range : undefined).toEqual(
          first === undefined ? undefined : slots(first, count),
        );
        if (result.ok) state = result.value.state;
      }
    },
  );
});

function give(state: Allocations, podUid: string, count: number): Allocations {
  return unwrap(allocate(state, podUid, { size: count * 65536 })).state;
}

function got(state: Allocations, count: number): unknown {
  return rangeOf(give(state, "x", count), "x");
}

/** The allocator by the book: a list of free blocks for each order, cut when needed and joined when given back. */
class FreeLists {
  readonly #free: number[][];
  readonly #taken = new Map<string, { readonly first: number; readonly order: number }>();

  constructor(slots: number) {
    const top = Math.floor(Math.log2(slots));
    this.#free = Array.from({ length: top + 1 }, (_, order) => (order === top ? [0] : []));
  }

  take(podUid: string, count: number): number | undefined {
    const order = Math.ceil(Math.log2(count));
    const found = this.#free.findIndex((blocks, i) => i >= order && blocks.length > 0);
    if (found < 0) return undefined;
    const first = this.#free[found]?.shift() as number;
    for (let cut = found - 1; cut >= order; cut--) this.#put(first + 2 ** cut, cut);
    this.#taken.set(podUid, { first, order });
    return first;
  }

  give(podUid: string): void {
    const { first, order } = this.#taken.get(podUid) as { first: number; order: number };
    this.#taken.delete(podUid);
    this.#put(first, order);
  }

  #put(first: number, order: number): void {
    const blocks = this.#free[order] as number[];
    const twin = first ^ (2 ** order);
    const index = blocks.indexOf(twin);
    if (index >= 0) {
      blocks.splice(index, 1);
      this.#put(Math.min(first, twin), order + 1);
    } else {
      blocks.push(first);
      blocks.sort((a, b) => a - b);
    }
  }
}
