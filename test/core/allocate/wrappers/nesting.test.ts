import { describe, expect, it } from "vitest";
import { fromSnapshot, snapshot } from "../../../../src/core/allocate/snapshot/snapshot.ts";
import { allocate } from "../../../../src/core/allocate/steps/allocate.ts";
import { release } from "../../../../src/core/allocate/steps/release.ts";
import { restore } from "../../../../src/core/allocate/steps/restore.ts";
import { firstFit } from "../../../../src/core/allocate/strategies/first-fit.ts";
import { hashLinear } from "../../../../src/core/allocate/strategies/hash-linear.ts";
import type { PoolView, Strategy } from "../../../../src/core/allocate/strategy/strategy.ts";
import { quarantine } from "../../../../src/core/allocate/wrappers/quarantine.ts";
import { reserve } from "../../../../src/core/allocate/wrappers/reserve.ts";
import { sticky } from "../../../../src/core/allocate/wrappers/sticky.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { learning } from "../support/learning.ts";
import { slot, slots, start, withPods } from "../support/start.ts";

describe("reserve", () => {
  it("says what it is, what it remembers and what it promises", () => {
    expect(reserve(firstFit(), 3)).toMatchObject({
      name: "reserve(first-fit, 3)",
      initial: null,
      promises: ["one-range"],
    });
  });

  it("keeps the first slots back, and leaves them to restore", () => {
    const state = start(5, reserve(firstFit(), 2));
    expect(unwrap(allocate(state, "a")).range).toEqual(slot(2));
    expect(unwrap(restore(state, "b", slot(1))).range).toEqual(slot(1));
    expect(unwrap(allocate(state, "a", { size: 3 * 65536 })).range).toEqual(slots(2, 3));
    expect(allocate(state, "a", { size: 4 * 65536 })).toEqual({
      ok: false,
      error: { code: "strategy-refused", strategy: "reserve(first-fit, 2)", reason: "only-reserved-slots" },
    });
  });

  it("does not count those of the first slots that are taken anyway", () => {
    const state = unwrap(restore(start(5, reserve(firstFit(), 3), [slot(0)]), "b", slot(1))).state;
    expect(unwrap(allocate(state, "a", { size: 2 * 65536 })).range).toEqual(slots(3, 2));
    expect(allocate(state, "a", { size: 3 * 65536 })).toMatchObject({ error: { reason: "only-reserved-slots" } });
  });

  it("may keep everything back", () => {
    const state = start(2, reserve(firstFit(), 4294967295));
    expect(allocate(state, "a")).toMatchObject({ error: { reason: "only-reserved-slots" } });
  });

  it("takes a strategy and a number from 1 to 4294967295", () => {
    const make = (count: number) => () => reserve(firstFit(), count);
    expect(make(0)).toThrow(new RangeError("reserve: expected slots from 1 to 4294967295, got 0"));
    expect(make(1.5)).toThrow(new TypeError("reserve: expected slots to be an integer, got 1.5"));
    expect(() => reserve({} as never, 1)).toThrow(
      new TypeError("reserve: expected inner to be a strategy such as firstFit(), got an object"),
    );
  });

  it("hands on what is heard and what is accepted", () => {
    const strategy = reserve(learning(), 1);
    const state = unwrap(release(withPods(start(3, strategy), "a"), "a", { now: 5 })).state;
    const restored = unwrap(restore(state, "b", slot(2), { now: 6 })).state;
    expect(snapshot(restored).memory).toEqual({
      told: ["ask a 65536 undefined at 0", "released a 131072 of 1 at 5", "restored b 196608 of 2 at 6"],
      avoid: 1,
    });
    const wrong = { ...snapshot(restored), memory: {} };
    expect(fromSnapshot(wrong, strategy)).toMatchObject({ error: { code: "bad-memory", during: "accepts" } });
  });
});

