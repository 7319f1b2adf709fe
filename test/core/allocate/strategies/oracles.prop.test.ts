import { describe, expect } from "vitest";
import { byIndex } from "../../../../src/core/allocate/strategies/by-index.ts";
import { alignedFirstFit } from "../../../../src/core/allocate/strategies/first-fit.ts";
import { hashLinear } from "../../../../src/core/allocate/strategies/hash-linear.ts";
import { hashPartition } from "../../../../src/core/allocate/strategies/hash-partition.ts";
import { hashProbe } from "../../../../src/core/allocate/strategies/hash-probe.ts";
import { leastRecentlyReleased } from "../../../../src/core/allocate/strategies/least-recently-released.ts";
import type { Strategy } from "../../../../src/core/allocate/strategy.ts";
import { prop } from "../../../support/prop.ts";
import { scenarios } from "../support/histories.ts";
import { choicesOf } from "../support/same-choices.ts";
import {
  alignedFirstFitOracle,
  byIndexOracle,
  hashLinearOracle,
  hashPartitionOracle,
  hashProbeOracle,
  leastRecentlyReleasedOracle,
} from "../support/strategy-oracles.ts";

const indexOf = (podUid: string): number => [0, 3, 7, 1.5, -1, 2, Number.NaN, 5, 6, 100][podUid.length] ?? 4;

describe("over every history, a strategy chooses as the one that looks at every slot", () => {
  for (const [name, make, oracle] of pairs())
    prop(name, [scenarios(() => [make()])], (scenario) => {
      expect(choicesOf(scenario, make())).toEqual(choicesOf(scenario, oracle()));
    });
});

function pairs(): readonly (readonly [string, () => Strategy, () => Strategy])[] {
  return [
    ["aligned-first-fit", alignedFirstFit, alignedFirstFitOracle],
    ["hash-linear", hashLinear, hashLinearOracle],
    ["hash-probe", () => hashProbe({ seed: 5 }), () => hashProbeOracle(5, false)],
    ["hash-probe-faithful", () => hashProbe({ seed: 5, faithful: true }), () => hashProbeOracle(5, true)],
    ["hash-partition", () => hashPartition({ seed: 6 }), () => hashPartitionOracle(6)],
    ["by-index", () => byIndex(indexOf), () => byIndexOracle(indexOf)],
    ["least-recently-released", leastRecentlyReleased, leastRecentlyReleasedOracle],
  ];
}
