import { describe, expect, it } from "vitest";
import { type FromSnapshotOptions, fromSnapshot, snapshot } from "../../../../src/core/allocate/snapshot/snapshot.ts";
import type { Allocations } from "../../../../src/core/allocate/state/allocations.ts";
import { entries } from "../../../../src/core/allocate/state/queries.ts";
import { allocate } from "../../../../src/core/allocate/steps/allocate.ts";
import { release } from "../../../../src/core/allocate/steps/release.ts";
import { restore } from "../../../../src/core/allocate/steps/restore.ts";
import { firstFit } from "../../../../src/core/allocate/strategies/first-fit.ts";
import { nextFit } from "../../../../src/core/allocate/strategies/next-fit.ts";
import { randomScan } from "../../../../src/core/allocate/strategies/random-scan.ts";
import { STRATEGIES, STRATEGY_NAMES } from "../../../../src/core/allocate/strategies/strategies.ts";
import type { Strategy } from "../../../../src/core/allocate/strategy/strategy.ts";
import { quarantine } from "../../../../src/core/allocate/wrappers/quarantine.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { learning } from "../support/learning.ts";
import { slot, start, withPods } from "../support/start.ts";

const EXCLUDED = { start: 3 * 65536 + 5, size: 1 };

/** A snapshot that is right, as JSON gives it: any part of it may be changed. */
function right(): Record<string, unknown> {
  return {
    schema: "userns-sim/allocations/1",
    pool: { start: 65536, size: 4 * 65536, idsPerPod: 65536, exclude: [EXCLUDED] },
    strategy: "first-fit",
    memory: null,
    pods: [
      { podUid: "pod-a", ranges: [slot(0)] },
      { podUid: "__proto__", ranges: [slot(3)] },
    ],
  };
}

describe("snapshot", () => {
  it("is plain data, the pods in the order of the slots", () => {
    const state = withPods(start(4, firstFit(), [EXCLUDED]), "pod-a", "pod-b", "__proto__");
    const written = {
      schema: "userns-sim/allocations/1",
      pool: { start: 65536, size: 262144, idsPerPod: 65536, exclude: [EXCLUDED] },
      strategy: "first-fit",
      memory: null,
      pods: [
        { podUid: "pod-a", ranges: [slot(0)] },
        { podUid: "pod-b", ranges: [slot(1)] },
        { podUid: "__proto__", ranges: [slot(3)] },
      ],
    };
    expect(snapshot(state)).toEqual(written);
    expect(JSON.parse(JSON.stringify(state))).toEqual(written);
    expect(Object.keys(snapshot(state))).toEqual(["schema", "pool", "strategy", "memory", "pods"]);
  });

  it("shares nothing with the state", () => {
    const state = withPods(start(2, learning(), [EXCLUDED]), "pod-a");
    const taken = snapshot(state);
    (taken.memory as { told: string[] }).told.push("x");
    Object.assign(taken.pool.exclude[0] as object, { start: 0 });
    expect(snapshot(state)).toMatchObject({
      pool: { exclude: [EXCLUDED] },
      memory: { told: ["ask pod-a 65536 undefined at 0"] },
    });
  });

  it("throws when the strategy's memory is no plain data inside", () => {
    const strategy: Strategy = { ...firstFit(), initial: { queue: [1, undefined] } };
    expect(() => snapshot(start(1, strategy))).toThrow(
      new TypeError(
        "snapshot: expected the memory of strategy first-fit to be plain data, got something else at memory.queue[1]",
      ),
    );
    expect(() => snapshot(start(1, strategy))).toThrow(
      expect.objectContaining({ cause: expect.objectContaining({ path: "memory.queue[1]" }) }),
    );
    const hostile: Strategy = {
      ...firstFit(),
      initial: {
        get queue(): never {
          throw new Error("no");
        },
      },
    };
    expect(() => snapshot(start(1, hostile))).toThrow(/to be plain data, got something else at memory$/);
  });

  it("throws for what is no state", () => {
    expect(() => snapshot({} as Allocations)).toThrow(/^snapshot: expected state to be made by/);
    expect(() => start(1).toJSON.call({} as Allocations)).toThrow(/^toJSON: expected state to be made by/);
  });
});

