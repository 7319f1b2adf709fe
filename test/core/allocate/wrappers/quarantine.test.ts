import { describe, expect, it } from "vitest";
import { defaultPool } from "../../../../src/core/allocate/pool/pool.ts";
import { fromSnapshot, snapshot } from "../../../../src/core/allocate/snapshot/snapshot.ts";
import type { Allocations } from "../../../../src/core/allocate/state/allocations.ts";
import { emptyAllocations } from "../../../../src/core/allocate/state/empty-allocations.ts";
import { allocate } from "../../../../src/core/allocate/steps/allocate.ts";
import { release } from "../../../../src/core/allocate/steps/release.ts";
import { restore } from "../../../../src/core/allocate/steps/restore.ts";
import { firstFit } from "../../../../src/core/allocate/strategies/first-fit.ts";
import { fragments } from "../../../../src/core/allocate/strategies/fragments.ts";
import { NEVER } from "../../../../src/core/allocate/strategies/support/slot-stamps.ts";
import type { Strategy } from "../../../../src/core/allocate/strategy/strategy.ts";
import { quarantine } from "../../../../src/core/allocate/wrappers/quarantine.ts";
import { reserve } from "../../../../src/core/allocate/wrappers/reserve.ts";
import { sticky } from "../../../../src/core/allocate/wrappers/sticky.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { slot, slots, start, withPods } from "../support/start.ts";

function gone(state: Allocations, podUid: string, now = 0): Allocations {
  return unwrap(release(state, podUid, { now })).state;
}

describe("quarantine by allocations", () => {
  const make = (allocations: number) => quarantine(firstFit(), { allocations });

  it("says what it is, what it remembers and what it promises", () => {
    expect(make(10)).toMatchObject({
      name: "quarantine(first-fit, 10 allocations)",
      initial: { inner: null, clock: 0, resting: { count: 0, until: NEVER } },
      promises: ["one-range"],
    });
    expect(quarantine({ ...firstFit(), promises: undefined } as never, { ticks: 1 }).promises).toEqual([
      "aligned",
      "one-range",
    ]);
  });

  it("passes a range by for as many allocations as it is told", () => {
    const given = ["b", "c", "d"].map((_, i, pods) => {
      const state = withPods(gone(withPods(start(9, make(2)), "a"), "a"), ...pods.slice(0, i));
      return unwrap(allocate(state, "last")).range;
    });
    expect(given).toEqual([slot(1), slot(2), slot(0)]);
  });

  it("does not count what is restored or refused", () => {
    const rests = gone(withPods(start(3, make(1)), "a"), "a");
    const restored = unwrap(restore(rests, "b", slot(2))).state;
    expect(unwrap(allocate(restored, "c")).range).toEqual(slot(1));
    const two = unwrap(allocate(restored, "c")).state;
    expect(unwrap(allocate(two, "d")).range).toEqual(slot(0));
  });

  it("refuses when only resting slots are left, whoever would have got one", () => {
    const rests = gone(withPods(start(2, make(5)), "a", "b"), "b");
    expect(allocate(rests, "c")).toEqual({
      ok: false,
      error: {
        code: "strategy-refused",
        strategy: "quarantine(first-fit, 5 allocations)",
        reason: "only-resting-slots",
      },
    });
    const three = gone(withPods(start(3, make(5)), "a", "b"), "b");
    expect(allocate(three, "c", { size: 131072 })).toMatchObject({ error: { reason: "only-resting-slots" } });
    expect(unwrap(allocate(three, "c")).range).toEqual(slot(2));
  });

  it("hands on why the strategy inside refuses", () => {
    const state = gone(withPods(start(5, make(5)), "a", "b", "c", "d"), "b");
    const apart = gone(gone(withPods(state, "e"), "a"), "c");
    expect(allocate(unwrap(restore(apart, "x", slot(1))).state, "w", { size: 131072 })).toMatchObject({
      error: { reason: "only-resting-slots" },
    });
    const holes = unwrap(restore(start(5, make(5)), "x", [slot(1), slot(3)])).state;
    expect(allocate(holes, "w", { size: 131072 })).toMatchObject({ error: { reason: "fragmented" } });
  });

  it("ends the rest of what is restored", () => {
    const rests = gone(withPods(start(3, make(5)), "a", "b"), "a");
    const back = unwrap(restore(rests, "a", slot(0)));
    expect(back.fault).toBeUndefined();
    // As if it had never rested.
    const never = withPods(start(3, make(5)), "a", "b");
    expect(snapshot(back.state).memory).toEqual(snapshot(never).memory);
  });

  it("lets all ranges of a pod rest", () => {
    const inside = quarantine(fragments(), { allocations: 5 });
    const wide = unwrap(restore(start(4, inside), "wide", [slot(0), slot(2)])).state;
    const rests = gone(wide, "wide");
    expect(unwrap(allocate(rests, "b", { size: 131072 })).ranges).toEqual([slot(1), slot(3)]);
    expect(snapshot(rests).memory).toEqual({
      inner: null,
      clock: 0,
      resting: { count: 2, until: { least: 5, most: NEVER, parts: [5, NEVER, 5, NEVER, NEVER, NEVER, NEVER, NEVER] } },
    });
  });
});

