import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstFit } from "../../src/core/allocate/strategies/first-fit.ts";
import { checkStrategy } from "../../src/testing/check/check.ts";
import { PRESETS, type Preset } from "./presets.ts";

/** A campaign asks for many runs: `FC_RUNS=100000`. Nothing is asserted about time. */
const LIMIT = { timeout: 3_600_000 };
const runs = Number(process.env["FC_RUNS"] ?? 200);

describe.each(Object.keys(PRESETS))("%s", (name) => {
  const { make } = PRESETS[name] as Preset;

  it("keeps every law with pods of one slot", LIMIT, () => {
    const report = checkStrategy(make, { numRuns: runs, histories: { maxSlotsPerPod: 1 } });
    expect(report.text).toBe("");
    expect(report.details.numRuns).toBe(runs);
  });

  it("keeps every law with pods of one to three slots", LIMIT, () => {
    const { text, tried } = checkStrategy(make, { numRuns: runs });
    expect(text).toBe("");
    expect(tried.severalSlots).toBeGreaterThan(0);
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