describe("fromSnapshot", () => {
  it("gives a state with the same pods, and goes on alike", () => {
    for (const strategy of [
      randomScan({ seed: 3 }),
      randomScan({ draws: [0, 3, 2, 1] }),
      firstFit(),
      nextFit(),
      learning(),
    ]) {
      const state = withPods(start(4, strategy), "a", "b");
      const copy = unwrap(fromSnapshot(JSON.parse(JSON.stringify(state)), strategy));
      expect(snapshot(copy)).toEqual(snapshot(state));
      expect(entries(withPods(copy, "c", "d"))).toEqual(entries(withPods(state, "c", "d")));
      expect(allocate(withPods(copy, "c", "d"), "e").ok).toBe(false);
    }
  });

  it("takes the pods in any order, and the excluded IDs", () => {
    const pods = [...(right()["pods"] as unknown[])].reverse();
    expect(snapshot(unwrap(fromSnapshot({ ...right(), pods }, firstFit())))).toEqual(right());
    const pool = { ...(right()["pool"] as object), exclude: [{ start: 0, size: 4294967296 }] };
    expect(unwrap(fromSnapshot({ ...right(), pool, pods: [] }, firstFit()))).toBeDefined();
  });

  it("reads nothing twice", () => {
    let reads = 0;
    const shifty = {
      ...right(),
      get pods(): unknown {
        return reads++ === 0 ? [] : [{ podUid: "x", ranges: [{ start: 0, size: 1 }] }];
      },
    };
    expect(entries(unwrap(fromSnapshot(shifty, firstFit())))).toEqual([]);
    expect(reads).toBe(1);
  });

  const pods = (...list: readonly unknown[]): object => ({ pods: list });
  const pool = (part: object): object => ({ pool: { ...(right()["pool"] as object), ...part } });
  const cyclic: unknown[] = [];
  cyclic.push(cyclic);
  const refused: readonly (readonly [string, object, unknown])[] = [
    ["a missing schema", { schema: undefined }, { code: "not-plain-data", path: "schema" }],
    ["a schema that is no text", { schema: 1 }, mistyped("schema", "string")],
    [
      "a later version, whatever else it says",
      { schema: "userns-sim/allocations/2", memory: { deep: 1 }, more: 1 },
      { code: "unknown-schema", schema: "userns-sim/allocations/2", expected: "userns-sim/allocations/1" },
    ],
    ["a field too many", { more: 1 }, { code: "unknown-field", path: "more" }],
    ["a pool that is none", { pool: 5 }, mistyped("pool", "object")],
    ["a pool that is null", { pool: null }, mistyped("pool", "object")],
    ["a pool that is a list", { pool: [] }, mistyped("pool", "object")],
    ["a field of the pool too many", pool({ slots: 4 }), { code: "unknown-field", path: "pool.slots" }],
    [
      "a start of text",
      pool({ start: "65536" }),
      mistyped("pool.start", { kind: "integer", least: 0, most: 4294967295 }),
    ],
    [
      "a size between two integers",
      pool({ size: 0.5 }),
      mistyped("pool.size", { kind: "integer", least: 0, most: 4294967295 }),
    ],
    [
      "a negative size",
      pool({ idsPerPod: -1 }),
      mistyped("pool.idsPerPod", { kind: "integer", least: 0, most: 4294967295 }),
    ],
    [
      "a size past 32 bits",
      pool({ size: 4294967296 }),
      mistyped("pool.size", { kind: "integer", least: 0, most: 4294967295 }),
    ],
    ["excluded IDs that are no list", pool({ exclude: {} }), mistyped("pool.exclude", "array")],
    ["excluded IDs that are no ranges", pool({ exclude: [EXCLUDED, 5] }), mistyped("pool.exclude[1]", "object")],
    [
      "excluded IDs past the last number",
      pool({ exclude: [{ start: 1, size: 4294967296 }] }),
      mistyped("pool.exclude[0]", { kind: "range", most: 4294967296 }),
    ],
    [
      "an excluded range too long",
      pool({ exclude: [{ start: 0, size: 4294967297 }] }),
      mistyped("pool.exclude[0].size", { kind: "integer", least: 0, most: 4294967296 }),
    ],
    [
      "an unsound pool",
      pool({ start: 0 }),
      {
        code: "bad-pool",
        cause: {
          code: "start-below-ids-per-pod",
          start: 0,
          idsPerPod: 65536,
          nearest: 65536,
          text: "kubelet user assigned ID 0 must be greater or equal to 65536",
        },
      },
    ],
    ["a strategy that is no text", { strategy: null }, mistyped("strategy", "string")],
    [
      "another strategy",
      { strategy: "next-fit" },
      { code: "other-strategy", strategy: "next-fit", expected: "first-fit" },
    ],
    [
      "a memory that the strategy does not accept",
      { memory: 0 },
      { code: "bad-memory", strategy: "first-fit", during: "accepts" },
    ],
    ["pods that are no list", { pods: { length: 1 } }, mistyped("pods", "array")],
    ["a pod that is none", pods("pod-a"), mistyped("pods[0]", "object")],
    ["a UID that is no text", pods({ podUid: 1, ranges: [slot(0)] }), mistyped("pods[0].podUid", "string")],
    ["a missing UID", pods({ ranges: [slot(0)] }), mistyped("pods[0].podUid", "string")],
    [
      "a field of a pod too many",
      pods({ podUid: "a", ranges: [slot(0)], start: 1 }),
      { code: "unknown-field", path: "pods[0].start" },
    ],
    [
      "a field called __proto__",
      pods(JSON.parse('{ "podUid": "a", "ranges": [{ "start": 65536, "size": 65536 }], "__proto__": 1 }')),
      { code: "unknown-field", path: "pods[0].__proto__" },
    ],
    [
      "a pod that inherits its fields",
      pods(JSON.parse('{ "__proto__": { "podUid": "a", "ranges": [] } }')),
      mistyped("pods[0].podUid", "string"),
    ],
    ["ranges that are no list", pods({ podUid: "a", ranges: slot(0) }), mistyped("pods[0].ranges", "array")],
    [
      "a start that is none",
      pods({ podUid: "a", ranges: [{ start: null, size: 1 }] }),
      mistyped("pods[0].ranges[0].start", { kind: "integer", least: 0, most: 4294967295 }),
    ],
    [
      "a pod without a range",
      pods({ podUid: "a", ranges: [] }),
      { code: "bad-range", podUid: "a", index: 0, flaw: { code: "range-count", count: 0, limit: 340 } },
    ],
    [
      "a pod with the same range twice",
      pods({ podUid: "a", ranges: [slot(0), slot(0)] }),
      {
        code: "bad-range",
        podUid: "a",
        index: 0,
        flaw: { code: "overlapping", range: slot(0), other: slot(0) },
      },
    ],
    [
      "a pod listed twice, with the same range",
      pods({ podUid: "a", ranges: [slot(0)] }, { podUid: "a", ranges: [slot(0)] }),
      { code: "duplicate-pod", podUid: "a", index: 1 },
    ],
    [
      "two pods on one range",
      pods({ podUid: "a", ranges: [slot(0)] }, { podUid: "b", ranges: [slot(0)] }),
      { code: "bad-range", podUid: "b", index: 1, flaw: { code: "taken", range: slot(0), owner: "a" } },
    ],
    [
      "ranges that overlap in part",
      pods({ podUid: "a", ranges: [slot(0)] }, { podUid: "b", ranges: [{ start: 98304, size: 65536 }] }),
      {
        code: "bad-range",
        podUid: "b",
        index: 1,
        flaw: { code: "misaligned", range: { start: 98304, size: 65536 }, idsPerPod: 65536 },
      },
    ],
    [
      "a range outside the pool",
      pods({ podUid: "a", ranges: [slot(4)] }),
      {
        code: "bad-range",
        podUid: "a",
        index: 0,
        flaw: { code: "out-of-pool", range: slot(4), pool: { start: 65536, size: 262144 } },
      },
    ],
    [
      "an excluded range",
      pods({ podUid: "a", ranges: [slot(2)] }),
      { code: "bad-range", podUid: "a", index: 0, flaw: { code: "excluded", range: slot(2) } },
    ],
    [
      "a list of pods with holes, however long",
      { pods: new Array(4294967295) },
      { code: "not-plain-data", path: "pods[0]" },
    ],
    ["a memory that is a function", { memory: () => 0 }, { code: "not-plain-data", path: "memory" }],
    ["a memory that is a date", { memory: new Date(0) }, { code: "not-plain-data", path: "memory" }],
    ["a memory that is a Map", { memory: { queue: new Map() } }, { code: "not-plain-data", path: "memory.queue" }],
    ["a memory without end", { memory: cyclic }, { code: "not-plain-data", path: `memory${"[0]".repeat(100)}` }],
    [
      "a memory that throws",
      {
        memory: {
          get x(): never {
            throw new Error("no");
          },
        },
      },
      { code: "not-plain-data", path: "" },
    ],
  ];
  for (const [what, change, error] of refused)
    it(`refuses ${what}`, () => {
      expect(fromSnapshot({ ...right(), ...change }, firstFit())).toEqual({ ok: false, error });
    });

  it("refuses a missing field as a mistyped one", () => {
    for (const field of ["memory", "pods"]) {
      const { [field]: _left, ...rest } = right();
      expect(fromSnapshot(rest, firstFit())).toEqual({
        ok: false,
        error: mistyped(field, field === "memory" ? "plain-data" : "array"),
      });
    }
  });

  it("refuses whatever is no snapshot, and never throws", () => {
    const hostile = new Proxy(
      {},
      {
        getPrototypeOf: () => {
          throw new Error("no");
        },
      },
    );
    for (const [json, error] of [
      [undefined, { code: "not-plain-data", path: "" }],
      [null, mistyped("", "object")],
      ["{}", mistyped("", "object")],
      [[], mistyped("", "object")],
      [{}, mistyped("schema", "string")],
      [Symbol("x"), { code: "not-plain-data", path: "" }],
      [hostile, { code: "not-plain-data", path: "" }],
      [start(1), { code: "not-plain-data", path: "" }],
    ] as const)
      expect(fromSnapshot(json, firstFit())).toEqual({ ok: false, error });
  });

  it("takes any plain memory when the strategy does not say", () => {
    const { accepts: _accepts, ...open } = firstFit();
    expect(snapshot(unwrap(fromSnapshot({ ...right(), memory: { any: [1] } }, open))).memory).toEqual({ any: [1] });
  });

  it("asks the strategy with the memory and the pool, and takes only true for an answer", () => {
    const asked: unknown[] = [];
    const accepts = ((memory: unknown, pool: unknown) => {
      asked.push(memory, pool);
      return 1 as unknown as boolean;
    }) as unknown as NonNullable<Strategy<null>["accepts"]>;
    expect(fromSnapshot(right(), { ...firstFit(), accepts })).toEqual({
      ok: false,
      error: { code: "bad-memory", strategy: "first-fit", during: "accepts" },
    });
    expect(asked).toEqual([null, { start: 65536, size: 262144, idsPerPod: 65536, exclude: [EXCLUDED], slots: 4 }]);
  });

  it("calls it as the strategy's method, and blames it when it throws", () => {
    const strategy: Strategy = {
      ...firstFit(),
      accepts(memory): memory is unknown {
        throw new Error(`${this.name} ${JSON.stringify(memory)}`);
      },
    };
    expect(fromSnapshot(right(), strategy)).toEqual({
      ok: false,
      error: { code: "strategy-threw", strategy: "first-fit", during: "accepts", thrown: "Error: first-fit null" },
    });
  });

  it("lets each strategy refuse what it could not have remembered", () => {
    const reload = (strategy: Strategy, memory: unknown): boolean =>
      fromSnapshot({ ...right(), strategy: strategy.name, memory }, strategy).ok;
    const seed = randomScan({ seed: 1 });
    const draws = randomScan({ draws: [0, 1] });
    expect([0, 4294967295, 4294967296, -1, 0.5, "0", null].map((memory) => reload(seed, memory))).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
    expect([0, 2, 3, -1, "0"].map((memory) => reload(draws, memory))).toEqual([true, true, false, false, false]);
    expect([0, 3, 4, -1, "0"].map((memory) => reload(nextFit(), memory))).toEqual([true, true, false, false, false]);
    expect([null, 0, "", {}].map((memory) => reload(firstFit(), memory))).toEqual([true, false, false, false]);
  });

  it("throws for a strategy that is none", () => {
    expect(() => fromSnapshot(right(), {} as Strategy)).toThrow(
      new TypeError("fromSnapshot: expected strategy to be a strategy such as firstFit(), got an object"),
    );
  });
});

