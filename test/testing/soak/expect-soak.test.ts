import { describe, expect, it } from "vitest";
import { firstFit } from "../../../src/core/allocate/strategies/first-fit.ts";
import { type SoakOptions, soak } from "../../../src/testing/soak/soak.ts";

describe("options of a soak", () => {
  it.each<[object, string]>([
    [{ operations: -1 }, "expected operations from 0 to"],
    [{ operations: Number.NaN }, "expected operations to be an integer, got NaN"],
    [{ operations: "5" }, 'expected operations to be an integer, got "5"'],
    [{ seed: "x" }, 'expected seed to be an integer, got "x"'],
    [{ pods: 0 }, "expected pods from 1 to 1000000, got 0"],
    [{ maxSlotsPerPod: 0 }, "expected maxSlotsPerPod from 1 to"],
    [{ weights: 5 }, "expected weights to be an object such as { allocate: 6, release: 4 }, got 5"],
    [{ weights: { alocate: 1 } }, 'expected each name of weights to be one of "allocate", "release", "restart", '],
    [{ weights: { allocate: -1 } }, "expected the weight of allocate from 0 to 1000, got -1"],
    [{ weights: { allocate: 0 } }, "expected a weight above 0, got none"],
    [{ pool: { start: 65536, size: 65536 } }, "expected idsPerPod to be an integer, got undefined"],
  ])("are held before anything is asked: %j", (options, says) => {
    expect(() => soak(firstFit, options as SoakOptions)).toThrow(`soak: ${says}`);
  });
});