describe("quarantine by ticks", () => {
  const make = (ticks: number) => quarantine(firstFit(), { ticks });

  it("is called by its ticks", () => {
    expect(make(60).name).toBe("quarantine(first-fit, 60 ticks)");
  });

  it.each([
    [0, slot(1)],
    [14, slot(1)],
    [15, slot(0)],
    [1000, slot(0)],
  ])("at %i, a range that rests until 15 gives way to %j", (now, range) => {
    const rests = gone(withPods(start(3, make(5)), "a"), "a", 10);
    expect(unwrap(allocate(rests, "b", { now })).range).toEqual(range);
  });

  it("takes a time that goes back for the latest there was", () => {
    const late = unwrap(allocate(start(4, make(5)), "late", { now: 100 })).state;
    const rests = gone(unwrap(allocate(late, "a", { now: 0 })).state, "a", 3);
    expect(unwrap(allocate(rests, "b", { now: 104 })).range).toEqual(slot(2));
    expect(unwrap(allocate(rests, "b", { now: 105 })).range).toEqual(slot(1));
    const restored = unwrap(restore(rests, "b", slot(3), { now: 105 })).state;
    expect(unwrap(allocate(restored, "c", { now: 0 })).range).toEqual(slot(1));
    const released = gone(restored, "b", 0);
    expect(snapshot(released).memory).toMatchObject({ clock: 105 });
  });

  it("ends no rest later than the last time there is", () => {
    const most = Number.MAX_SAFE_INTEGER;
    const rests = gone(withPods(start(2, make(most)), "a"), "a", 7);
    expect(unwrap(allocate(rests, "b", { now: most - 2 })).range).toEqual(slot(1));
    expect(unwrap(allocate(rests, "b", { now: most - 1 })).range).toEqual(slot(0));
  });
});

describe("quarantine around a strategy that fails to hear of a release", () => {
  const failing = (released: () => unknown): Strategy => ({ ...firstFit(), released: released as never });
  const throwing = failing(() => {
    throw new Error("no");
  });

  it.each([
    ["throws", throwing, { code: "strategy-threw", thrown: "Error: no" }],
    ["remembers nothing", failing(() => undefined), { code: "bad-memory" }],
    ["throws in wrappers", sticky(reserve(sticky(throwing), 1)), { code: "strategy-threw", thrown: "Error: no" }],
  ])("lets the slot rest all the same, and no longer, where it %s", (_what, inner, fault) => {
    const strategy = sticky(quarantine(inner, { allocations: 1 }), { pods: 1 });
    const released = unwrap(release(withPods(start(4, strategy), "a", "b"), "a"));
    const first = unwrap(allocate(withPods(start(4, strategy)), "a")).range;
    expect(released.fault).toMatchObject({ ...fault, strategy: strategy.name, during: "released" });
    const next = unwrap(allocate(released.state, "c"));
    expect(next.range).not.toEqual(first);
    expect(unwrap(allocate(next.state, "d")).range).toEqual(first);
  });

  it.each([
    ["threw", throwing, "Error: no"],
    ["remembers nothing", failing(() => undefined), "a strategy remembers what is no plain data"],
    ["gave a promise", failing(() => Promise.resolve(null)), "a strategy answered with a promise"],
  ])("is taken at its word by nobody but who called it, where it %s", (_what, failed, thrown) => {
    const inside = quarantine(failed, { ticks: 5 });
    const around: Strategy = {
      name: "around",
      initial: { wrapped: inside.initial },
      propose: (request, view, memory) => {
        const proposal = inside.propose(request, view, (memory as { wrapped: unknown }).wrapped);
        return proposal.refuse === undefined ? { ...proposal, memory: { wrapped: proposal.memory } } : proposal;
      },
      released: (event, view, memory) => inside.released?.(event, view, (memory as { wrapped: unknown }).wrapped),
    };
    const { state, fault } = unwrap(release(withPods(start(3, around), "a"), "a"));
    expect(fault).toMatchObject({ code: "strategy-threw", strategy: "around", thrown });
    expect(snapshot(state).memory).toHaveProperty("wrapped");
  });
});

