import { describe, expect, it } from "vitest";
import { EXPLORE_STEPS } from "../../src/testing/explore/bounds.ts";
import { bundledOnce } from "../support/bundled.ts";
import { PRESETS, type Preset } from "./presets.ts";

/** The presets once more, with what explores and soaks them, bundled. */
const long = bundledOnce<typeof import("./long-runs.ts")>("test/testing/long-runs.ts");

describe.each(Object.keys(PRESETS))("%s", (name) => {
  const { hasFewStates } = PRESETS[name] as Preset;

  it("keeps every law in all states of three slots, whatever it draws", () => {
    const { counterexample, coverage } = long().explore((long().PRESETS[name] as Preset).make, {
      slots: 3,
      maxSlotsPerPod: 2,
      steps: EXPLORE_STEPS,
      maxStates: 20_000,
    });
    expect(counterexample).toBeUndefined();
    expect(coverage.isComplete).toBe(hasFewStates);
  });

  it("keeps every law in a long history with restarts", () => {
    const weights = { allocate: 6, release: 3, restart: 1, loseRecord: 1 };
    const pool = { start: 65536, size: 524288, idsPerPod: 65536, exclude: [{ start: 200000, size: 1 }] };
    const report = long().soak((long().PRESETS[name] as Preset).make, { operations: 5000, pods: 12, weights, pool });
    expect(report.counterexample).toBeUndefined();
    expect(report.operations).toBe(5000);
    expect(report.refusals).toBeGreaterThan(100);
  });
});
