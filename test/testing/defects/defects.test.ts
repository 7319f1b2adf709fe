import { afterAll, describe, expect, it } from "vitest";
import { checkAllocator } from "../../../src/testing/check/check-allocator.ts";
import { checkStrategy } from "../../../src/testing/check/check-strategy.ts";
import type { CheckReport } from "../../../src/testing/check/report.ts";
import { ALLOCATOR_DEFECTS } from "./allocators.ts";
import { SimpleAllocator } from "./simple-allocator.ts";
import { STRATEGY_DEFECTS } from "./strategies.ts";

/** The kit's own seed and number of runs, whatever the rest of the tests runs with. */
const DEFAULTS = { seed: 65536, numRuns: 1000 };
const MOST_OPERATIONS = 6;

const table: string[] = [];

afterAll(() => {
  console.log(["runs  operations  law            defect", ...table].join("\n"));
});

function found(name: string, { counterexample, details }: CheckReport): object {
  const operations = counterexample?.history.operations.length ?? Number.NaN;
  const law = counterexample?.finding.law ?? "none";
  const columns = [`${details.numRuns}`.padStart(4), `${operations}`.padStart(12), "  ", law.padEnd(15), name];
  table.push(columns.join(""));
  return { law, isSmall: operations <= MOST_OPERATIONS, answers: counterexample?.answers.length === operations };
}

describe("the allocator that the defects are planted in", () => {
  it("keeps every law", () => {
    const report = checkAllocator({ start: (pool, seed) => new SimpleAllocator(pool, seed) }, DEFAULTS);
    expect(report.text).toBe("");
    expect(report.counterexample).toBeUndefined();
    expect(report.details.numRuns).toBe(1000);
  });
});

describe("an allocator", () => {
  it.each(ALLOCATOR_DEFECTS)("is caught: $name", ({ name, make, breaks }) => {
    const report = checkAllocator({ name, start: (pool, seed) => new make(pool, seed) }, DEFAULTS);
    expect(found(name, report)).toEqual({ law: breaks, isSmall: true, answers: true });
    expect(report.text).toContain(`breaks the law ${breaks}`);
  });
});

describe("a strategy", () => {
  it.each(STRATEGY_DEFECTS)("is caught: $name", ({ name, make, breaks, maxSlotsPerPod = 1 }) => {
    const report = checkStrategy(make, { ...DEFAULTS, histories: { maxSlotsPerPod } });
    expect(found(name, report)).toEqual({ law: breaks, isSmall: true, answers: true });
    expect(report.text).toContain(make(0).name);
  });
});
