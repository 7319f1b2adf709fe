import { describe, expect, it } from "vitest";
import { firstFit } from "../../../src/core/allocate/strategies/first-fit.ts";
import type { ExploreBounds } from "../../../src/testing/explore/bounds.ts";
import { explore } from "../../../src/testing/explore/explore.ts";

describe("bounds of an exploration", () => {
  it.each<[object, string]>([
    [{ slots: 0 }, "expected slots from 1 to"],
    [{ slots: 1.5 }, "expected slots to be an integer, got 1.5"],
    [{ slots: "3" }, 'expected slots to be an integer, got "3"'],
    [{ pods: 0 }, "expected pods from 1 to"],
    [{ maxSlotsPerPod: 0 }, "expected maxSlotsPerPod from 1 to"],
    [{ maxStates: Number.NaN }, "expected maxStates to be an integer, got NaN"],
    [{ maxStates: 0 }, "expected maxStates from 1 to"],
    [{ steps: ["alocate"] }, 'expected each of steps to be one of "allocate", "release", "restore", "loseRecord", '],
    [{ seeds: [-1] }, "expected each of seeds from 0 to 4294967295, got -1"],
    [{ pool: { start: 65536, size: 65536 } }, "expected idsPerPod to be an integer, got undefined"],
  ])("are held before anything is tried: %j", (bounds, says) => {
    expect(() => explore(firstFit, bounds as ExploreBounds)).toThrow(`explore: ${says}`);
  });
});
