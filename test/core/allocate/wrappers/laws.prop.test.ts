import { describe, expect } from "vitest";
import { prop } from "../../../support/prop.ts";
import { composed } from "../support/composed.ts";
import { scenarios } from "../support/histories.ts";
import { laws } from "../support/laws.ts";
import { wrongStrategies } from "../support/wrong-strategies.ts";

describe("over every history, wrappers in any order keep every law", () => {
  prop("around strategies that propose well", [scenarios(() => composed())], (scenario) => {
    for (const [name, law] of Object.entries(laws())) expect([name, law(scenario)]).toEqual([name, undefined]);
  });

  prop("around wrong ones, which promise nothing", [scenarios(wrongInside)], (scenario) => {
    for (const [name, law] of Object.entries(laws())) expect([name, law(scenario)]).toEqual([name, undefined]);
  });
});

function wrongInside(): ReturnType<typeof composed> {
  return composed(wrongStrategies().map((strategy) => ({ ...strategy, promises: [] })));
}
