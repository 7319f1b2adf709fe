import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstFit } from "../../../src/core/allocate/strategies/first-fit.ts";
import { assertStrategy } from "../../../src/testing/check/assert.ts";
import { checkStrategy } from "../../../src/testing/check/check.ts";
import { strategyProperty } from "../../../src/testing/check/property.ts";
import { explore } from "../../../src/testing/explore/explore.ts";
import type { LawOptions, OwnLaw } from "../../../src/testing/model/own-laws.ts";
import { soak } from "../../../src/testing/soak/soak.ts";

const fewPods: OwnLaw = ({ live }) => {
  expect(live.length).toBeLessThan(3);
  return undefined;
};

describe("a law of one's own that throws", () => {
  it("is broken, and told with the history that broke it", () => {
    const { counterexample, text } = checkStrategy(firstFit, { laws: { few: fewPods }, numRuns: 50 });
    expect(counterexample?.history.operations.map(({ op }) => op)).toEqual(["allocate", "allocate", "allocate"]);
    expect(text).toContain('"first-fit" breaks the law few');
    expect(text).toContain("✗ first-fit: threw AssertionError: expected 3 to be less than 3");
  });

  it.each<
    [string, (held: LawOptions) => { readonly counterexample?: { readonly answers: readonly unknown[] } | undefined }]
  >([
    ["explore", (held) => explore(firstFit, { slots: 3, ...held })],
    ["soak", (held) => soak(firstFit, { operations: 100, ...held })],
  ])("is broken for %s too", (_name, run) => {
    expect(run({ laws: { few: fewPods } }).counterexample?.answers).toHaveLength(3);
  });

  it("leaves a history out by a precondition", () => {
    const law: OwnLaw = ({ live }) => {
      fc.pre(live.length < 3);
      return undefined;
    };
    const { failed, numSkips } = fc.check(strategyProperty(firstFit, { laws: { law } }), { seed: 1, numRuns: 20 });
    expect([failed, numSkips > 0]).toEqual([false, true]);
  });
});

describe("a law of one's own", () => {
  it.each<[string, unknown, string]>([
    ["false", false, "got a boolean"],
    ["true", true, "got a boolean"],
    ["null", null, "got null"],
    ["a number", 5, "got 5"],
    ["a promise", Promise.resolve("late"), "got a promise: it has to answer at once"],
  ])("gives a sentence or nothing: %s", (_what, given, got) => {
    const laws = { mine: () => given } as unknown as Readonly<Record<string, OwnLaw>>;
    expect(() => assertStrategy(firstFit, { laws, numRuns: 5 })).toThrow(
      `laws: expected what the law mine gives to be a sentence or undefined, ${got}`,
    );
  });

  it("has a name of its own", () => {
    expect(() => assertStrategy(firstFit, { laws: { mine: 5 as never } })).toThrow(
      new TypeError("assertStrategy: expected the law mine to be a function, got 5"),
    );
    expect(() => assertStrategy(firstFit, { laws: { disjoint: () => undefined } })).toThrow(
      new TypeError('assertStrategy: expected each of laws to have a name of its own, got "disjoint"'),
    );
  });
});

describe("what is left aside", () => {
  it("is a law of the kit or one's own", () => {
    const says = 'assertStrategy: expected each of except to be one of "disjoint", ';
    expect(() => assertStrategy(firstFit, { except: ["disjont"] })).toThrow(says);
    const laws = { few: fewPods };
    expect(() => assertStrategy(firstFit, { except: ["fwe"], laws })).toThrow(/"unmutated", "few", got "fwe"$/);
    assertStrategy(firstFit, { except: ["few", "restart"], laws, numRuns: 5 });
  });
});

describe("a number of runs", () => {
  it.each([0, -1, 1.5, Number.NaN, "10", null])("is at least one, or the test has tried nothing: %s", (numRuns) => {
    const params = { numRuns } as { readonly numRuns: number };
    expect(() => assertStrategy(firstFit, params)).toThrow(/^assertStrategy: expected numRuns (to be|from 1)/);
  });

  it("may have no end where the time has one", () => {
    // Time for one run at least on any machine: a check that is over before its first has failed.
    const params = { numRuns: Number.POSITIVE_INFINITY, interruptAfterTimeLimit: 1_000 };
    expect(checkStrategy(firstFit, params).failed).toBe(false);
  });
});
