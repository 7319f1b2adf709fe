import { describe, expect, it } from "vitest";
import { snapshot } from "../../../../src/core/allocate/snapshot/snapshot.ts";
import { entries } from "../../../../src/core/allocate/state/queries.ts";
import { allocate } from "../../../../src/core/allocate/steps/allocate.ts";
import type { PoolView, Strategy } from "../../../../src/core/allocate/strategy/strategy.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { entry, slot, slots, start, withPods } from "../support/start.ts";

/** A pool of five slots: pod-a has slot 0, slot 2 is excluded. */
const EXCLUDED = { start: 3 * 65536 + 5, size: 1 };

describe("a strategy that proposes", () => {
  const refused: readonly (readonly [string, (view: PoolView) => unknown, unknown])[] = [
    ["nothing", () => undefined, bad({ code: "not-a-proposal" })],
    ["null", () => null, bad({ code: "not-a-proposal" })],
    ["a number", () => 65536, bad({ code: "not-a-proposal" })],
    ["a function", () => () => 0, bad({ code: "not-a-proposal" })],
    ["a promise", () => Promise.resolve({ ranges: [slot(1)], memory: 1 }), LATER],
    ["a memory that comes later", () => ({ ranges: [slot(1)], memory: Promise.resolve(1) }), BAD_MEMORY],
    ["a generator", () => (function* () {})(), bad({ code: "not-a-proposal" })],
    ["a bare range", () => slot(1), bad({ code: "not-a-proposal" })],
    ["a string of ranges", () => ({ ranges: "x", memory: 1 }), bad({ code: "not-a-proposal" })],
    [
      "something like an array",
      () => ({ ranges: { 0: slot(1), length: 1 }, memory: 1 }),
      bad({ code: "not-a-proposal" }),
    ],
    ["a refusal that is no reason", () => ({ refuse: 5 }), bad({ code: "not-a-proposal" })],
    [
      "a refusal that is no reason, and a range",
      () => ({ refuse: 5, ranges: [slot(1)], memory: 1 }),
      bad({ code: "not-a-proposal" }),
    ],
    ["no range", () => ({ ranges: [], memory: 1 }), bad({ code: "range-count", count: 0, limit: 340 })],
    [
      "more ranges than the kernel maps",
      () => ({ ranges: new Array(341).fill(slot(1)), memory: 1 }),
      bad({ code: "range-count", count: 341, limit: 340 }),
    ],
    [
      "endlessly many ranges",
      () => ({ ranges: new Array(2 ** 32 - 1), memory: 1 }),
      bad({ code: "range-count", count: 2 ** 32 - 1, limit: 340 }),
    ],
    [
      "two ranges where one was asked for",
      () => ({ ranges: [slot(1), slot(3)], memory: 1 }),
      bad({ code: "wrong-total", size: 131072, wanted: 65536 }),
    ],
    [
      "as many bad ranges as the kernel maps",
      () => ({ ranges: new Array(340).fill(slot(2)), memory: 1 }),
      bad({ code: "excluded", range: slot(2) }),
    ],
    [
      "a good range and one that is none",
      () => ({ ranges: [slot(1), { start: 262144 }], memory: 1 }),
      bad({ code: "not-a-range" }),
    ],
    [
      "the same range twice",
      () => ({ ranges: [slot(1), slot(1)], memory: 1 }),
      bad({ code: "overlapping", range: slot(1), other: slot(1) }),
    ],
    [
      "a good range and a taken one",
      () => ({ ranges: [slot(1), slot(0)], memory: 1 }),
      bad({ code: "taken", range: slot(0), owner: "pod-a" }),
    ],
    ["a hole", () => ({ ranges: new Array(1), memory: 1 }), bad({ code: "not-a-range" })],
    ["a range that is null", () => ({ ranges: [null], memory: 1 }), bad({ code: "not-a-range" })],
    ["a slot's number", () => ({ ranges: [1], memory: 1 }), bad({ code: "not-a-range" })],
    [
      "a start of text",
      () => ({ ranges: [{ start: "131072", size: 65536 }], memory: 1 }),
      bad({ code: "not-a-range" }),
    ],
    [
      "a start that is no number",
      () => ({ ranges: [{ start: Number.NaN, size: 65536 }], memory: 1 }),
      bad({ code: "not-a-range" }),
    ],
    [
      "a start between two IDs",
      () => ({ ranges: [{ start: 131072.5, size: 65536 }], memory: 1 }),
      bad({ code: "not-a-range" }),
    ],
    ["a start below 0", () => ({ ranges: [{ start: -65536, size: 65536 }], memory: 1 }), bad({ code: "not-a-range" })],
    [
      "a start past the last ID",
      () => ({ ranges: [{ start: 2 ** 32 + 131072, size: 65536 }], memory: 1 }),
      bad({ code: "not-a-range" }),
    ],
    ["no size", () => ({ ranges: [{ start: 131072 }], memory: 1 }), bad({ code: "not-a-range" })],
    [
      "a size of everything",
      () => ({ ranges: [{ start: 0, size: 2 ** 32 }], memory: 1 }),
      bad({ code: "not-a-range" }),
    ],
    [
      "an empty range",
      () => ({ ranges: [{ start: 131072, size: 0 }], memory: 1 }),
      bad({ code: "wrong-size", range: { start: 131072, size: 0 }, idsPerPod: 65536 }),
    ],
    [
      "a range over two slots",
      () => ({ ranges: [slots(3, 2)], memory: 1 }),
      bad({ code: "wrong-total", size: 131072, wanted: 65536 }),
    ],
    [
      "a range over a slot and a half",
      () => ({ ranges: [{ start: 131072, size: 98304 }], memory: 1 }),
      bad({ code: "wrong-size", range: { start: 131072, size: 98304 }, idsPerPod: 65536 }),
    ],
    [
      "a range from a free slot to an excluded one",
      () => ({ ranges: [slots(1, 2)], memory: 1 }),
      bad({ code: "excluded", range: slots(1, 2) }),
    ],
    [
      "a range that ends above the pool",
      () => ({ ranges: [slots(3, 3)], memory: 1 }),
      bad({ code: "out-of-pool", range: slots(3, 3), pool: { start: 65536, size: 327680 } }),
    ],
    [
      "a range beside the slots",
      () => ({ ranges: [{ start: 131073, size: 65536 }], memory: 1 }),
      bad({ code: "misaligned", range: { start: 131073, size: 65536 }, idsPerPod: 65536 }),
    ],
    [
      "the range below the pool",
      () => ({ ranges: [{ start: 0, size: 65536 }], memory: 1 }),
      bad({ code: "out-of-pool", range: { start: 0, size: 65536 }, pool: { start: 65536, size: 327680 } }),
    ],
    [
      "the range above the pool",
      (view) => ({ ranges: [view.slotRange(5)], memory: 1 }),
      bad({ code: "out-of-pool", range: slot(5), pool: { start: 65536, size: 327680 } }),
    ],
    ["an excluded range", () => ({ ranges: [slot(2)], memory: 1 }), bad({ code: "excluded", range: slot(2) })],
    ["a taken range", () => ({ ranges: [slot(0)], memory: 1 }), bad({ code: "taken", range: slot(0), owner: "pod-a" })],
    ["no memory", () => ({ ranges: [slot(1)] }), BAD_MEMORY],
    ["a function for a memory", () => ({ ranges: [slot(1)], memory: () => 0 }), BAD_MEMORY],
    ["a symbol for a memory", () => ({ ranges: [slot(1)], memory: Symbol("x") }), BAD_MEMORY],
    ["a BigInt for a memory", () => ({ ranges: [slot(1)], memory: 1n }), BAD_MEMORY],
    ["NaN for a memory", () => ({ ranges: [slot(1)], memory: Number.NaN }), BAD_MEMORY],
    ["infinity for a memory", () => ({ ranges: [slot(1)], memory: 1 / 0 }), BAD_MEMORY],
    ["an error", () => fail(new RangeError("no idea")), threw("RangeError: no idea")],
    ["a thrown string", () => fail("no idea"), threw("no idea")],
    ["a thrown novel", () => fail("x".repeat(1000)), threw(`${"x".repeat(99)}…${"x".repeat(100)}`)],
    ["a thrown symbol", () => fail(Symbol("s")), threw("Symbol(s)")],
    ["a thrown thing that cannot be shown", () => fail({ toString: fail }), threw("something that cannot be shown")],
    [
      "ranges that throw when they are read",
      () => ({
        get ranges(): never {
          return fail("not now");
        },
      }),
      threw("not now"),
    ],
    [
      "a range that throws when it is read",
      () => ({
        ranges: [
          {
            get start(): never {
              return fail("not now");
            },
          },
        ],
      }),
      threw("not now"),
    ],
    ["a revoked proxy", () => revoked(), threw("TypeError: Cannot perform 'get' on a proxy that has been revoked")],
  ];
  for (const [what, propose, error] of refused)
    it(`${what} is blamed, and nothing has changed`, () => {
      let good = true;
      const strategy: Strategy = {
        name: "wrong",
        initial: 0,
        propose: (_request, view, memory) => {
          if (good) return { ranges: [view.slotRange(0)], memory };
          return propose(view) as ReturnType<Strategy["propose"]>;
        },
      };
      const state = withPods(start(5, strategy, [EXCLUDED]), "pod-a");
      const before = snapshot(state);
      good = false;
      expect(allocate(state, "pod-b")).toEqual({ ok: false, error });
      expect(snapshot(state)).toEqual(before);
      good = true;
      expect(entries(state)).toEqual([entry("pod-a", slot(0))]);
    });

  it("any plain data for a memory is right", () => {
    for (const memory of [0, -1.5, "", "text", true, false, null, [], { a: 1 }]) {
      const strategy: Strategy = {
        name: "x",
        initial: memory,
        propose: (_request, view) => ({ ranges: [view.slotRange(0)], memory }),
      };
      expect(snapshot(withPods(start(1, strategy), "pod-a")).memory).toEqual(memory);
    }
  });

  it("in another realm's objects is right", () => {
    const strategy: Strategy = {
      name: "x",
      initial: null,
      propose: () =>
        Object.assign(Object.create(null), { ranges: [Object.assign(Object.create(null), slot(1))], memory: 0 }),
    };
    expect(entries(withPods(start(2, strategy), "pod-a"))).toEqual([entry("pod-a", slot(1))]);
  });

  it("is read once: what is checked is what is given", () => {
    const reads: string[] = [];
    const once = <T extends object>(name: string, value: T): T =>
      new Proxy(value, {
        get: (target, key, receiver) => {
          reads.push(`${name}.${String(key)}`);
          return Reflect.get(target, key, receiver);
        },
      });
    const strategy: Strategy = {
      name: "x",
      initial: null,
      propose: () =>
        once("proposal", { ranges: once("ranges", [once("low", slot(1)), once("high", slot(3))]), memory: 0 }),
    };
    const { state } = unwrap(allocate(start(4, strategy), "pod-a", { size: 131072 }));
    expect(entries(state)).toEqual([entry("pod-a", slot(1), slot(3))]);
    expect(reads).toEqual([
      "proposal.refuse",
      "proposal.ranges",
      "proposal.memory",
      "ranges.length",
      "ranges.0",
      "low.start",
      "low.size",
      "ranges.1",
      "high.start",
      "high.size",
    ]);
  });

  it("cannot change the pool it sees", () => {
    const strategy: Strategy = {
      name: "x",
      initial: null,
      propose: (_request, view) => {
        Object.assign(view.pool, { start: 0 });
        return { ranges: [view.slotRange(0)], memory: null };
      },
    };
    expect(allocate(start(2, strategy), "pod-a")).toEqual({
      ok: false,
      error: {
        code: "strategy-threw",
        strategy: "x",
        during: "propose",
        thrown: "TypeError: Cannot assign to read only property 'start' of object '#<Object>'",
      },
    });
  });

  it("keeps its name in refusals, even when it takes another", () => {
    const strategy = { name: "first", initial: null, propose: () => fail("x") };
    const state = start(1, strategy);
    strategy.name = "second";
    expect(allocate(state, "pod-a")).toMatchObject({ error: { strategy: "first" } });
  });
});

function bad(flaw: unknown): unknown {
  return { code: "bad-proposal", strategy: "wrong", flaw };
}

function threw(thrown: string): unknown {
  return { code: "strategy-threw", strategy: "wrong", during: "propose", thrown };
}

const LATER = { code: "answered-later", strategy: "wrong", during: "propose" };

const BAD_MEMORY = { code: "bad-memory", strategy: "wrong", during: "propose" };

function fail(thrown: unknown): never {
  throw thrown;
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