describe("quarantine", () => {
  it("takes a strategy and a number from 1 on", () => {
    const make = (rest: object) => () => quarantine(firstFit(), rest as never);
    expect(make({ ticks: 0 })).toThrow(new RangeError("quarantine: expected ticks from 1 to 9007199254740991, got 0"));
    expect(make({ allocations: 0.5 })).toThrow(
      new TypeError("quarantine: expected allocations to be an integer, got 0.5"),
    );
    expect(make({})).toThrow(TypeError);
    expect(() => quarantine({ ...firstFit(), name: 1 } as never, { ticks: 1 })).toThrow(
      new TypeError("quarantine: expected the name of inner to be a string, got 1"),
    );
    expect(() => quarantine({ name: "x", initial: 0 } as never, { ticks: 1 })).toThrow(
      new TypeError("quarantine: expected inner to be a strategy such as firstFit(), got an object"),
    );
    expect(() => quarantine({ ...firstFit(), initial: undefined } as never, { ticks: 1 })).toThrow(
      new TypeError("quarantine: expected initial of inner to be plain data, got undefined"),
    );
  });

  it.each([
    [{ inner: null, clock: 0, resting: { count: 0, until: NEVER } }, true],
    [{ inner: null, clock: 5, resting: { count: 3, until: 9 } }, true],
    [{ inner: null, clock: 5, resting: { count: 2, until: 9 } }, false],
    [{ inner: null, clock: 5, resting: { count: 3, until: -9 } }, false],
    [{ inner: null, clock: 5, resting: { count: 3 } }, false],
    [{ inner: null, clock: 5, resting: null }, false],
    [{ inner: null, clock: 5, resting: 3 }, false],
    [{ inner: null, clock: 5 }, false],
    [{ inner: 1, clock: 0, resting: { count: 0, until: NEVER } }, false],
    [{ inner: null, clock: -1, resting: { count: 0, until: NEVER } }, false],
    [{ inner: null, resting: { count: 0, until: NEVER } }, false],
    [null, false],
    ["", false],
  ])("to go on from the memory %j is %s", (memory, answer) => {
    const strategy = quarantine(firstFit(), { ticks: 5 });
    expect(fromSnapshot({ ...snapshot(start(3, strategy)), memory }, strategy).ok).toBe(answer);
  });

  it("lets half of the largest pool rest", () => {
    const strategy = quarantine(firstFit(), { allocations: 100000 });
    const empty = emptyAllocations(defaultPool(), strategy);
    const wide = unwrap(allocate(empty, "wide", { size: 32000 * 65536 })).state;
    const rests = gone(wide, "wide");
    expect(unwrap(allocate(rests, "next")).range).toEqual(slots(32000, 1));
    expect(unwrap(allocate(rests, "next", { size: 33534 * 65536 })).range).toEqual(slots(32000, 33534));
    expect(allocate(rests, "next", { size: 33535 * 65536 })).toMatchObject({ error: { reason: "only-resting-slots" } });
  });
});
