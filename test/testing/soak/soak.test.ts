import { describe, expect, it } from "vitest";
import { firstFit } from "../../../src/core/allocate/strategies/first-fit.ts";
import { nextFit } from "../../../src/core/allocate/strategies/next-fit.ts";
import { randomScan } from "../../../src/core/allocate/strategies/random-scan.ts";
import type { Strategy } from "../../../src/core/allocate/strategy/strategy.ts";
import { explain } from "../../../src/testing/counterexample/explain.ts";
import type { HistoryPool } from "../../../src/testing/history/history.ts";
import type { HistoryOperation } from "../../../src/testing/history/operation.ts";
import type { OwnLawFacts } from "../../../src/testing/model/own-laws.ts";
import { runStrategy } from "../../../src/testing/run/run-strategy.ts";
import { drawOperation, operationTable } from "../../../src/testing/soak/operation-table.ts";
import { type SoakOptions, soak } from "../../../src/testing/soak/soak.ts";
import type { AllocatorAdapter } from "../../../src/testing/subject/adapter.ts";
import { SimpleAllocator } from "../defects/simple-allocator.ts";
import { later } from "../later.ts";

const POOL: HistoryPool = { start: 10, size: 30, idsPerPod: 10, exclude: [] };

/** Forgets that a pool can be walked twice: the first slots are never given again. */
const onwards: Strategy<number> = {
  name: "onwards",
  initial: 0,
  propose: (_request, view, memory) => {
    const slot = view.nextFree(memory);
    return slot === undefined ? { refuse: "exhausted" } : { ranges: [view.slotRange(slot)], memory: slot + 1 };
  },
};

const opsOf = (table: readonly HistoryOperation[]): readonly string[] => table.map(({ op }) => op);

describe("operationTable", () => {
  it("has every operation as often as it is likely", () => {
    const weights = { allocate: 2, release: 1, restart: 1, loseRecord: 0 };
    const ofPod = (podUid: string): readonly HistoryOperation[] => [
      { op: "allocate", podUid },
      { op: "allocate", podUid },
      { op: "release", podUid },
      { op: "restart" },
    ];
    expect(operationTable(POOL, { pods: 2, maxSlotsPerPod: 1, weights })).toEqual([
      ...ofPod("pod-0"),
      ...ofPod("pod-1"),
    ]);
  });

  it("has pods that come and go, a restart, and a few lost records, when nothing is said", () => {
    const ops = opsOf(operationTable(POOL, { pods: 20, maxSlotsPerPod: 1 }));
    const count = (op: string): number => ops.filter((other) => other === op).length;
    expect(["allocate", "release", "restart", "loseRecord"].map(count)).toEqual([120, 80, 1, 4]);
  });

  it("asks for several slots a third of the time, where that is wanted", () => {
    const table = operationTable(POOL, { pods: 4, maxSlotsPerPod: 3, weights: { allocate: 6 } });
    const sizes = table.map((operation) => ("size" in operation ? operation.size : undefined));
    expect([undefined, 20, 30].map((size) => sizes.filter((other) => other === size).length)).toEqual([16, 4, 4]);
  });
});

describe("drawOperation", () => {
  it("draws each as often as it stands there, always the same", () => {
    const table = operationTable(POOL, { pods: 3, maxSlotsPerPod: 1, weights: { allocate: 3, loseRecord: 1 } });
    const draw = () => {
      const drawn: string[] = [];
      let random = 1;
      for (let at = 0; at < 3000; at++) {
        const next = drawOperation(table, random);
        drawn.push(JSON.stringify(next.operation));
        ({ random } = next);
      }
      return drawn;
    };
    const drawn = draw();
    expect(draw()).toEqual(drawn);
    expect(new Set(drawn).size).toBe(6);
    const share = drawn.filter((text) => text.includes("allocate")).length / drawn.length;
    expect(share).toBeCloseTo(0.75, 1);
  });

  it("cannot draw from nothing", () => {
    expect(() => drawOperation([], 1)).toThrow(RangeError);
    expect(() => soak(firstFit, { weights: {} })).toThrow(RangeError);
  });
});

