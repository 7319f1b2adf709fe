import { describe, expect } from "vitest";
import { byIndex } from "../../../../src/core/allocate/strategies/by-index.ts";
import { hashProbe } from "../../../../src/core/allocate/strategies/hash-probe.ts";
import { STRATEGIES, STRATEGY_NAMES } from "../../../../src/core/allocate/strategies/strategies.ts";
import type { Strategy } from "../../../../src/core/allocate/strategy/strategy.ts";
import { prop } from "../../../support/prop.ts";
import { scenarios } from "../support/histories.ts";
import { choicesOf } from "../support/same-choices.ts";
import { byIndexOracle, hashProbeOracle, ORACLES } from "../support/strategy-oracles.ts";

const indexOf = (podUid: string): number => [0, 3, 7, 1.5, -1, 2, Number.NaN, 5, 6, 100][podUid.length] ?? 4;

describe("over every history, a strategy chooses as the one that looks at every slot", () => {
  for (const [name, make, oracle] of [...pairs(), ...withOptions()])
    prop(name, [scenarios(() => [make()])], (scenario) => {
      expect(choicesOf(scenario, make())).toEqual(choicesOf(scenario, oracle()));
    });
});

type Pair = readonly [string, () => Strategy, () => Strategy];

function pairs(): readonly Pair[] {
  return STRATEGY_NAMES.map((name) => [name, () => STRATEGIES[name].make(5), () => ORACLES[name](5)]);
}

function withOptions(): readonly Pair[] {
  return [
    ["hash-probe-faithful", () => hashProbe({ seed: 5, faithful: true }), () => hashProbeOracle(5, true)],
    ["by-index, of any number", () => byIndex(indexOf), () => byIndexOracle(indexOf)],
  ];
}
