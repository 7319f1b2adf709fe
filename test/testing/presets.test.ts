import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstFit } from "../../src/core/allocate/strategies/first-fit.ts";
import { checkStrategy } from "../../src/testing/check/check-strategy.ts";
import { EXPLORE_STEPS } from "../../src/testing/explore/bounds.ts";
import { operationTable } from "../../src/testing/history/operation-table.ts";
import { bundledOnce } from "../support/bundled.ts";
import { PRESETS, type Preset } from "./presets.ts";

/** A campaign asks for many runs: `FC_RUNS=100000`. Nothing is asserted about time. */
const LIMIT = { timeout: 3_600_000 };
const runs = Number(process.env["FC_RUNS"] ?? 200);

/** The presets once more, with what explores and soaks them, bundled. */
const long = bundledOnce<typeof import("./long-runs.ts")>("test/testing/long-runs.ts");

describe.each(Object.keys(PRESETS))("%s", (name) => {
  const { make, hasFewStates } = PRESETS[name] as Preset;

  it("keeps every law with pods of one slot", LIMIT, () => {
    const report = checkStrategy(make, { numRuns: runs });
    expect(report.text).toBe("");
    expect(report.details.numRuns).toBe(runs);
  });

  it("keeps every law with pods of one to three slots", LIMIT, () => {
    expect(checkStrategy(make, { numRuns: runs, histories: { maxSlotsPerPod: 3 } }).text).toBe("");
  });

  it("keeps every law in all states of three slots, whatever it draws", () => {
    const { counterexample, coverage } = long().explore((long().PRESETS[name] as Preset).make, {
      maxSlotsPerPod: 2,
      steps: EXPLORE_STEPS,
      maxStates: 20_000,
    });
    expect(counterexample).toBeUndefined();
    expect(coverage.isComplete).toBe(hasFewStates);
  });

  it("keeps every law in a long history with restarts", () => {
    const table = operationTable({ pods: 12, weights: { allocate: 6, release: 3, restart: 1, loseRecord: 1 } });
    const pool = { start: 65536, size: 524288, idsPerPod: 65536, exclude: [{ start: 200000, size: 1 }] };
    const report = long().soak((long().PRESETS[name] as Preset).make, { operations: 5000, table, pool });
    expect(report.counterexample).toBeUndefined();
    expect(report.operations).toBe(5000);
    expect(report.refusals).toBeGreaterThan(100);
  });
});

describe("the seed of a check", () => {
  it("is that of fast-check's settings, and the kit's where there are none", () => {
    const { seed } = fc.readConfigureGlobal();
    expect(checkStrategy(firstFit, { numRuns: 1 }).details.seed).toBe(seed);
    fc.resetConfigureGlobal();
    const report = checkStrategy(firstFit);
    fc.configureGlobal({ seed: seed ?? 65536, numRuns: runs });
    expect(report.details).toMatchObject({ seed: 65536, numRuns: 1000, failed: false });
  });
});
