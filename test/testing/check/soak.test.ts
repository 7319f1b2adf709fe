import { describe, expect, it } from "vitest";
import { firstFit } from "../../../src/core/allocate/strategies/first-fit.ts";
import { nextFit } from "../../../src/core/allocate/strategies/next-fit.ts";
import { randomScan } from "../../../src/core/allocate/strategies/random-scan.ts";
import type { Strategy } from "../../../src/core/allocate/strategy/strategy.ts";
import { runStrategy } from "../../../src/testing/check/run-strategy.ts";
import { soak } from "../../../src/testing/check/soak.ts";
import { explain } from "../../../src/testing/counterexample/explain.ts";
import type { HistoryPool } from "../../../src/testing/history/history.ts";
import type { HistoryOperation } from "../../../src/testing/history/operation.ts";
import { drawOperation, type OperationTable, operationTable } from "../../../src/testing/history/operation-table.ts";

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

describe("operationTable", () => {
  it("has every operation as often as it is likely", () => {
    const { operations } = operationTable({ pods: 2, weights: { allocate: 2, release: 1, restart: 1, loseRecord: 0 } });
    const ofPod = (podUid: string): readonly HistoryOperation[] => [
      { op: "allocate", podUid },
      { op: "allocate", podUid },
      { op: "release", podUid },
      { op: "restart" },
    ];
    expect(operations).toEqual([...ofPod("pod-0"), ...ofPod("pod-1")]);
  });

  it("lets pods come more often than they go, when nothing is said", () => {
    const ops = operationTable({ pods: 1 }).operations.map(({ op }) => op);
    expect(ops).toEqual(["allocate", "allocate", "allocate", "release", "release"]);
  });
});

describe("drawOperation", () => {
  it("draws each as often as it stands there, always the same", () => {
    const table = operationTable({ pods: 3, weights: { allocate: 3, loseRecord: 1 } });
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
    expect(() => drawOperation({ operations: [] }, 1)).toThrow(RangeError);
    expect(() => drawOperation(operationTable({ pods: 0 }), 1)).toThrow(RangeError);
  });
});

describe("soak", () => {
  it("does as many operations as are wanted, and counts the refusals", () => {
    const once: OperationTable = { operations: [{ op: "allocate", podUid: "a" }] };
    expect(soak(firstFit, { operations: 7, table: once })).toEqual({
      operations: 7,
      refusals: 0,
      counterexample: undefined,
    });
    const gone: OperationTable = { operations: [{ op: "release", podUid: "a" }] };
    expect(soak(firstFit, { operations: 7, table: gone }).refusals).toBe(7);
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
    expect([...seeds]).toEqual([1, 2]);
    expect(soak(make, { operations: 2000 })).toEqual(soak(make, { operations: 2000, seed: 65536 }));
  });

  it("goes on through restarts and lost records", () => {
    const table = operationTable({ pods: 5, weights: { allocate: 3, release: 1, restart: 1, loseRecord: 1 } });
    for (const make of [firstFit, nextFit, (seed: number) => randomScan({ seed })])
      expect(soak(make, { operations: 3000, table, pool: POOL }).counterexample).toBeUndefined();
  });

  it("ends at the first finding, and tells the way there", () => {
    const { operations, refusals, counterexample } = soak(() => onwards as Strategy, { pool: POOL });
    if (counterexample === undefined) throw new Error("nothing was found");
    const { subject, history, answers, finding } = counterexample;
    expect([subject, history.pool, history.seed, finding.law]).toEqual(["onwards", POOL, 65536, "gives-back"]);
    expect(history.operations).toHaveLength(operations);
    expect(answers).toHaveLength(operations);
    expect(answers.filter((answer) => "error" in answer)).toHaveLength(refusals);
    expect(finding).toMatchObject({ operation: history.operations.at(-1), answer: answers.at(-1) });
    const again = runStrategy(() => onwards as Strategy, history);
    expect(again.answers).toEqual(answers);
    expect(again.finding?.law).toBe("gives-back");
    expect(explain(counterexample)).toContain('"onwards" breaks the law gives-back');
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
