import { describe, expect } from "vitest";
import type { Strategy } from "../../../../src/core/allocate/strategy/strategy.ts";
import { WRAPPER_NAMES } from "../../../../src/core/allocate/wrappers/wrappers.ts";
import { prop } from "../../../support/prop.ts";
import { composed, everyStrategy } from "../support/composed.ts";
import { scenarios } from "../support/histories.ts";
import { learning } from "../support/learning.ts";
import { choicesOf } from "../support/same-choices.ts";
import { VARIANTS } from "../support/wrapper-oracles.ts";

describe("over every history and around every strategy, a wrapper does as the one that looks at every slot", () => {
  for (const { name, wrap, oracle } of WRAPPER_NAMES.flatMap((wrapper) => VARIANTS[wrapper]))
    prop(name, [scenarios(inside)], (scenario) => {
      const inner = scenario.strategy;
      expect(choicesOf(scenario, wrap(inner))).toEqual(choicesOf(scenario, oracle(inner)));
    });
});

/** Plain strategies and wrapped ones, none of which promises what would make sticky choosy: the oracle is not. */
function inside(): readonly Strategy[] {
  return [...everyStrategy(), learning(), ...composed()].map((strategy) => ({ ...strategy, promises: [] }));
}
