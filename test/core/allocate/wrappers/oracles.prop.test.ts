import { describe, expect } from "vitest";
import type { Strategy } from "../../../../src/core/allocate/strategy.ts";
import { quarantine } from "../../../../src/core/allocate/wrappers/quarantine.ts";
import { reserve } from "../../../../src/core/allocate/wrappers/reserve.ts";
import { sticky } from "../../../../src/core/allocate/wrappers/sticky.ts";
import { prop } from "../../../support/prop.ts";
import { composed, everyStrategy } from "../support/composed.ts";
import { scenarios } from "../support/histories.ts";
import { learning } from "../support/learning.ts";
import { choicesOf } from "../support/same-choices.ts";
import { quarantineOracle, reserveOracle, stickyOracle } from "../support/wrapper-oracles.ts";

describe("over every history and around every strategy, a wrapper does as the one that looks at every slot", () => {
  for (const [name, wrap, oracle] of pairs())
    prop(name, [scenarios(inside)], (scenario) => {
      const inner = scenario.strategy;
      expect(choicesOf(scenario, wrap(inner))).toEqual(choicesOf(scenario, oracle(inner)));
    });
});

/** Plain strategies and wrapped ones, none of which promises what would make sticky choosy: the oracle is not. */
function inside(): readonly Strategy[] {
  return [...everyStrategy(), learning(), ...composed()].map((strategy) => ({ ...strategy, promises: [] }));
}

type Wrap = (inner: Strategy) => Strategy;

function pairs(): readonly (readonly [string, Wrap, Wrap])[] {
  return [
    [
      "quarantine by one allocation",
      (inner) => quarantine(inner, { allocations: 1 }),
      (inner) => quarantineOracle(inner, 1, "allocations"),
    ],
    [
      "quarantine by allocations",
      (inner) => quarantine(inner, { allocations: 3 }),
      (inner) => quarantineOracle(inner, 3, "allocations"),
    ],
    ["quarantine by ticks", (inner) => quarantine(inner, { ticks: 3 }), (inner) => quarantineOracle(inner, 3, "ticks")],
    ["sticky", (inner) => sticky(inner), (inner) => stickyOracle(inner, 256)],
    ["sticky with a short memory", (inner) => sticky(inner, { pods: 2 }), (inner) => stickyOracle(inner, 2)],
    ["reserve", (inner) => reserve(inner, 2), (inner) => reserveOracle(inner, 2)],
  ];
}
