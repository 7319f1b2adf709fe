import { describe, expect } from "vitest";
import { prop } from "../../../support/prop.ts";
import { everyStrategy } from "../support/composed.ts";
import { scenarios } from "../support/histories.ts";
import { laws } from "../support/laws.ts";

describe("over every history, every strategy keeps every law", () => {
  prop("whatever the pool", [scenarios(everyStrategy)], (scenario) => {
    for (const [name, law] of Object.entries(laws())) expect([name, law(scenario)]).toEqual([name, undefined]);
  });
});
