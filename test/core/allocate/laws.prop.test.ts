import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { prop } from "../../support/prop.ts";
import { scenarios } from "./support/histories.ts";
import { laws } from "./support/laws.ts";

describe("over every history, whatever the strategy does", () => {
  for (const name of [
    "no-two-pods-overlap",
    "ranges-are-whole-slots",
    "excluded-ids-stay-out",
    "owner-and-range-agree",
    "counts-add-up",
    "a-pod-keeps-its-ranges",
    "as-much-as-asked-for",
    "full-means-full",
    "promises-are-kept",
    "each-step-moves-one-pod",
    "release-always-frees",
    "reloading-changes-nothing",
    "old-states-stay-valid",
    "same-history-same-states",
  ])
    prop(name, [scenarios()], (scenario) => {
      expect(laws()[name]?.(scenario)).toBeUndefined();
    });

  it("there is no law that is not run", () => {
    expect(Object.keys(laws())).toHaveLength(14);
    expect(fc.sample(scenarios(), 1)).toHaveLength(1);
  });
});