describe("wrappers in wrappers", () => {
  it("are named from the outside in", () => {
    const strategy = quarantine(sticky(reserve(hashLinear(), 4), { pods: 10 }), { ticks: 60 });
    expect(strategy.name).toBe("quarantine(sticky(reserve(hash-linear, 4), 10), 60 ticks)");
    expect(strategy.promises).toEqual(["one-range"]);
    expect(sticky(sticky(hashLinear())).promises).toEqual(["complete", "one-range"]);
  });

  it("let a pod have its own range back at once, or not, by their order", () => {
    const back = (strategy: Strategy) => {
      const gone = unwrap(release(withPods(start(3, strategy), "a"), "a")).state;
      return unwrap(allocate(gone, "a")).range;
    };
    expect(back(sticky(quarantine(firstFit(), { allocations: 5 })))).toEqual(slot(0));
    expect(back(quarantine(sticky(firstFit()), { allocations: 5 }))).toEqual(slot(1));
  });

  it("count a slot that two of them hide once", () => {
    const strategy = reserve(quarantine(firstFit(), { allocations: 9 }), 1);
    const rests = unwrap(release(unwrap(restore(start(2, strategy), "a", slot(0))).state, "a")).state;
    expect(unwrap(allocate(rests, "b")).range).toEqual(slot(1));
  });

  it("show the strategy inside only what none of them hides", () => {
    const seen: unknown[] = [];
    const looking: Strategy<null> = {
      ...firstFit(),
      propose: (request, view, memory) => {
        seen.push(look(view));
        return firstFit().propose(request, view, memory);
      },
    };
    const strategy = quarantine(reserve(looking, 2), { allocations: 9 });
    const rests = unwrap(release(unwrap(restore(start(9, strategy), "a", [slot(1), slots(4, 2)])).state, "a")).state;
    const taken = unwrap(restore(rests, "b", slot(7))).state;
    expect(unwrap(allocate(taken, "c")).range).toEqual(slot(2));
    expect(seen).toEqual([
      {
        slots: 9,
        freeSlots: 4,
        isFree: [false, false, true, true, false, false, true, false, true, false],
        nextFree: [2, 2, 2, 3, 6, 6, 6, 8, 8, undefined],
        freeRun: [0, 0, 2, 1, 0, 0, 1, 0, 1, 0],
        freeRunOfOne: [0, 0, 1, 1, 0, 0, 1, 0, 1, 0],
        podAt: [undefined, undefined, undefined, undefined, undefined, undefined, undefined, "b", undefined, undefined],
        slotRange: slot(3),
      },
    ]);
  });

  it("refuse numbers that are no slots", () => {
    const strategy: Strategy = {
      name: "x",
      initial: 0,
      propose: (_request, view) => ({ refuse: String(view.isFree(-1)) }),
    };
    expect(allocate(start(3, reserve(strategy, 1)), "a")).toMatchObject({
      error: { code: "strategy-threw", thrown: "RangeError: isFree: expected the slot from 0 to 4294967295, got -1" },
    });
  });
});

describe("a wrong strategy inside a wrapper", () => {
  const wrappers = [
    (inner: Strategy) => sticky(inner),
    (inner: Strategy) => reserve(inner, 1),
    (inner: Strategy) => quarantine(inner, { ticks: 1 }),
    (inner: Strategy) => quarantine(sticky(reserve(inner, 1)), { allocations: 1 }),
  ];
  const refusal = (inner: Strategy) =>
    wrappers.map((wrap) => {
      const result = allocate(start(5, wrap(inner)), "a");
      return result.ok ? result.value.range : [result.error.code, "flaw" in result.error && result.error.flaw.code];
    });
  const answering = (answer: unknown): Strategy => ({ name: "x", initial: 0, propose: () => answer as never });

  it.each([
    [null, ["bad-proposal", "not-a-proposal"]],
    [undefined, ["bad-proposal", "not-a-proposal"]],
    ["slot", ["bad-proposal", "not-a-proposal"]],
    [{}, ["bad-proposal", "not-a-proposal"]],
    [{ refuse: 1, ranges: [slot(3)], memory: 0 }, ["bad-proposal", "not-a-proposal"]],
    [{ refuse: "no" }, ["strategy-refused", false]],
    [{ ranges: [slot(9)], memory: 0 }, ["bad-proposal", "out-of-pool"]],
    [{ ranges: [slot(3)] }, ["bad-memory", false]],
    [{ ranges: [slot(3)], memory: Number.NaN }, ["bad-memory", false]],
    [Object.assign(Object.create(null), { ranges: [slot(3)], memory: 7 }), slot(3)],
  ])("that answers %j is treated as outside", (answer, expected) => {
    expect(refusal(answering(answer))).toEqual(wrappers.map(() => expected));
  });

  it.each([
    ["released", { code: "bad-memory", during: "released" }, mute],
    ["released", { code: "strategy-threw", during: "released", thrown: "Error: deaf" }, deaf],
    ["restored", { code: "bad-memory", during: "restored" }, mute],
    ["restored", { code: "strategy-threw", during: "restored", thrown: "Error: deaf" }, deaf],
  ] as const)("whose %s fails costs a fault, %j", (hook, fault, hear) => {
    for (const wrap of wrappers) {
      const strategy = wrap({ ...firstFit(), [hook]: hear } as never);
      const held = unwrap(restore(start(5, strategy), "a", slot(3)));
      const step = hook === "restored" ? held : unwrap(release(held.state, "a"));
      expect(step.fault).toEqual({ strategy: strategy.name, ...fault });
      expect(unwrap(fromSnapshot(JSON.parse(JSON.stringify(step.state)), strategy)) !== undefined).toBe(true);
    }
  });
});

function mute(): undefined {
  return undefined;
}

function deaf(): never {
  throw new Error("deaf");
}

function look(view: PoolView): unknown {
  const all = Array.from({ length: view.pool.slots + 1 }, (_, number) => number);
  return {
    slots: view.pool.slots,
    freeSlots: view.freeSlots,
    isFree: all.map((number) => view.isFree(number)),
    nextFree: all.map((number) => view.nextFree(number)),
    freeRun: all.map((number) => view.freeRun(number, 9)),
    freeRunOfOne: all.map((number) => view.freeRun(number, 1)),
    podAt: all.map((number) => view.podAt(number)),
    slotRange: view.slotRange(3),
  };
}