function mistyped(path: string, expected: string | object): unknown {
  return { code: "mistyped", path, expected: typeof expected === "string" ? { kind: expected } : expected };
}

describe("a strategy that adopts the pods of another", () => {
  const before = withPods(start(6, firstFit()), "a", "b", "c");
  const written = JSON.parse(JSON.stringify(before));
  const careful = quarantine(firstFit(), { allocations: 5 });

  it("is refused unless that is asked for", () => {
    const refused = { code: "other-strategy", strategy: "first-fit", expected: careful.name };
    expect(fromSnapshot(written, careful)).toEqual({ ok: false, error: refused });
    expect(fromSnapshot(written, careful, {})).toEqual({ ok: false, error: refused });
    expect(fromSnapshot(written, careful, { adopt: false })).toEqual({ ok: false, error: refused });
  });

  it.each(STRATEGY_NAMES)("keeps their ranges, and stands where it would after restoring them: %s", (name) => {
    const strategy = STRATEGIES[name].make(7);
    const adopted = unwrap(fromSnapshot(written, strategy, { adopt: true }));
    expect(entries(adopted)).toEqual(entries(before));
    const restored = entries(before).reduce(
      (state, { podUid, ranges }) => unwrap(restore(state, podUid, ranges)).state,
      start(6, strategy),
    );
    expect(snapshot(adopted)).toEqual(snapshot(restored));
    expect(unwrap(fromSnapshot(snapshot(adopted), strategy))).toBeDefined();
  });

  it("lets them rest, once they end, like any other", () => {
    const adopted = unwrap(fromSnapshot(written, careful, { adopt: true }));
    const gone = unwrap(release(adopted, "a")).state;
    expect(unwrap(allocate(gone, "d")).range).toEqual(slot(3));
  });

  it("does not look at what the other remembered", () => {
    const odd = { ...written, strategy: "random-scan", memory: { resting: "?" } };
    expect(entries(unwrap(fromSnapshot(odd, firstFit(), { adopt: true })))).toEqual(entries(before));
  });

  it.each([
    ["a pod twice", [0, 0], { code: "duplicate-pod", podUid: "a", index: 1 }],
    ["a slot twice", [0, 1], { code: "bad-range", podUid: "b", index: 1, flaw: { code: "taken" } }],
  ])("is refused with %s", (_what, [first, second], error) => {
    const pods = [first, second].map((pod) => ({ podUid: ["a", "b"][pod as number], ranges: [slot(0)] }));
    expect(fromSnapshot({ ...written, pods }, careful, { adopt: true })).toMatchObject({ ok: false, error });
  });

  it("is refused where it fails to hear of them", () => {
    const deaf: Strategy = {
      ...firstFit(),
      name: "deaf",
      restored: () => {
        throw new Error("no");
      },
    };
    const refused = fromSnapshot(written, deaf, { adopt: true });
    expect(refused).toMatchObject({ ok: false, error: { code: "strategy-threw", during: "restored" } });
  });

  it("throws for an answer that is none, and for no options", () => {
    for (const wrong of [{ adopt: "yes" }, { adopt: null }, null, true])
      expect(() => fromSnapshot(written, careful, wrong as unknown as FromSnapshotOptions)).toThrow(
        /^fromSnapshot: expected (adopt to be true or false|options to be an object such as \{ adopt: true \}), got /,
      );
  });
});
