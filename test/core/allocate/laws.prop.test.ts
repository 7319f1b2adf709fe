import { describe, expect } from "vitest";
import { prop } from "../../support/prop.ts";
import { scenarios } from "./support/histories.ts";
import { laws } from "./support/laws.ts";

describe("over every history, whatever the strategy does", () => {
  for (const [name, law] of Object.entries(laws()))
    prop(name, [scenarios()], (scenario) => {
      expect(law(scenario)).toBeUndefined();
    });
});
