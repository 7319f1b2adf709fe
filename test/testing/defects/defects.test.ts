import { afterAll, describe, expect, it } from "vitest";
import { checkAllocator, checkStrategy } from "../../../src/testing/check/check.ts";
import type { CheckReport } from "../../../src/testing/check/report.ts";
import { ALLOCATOR_DEFECTS } from "./allocators.ts";
import { adapterOf, mostSteps } from "./defect.ts";
import { SimpleAllocator } from "./simple-allocator.ts";
import { SizedAllocator } from "./sizes.ts";
import { STRATEGY_DEFECTS } from "./strategies.ts";

/** The kit's own seed and number of runs, whatever the rest of the tests runs with. */
const DEFAULTS = { seed: 65536, numRuns: 1000 };

const table: string[] = [];

afterAll(() => {
  console.log(["runs  operations  law            defect", ...table].join("\n"));
});

function found(name: string, { counterexamples, details }: CheckReport): object {
  const [first] = counterexamples;
  const operations = first?.history.operations.length ?? Number.NaN;
  const law = first?.finding.law ?? "none";
  const columns = [`${details.numRuns}`.padStart(4), `${operations}`.padStart(12), "  ", law.padEnd(15), name];
  table.push(columns.join(""));
  return {
    laws: counterexamples.flatMap(({ finding, also = [] }) => [finding.law, ...also]),
    answers: first?.answers.length === operations,
    findings: counterexamples.length,
  };
}

describe("the allocators that the defects are planted in", () => {
  it.each([
    ["simple", { start: (...given: ConstructorParameters<typeof SimpleAllocator>) => new SimpleAllocator(...given) }],
    [
      "sized",
      { sizes: true, start: (...given: ConstructorParameters<typeof SizedAllocator>) => new SizedAllocator(...given) },
    ],
  ])("keep every law: %s", (_name, adapter) => {
    const report = checkAllocator(adapter, DEFAULTS);
    expect(report.text).toBe("");
    expect(report.counterexamples).toEqual([]);
    expect(report.tried.histories).toBe(1000);
    expect(report.tried.severalSlots > 0).toBe("sizes" in adapter);
  });
});

describe("an allocator", () => {
  it.each(ALLOCATOR_DEFECTS)("is caught: $name", (defect) => {
    const report = checkAllocator(adapterOf(defect), DEFAULTS);
    expect(found(defect.name, report)).toEqual({
      laws: expect.arrayContaining([defect.breaks]),
      answers: true,
      findings: 1,
    });
    expect(report.counterexample?.answers.length).toBeLessThanOrEqual(mostSteps(defect));
    expect(report.text).toMatch(
      new RegExp(`^(?:"[^\n]+ breaks the law|The same defect breaks) [^\n:]*\\b${defect.breaks}\\b`, "m"),
    );
  });
});

/** Some of those that break several laws: each is one finding, with all of them named. */
const ONE_FINDING: Readonly<Record<string, readonly string[]>> = {
  "the end of the pool is inclusive": ["in-pool", "no-last-id"],
  "a pod that asks again draws a second range": ["same-range", "restart"],
  "everything is forgotten at a restart": ["disjoint", "restart"],
  "pods are numbered anew at a restart": ["disjoint", "restart", "same-range"],
  "a release leaves the record": ["gives-back", "disjoint"],
  "a lost record is a lost pod": ["disjoint", "same-range"],
};

describe("one defect", () => {
  it.each(ALLOCATOR_DEFECTS.filter(({ name }) => Object.hasOwn(ONE_FINDING, name)))(
    "is one finding: $name",
    (defect) => {
      const { counterexamples, text } = checkAllocator(adapterOf(defect), DEFAULTS);
      const laws = counterexamples.map(({ finding: { law }, also = [] }) => [law, ...also]);
      expect(laws).toEqual([ONE_FINDING[defect.name]]);
      expect(text.split("\n").filter((line) => line.startsWith("The same defect breaks "))).toHaveLength(1);
    },
  );
});

describe("a strategy", () => {
  it.each(STRATEGY_DEFECTS)("is caught: $name", (defect) => {
    const report = checkStrategy(defect.make, DEFAULTS);
    expect(found(defect.name, report)).toEqual({
      laws: expect.arrayContaining([defect.breaks]),
      answers: true,
      findings: 1,
    });
    expect(report.counterexample?.answers.length).toBeLessThanOrEqual(mostSteps(defect));
    expect(report.text).toContain(defect.make(0).name);
  });
});