describe("soak", () => {
  it("does as many operations as are wanted, and counts the refusals", () => {
    const once: SoakOptions = { operations: 7, pods: 1, maxSlotsPerPod: 1, weights: { allocate: 1 } };
    expect(soak(firstFit, once)).toEqual({
      operations: 7,
      refusals: 0,
      counterexample: undefined,
    });
    expect(soak(firstFit, { operations: 7, weights: { release: 1 } }).refusals).toBe(7);
    expect(soak(firstFit, { operations: 0 })).toMatchObject({ operations: 0, refusals: 0 });
  });

  it("fills the pool now and then, when nothing is said but how long", () => {
    const { operations, refusals, counterexample } = soak(firstFit, { operations: 20_000 });
    expect([operations, counterexample]).toEqual([20_000, undefined]);
    expect(refusals).toBeGreaterThan(3000);
  });

  it("draws from the seed on, the operations and the strategy's numbers", () => {
    const seeds = new Set<number>();
    const make = (seed: number): Strategy => {
      seeds.add(seed);
      return randomScan({ seed });
    };
    const refusals = [1, 2, 1].map((seed) => soak(make, { operations: 2000, seed }).refusals);
    expect(refusals[0]).toBe(refusals[2]);
    expect(refusals[0]).not.toBe(refusals[1]);
    expect([...seeds].sort()).toEqual([0, 1, 2]);
    expect(soak(make, { operations: 2000 })).toEqual(soak(make, { operations: 2000, seed: 65536 }));
  });

  it("goes on through restarts and lost records", () => {
    const weights = { allocate: 3, release: 1, restart: 1, loseRecord: 1 };
    for (const make of [firstFit, nextFit, (seed: number) => randomScan({ seed })])
      expect(soak(make, { operations: 3000, pods: 5, weights, pool: POOL }).counterexample).toBeUndefined();
  });

  it("ends at the first finding, and makes it small", () => {
    const { operations, counterexample } = soak(() => onwards as Strategy, { maxSlotsPerPod: 1 });
    if (counterexample === undefined) throw new Error("nothing was found");
    const { subject, history, answers, finding } = counterexample;
    expect([subject, finding.law]).toEqual(["onwards", "gives-back"]);
    expect(operations).toBeGreaterThan(50);
    expect(history).toEqual({
      pool: { start: 65536, size: 65536, idsPerPod: 65536, exclude: [] },
      seed: 0,
      operations: [
        { op: "allocate", podUid: "pod-0" },
        { op: "release", podUid: "pod-0" },
        { op: "allocate", podUid: "pod-1" },
      ],
    });
    const again = runStrategy(() => onwards as Strategy, history);
    expect(again.answers).toEqual(answers);
    expect(again.finding?.law).toBe("gives-back");
    expect(explain(counterexample)).toContain('"onwards" breaks the law gives-back');
  });

  it.each([
    [1, undefined],
    [2, 20],
    [3, 30],
  ])("asks for no more slots than it takes: a refusal from %i slots on", (from, size) => {
    const sound = firstFit();
    const refusing: typeof sound = {
      ...sound,
      propose: (request, view, memory) =>
        request.slots >= from ? { refuse: "not-today" } : sound.propose(request, view, memory),
    };
    const { counterexample } = soak(() => refusing, { pool: POOL, maxSlotsPerPod: 3 });
    const asked = { op: "allocate", podUid: "pod-0", ...(size !== undefined && { size }) };
    expect(counterexample?.history.operations).toEqual([asked]);
    expect(counterexample?.finding.law).toBe("complete");
  });

  it("asks any allocator, also one that answers later", async () => {
    const options = { operations: 3000, pool: { ...POOL, size: 100 } };
    const right: AllocatorAdapter = { start: (pool, seed) => new SimpleAllocator(pool, seed) };
    const wrong: AllocatorAdapter = {
      name: "wrong",
      start: (pool, seed) => Object.assign(new SimpleAllocator(pool, seed), { isFree: (slot: number) => slot === 3 }),
    };
    expect(soak(right, options)).toMatchObject({ operations: 3000, counterexample: undefined });
    expect(await soak(later(right), options)).toEqual(soak(right, options));
    const found = soak(wrong, options);
    expect(found.counterexample).toMatchObject({ subject: "wrong", finding: { law: "complete" } });
    expect(found.counterexample?.answers).toHaveLength(1);
    expect(await soak({ ...later(wrong), name: "wrong" }, options)).toEqual(found);
  });

  it("leaves laws aside, and holds those of one's own", () => {
    const laws = { two: ({ live }: OwnLawFacts) => (live.length > 1 ? `${live.length} pods are live` : undefined) };
    const { counterexample } = soak(firstFit, { operations: 1000, laws });
    expect(counterexample?.finding).toMatchObject({ law: "two", fault: { code: "own-law", says: "2 pods are live" } });
    expect(counterexample?.answers).toHaveLength(2);
    expect(counterexample && explain(counterexample)).toMatch(
      /^"first-fit" breaks the law two\n.* {2}✗ 2 pods are live$/s,
    );
    expect(soak(firstFit, { operations: 1000, laws, except: ["two"] }).counterexample).toBeUndefined();
  });

  it("keeps what a strategy promises, and excluded slots", () => {
    const pool = { ...POOL, exclude: [{ start: 25, size: 1 }] };
    expect(soak(firstFit, { operations: 2000, pool }).counterexample).toBeUndefined();
    const refusing: Strategy = { ...(onwards as Strategy), propose: () => ({ refuse: "not-today" }) };
    expect(soak(() => refusing, { operations: 10, pool }).counterexample?.finding.law).toBe("complete");
    const modest: Strategy = { ...refusing, promises: [] };
    expect(soak(() => modest, { operations: 10, pool })).toMatchObject({ counterexample: undefined });
  });
});
