import * as fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { firstFit } from "../../../src/core/allocate/strategies/first-fit.ts";
import { nextFit } from "../../../src/core/allocate/strategies/next-fit.ts";
import type { Strategy } from "../../../src/core/allocate/strategy/strategy.ts";
import { pools } from "../../../src/testing/arbitraries/pools.ts";
import { checkAllocator, checkStrategy } from "../../../src/testing/check/check.ts";
import { strategyLaw, strategyProperty } from "../../../src/testing/check/property.ts";
import type { CheckParameters } from "../../../src/testing/check/report.ts";
import type { History } from "../../../src/testing/history/history.ts";
import { ALL_LAWS } from "../../../src/testing/laws/laws.ts";
import { SimpleAllocator } from "../defects/simple-allocator.ts";

const settings = fc.readConfigureGlobal();
afterEach(() => {
  fc.configureGlobal(settings);
});

/** Never hands out the last free slot, which is another one each time: nobody has had it, or somebody gave it back. */
const cautious: Strategy = {
  ...nextFit(),
  name: "cautious",
  propose: (request, view, memory) =>
    view.freeSlots === 1 ? { refuse: "exhausted" } : nextFit().propose(request, view, memory as number),
};

/** Both ways in, with the same mistake. */
const CHECKS: Readonly<Record<string, (params: CheckParameters) => ReturnType<typeof checkStrategy>>> = {
  checkStrategy: (params) => checkStrategy(() => cautious, params),
  checkAllocator: (params) =>
    checkAllocator(
      {
        start: (pool, seed) => {
          const allocator = new SimpleAllocator(pool, seed);
          let last = -1;
          allocator.find = () => {
            const free = Array.from({ length: allocator.length }, (_, slot) => slot).filter((slot) =>
              allocator.isFree(slot),
            );
            if (free.length === 1) return undefined;
            const slot = free.find((each) => each > last) ?? free[0];
            last = slot ?? last;
            return slot;
          };
          return allocator;
        },
      },
      params,
    ),
};

describe.each(Object.keys(CHECKS))("%s", (name) => {
  const check = CHECKS[name] as (params: CheckParameters) => ReturnType<typeof checkStrategy>;

  it("finds the smallest history", () => {
    const { failed, counterexample, text, details } = check({});
    expect(failed).toBe(true);
    expect(counterexample?.finding.law).toBe("complete");
    expect(counterexample?.history.operations).toEqual([{ op: "allocate", podUid: "pod-0" }]);
    expect(text).toContain("breaks the law complete");
    expect(details.counterexample?.[0].operations).toEqual(counterexample?.history.operations);
  });

  it("gives the same report each time, and another with another seed", () => {
    const first = check({ seed: 1 });
    expect(check({ seed: 1 }).details.counterexamplePath).toBe(first.details.counterexamplePath);
    expect(first.details.seed).toBe(1);
    const paths = [2, 3, 4, 5].map((seed) => check({ seed }).details.counterexamplePath);
    expect(new Set(paths).size).toBeGreaterThan(1);
  });

  it("comes to the same counterexample by the seed and path of a report", () => {
    const first = check({ seed: 7, histories: { maxOperations: 40 } });
    const { seed, counterexamplePath } = first.details;
    const again = check({ seed, path: counterexamplePath ?? "", endOnFailure: true, histories: { maxOperations: 40 } });
    // Who names a path wants that history and no other: what else the defect breaks is not looked for.
    expect(again.counterexample).toEqual({ ...first.counterexample, also: undefined });
    expect(again.text).toBe(first.text.replace("The same defect breaks gives-back, too.\n", ""));
    expect(again.details.numRuns).toBe(1);
    expect(again.details.numShrinks).toBe(0);
  });

  it("says in its last line how to come to it again", () => {
    const { text, details } = check({ except: ["gives-back"], histories: { pods: 3, pools: pools({ maxSlots: 3 }) } });
    const { seed, counterexamplePath } = details;
    const subject = name === "checkStrategy" ? "make" : "adapter";
    expect(text.split("\n").at(-1)).toBe(
      `Again: ${name}(${subject}, { seed: ${seed}, path: "${counterexamplePath}", endOnFailure: true, except: ["gives-back"], histories: { pods: 3, pools } })`,
    );
  });

  it("says what was tried", () => {
    const { tried, summary } = check({ except: ["complete", "gives-back"], numRuns: 50 });
    expect(tried.histories).toBe(50);
    for (const count of [tried.longestHistory, tried.restarts, tried.lostRecords, tried.fullestPool])
      expect(count).toBeGreaterThan(1);
    expect(tried.severalSlots > 0).toBe(name === "checkStrategy");
    expect(summary).toMatch(/^Tried: 50 histories, the longest of \d+ operations, \d+ requests for several slots, /);
    // What is tried after the first law that broke makes it smaller.
    expect(check({}).tried.histories).toBeLessThan(20);
  });

  it("finds each law that is broken before any other, and tells one defect once", () => {
    const { counterexamples, text } = check({});
    expect(counterexamples.map(({ finding: { law }, also }) => [law, also])).toEqual([["complete", ["gives-back"]]]);
    expect(text.match(/^Again: .*$/gm)).toHaveLength(1);
  });

  it("finds a law that is behind another one, where that is left aside", () => {
    const { counterexamples, text } = check({ except: ["complete"] });
    expect(counterexamples.map(({ finding }) => finding.law)).toEqual(["gives-back"]);
    expect(text.split("\n").at(-1)).toMatch(/except: \["complete"\] }\)$/);
  });

  it("does not make it smaller when that is not wanted", () => {
    const { details } = check({ endOnFailure: true });
    expect(details.numShrinks).toBe(0);
    expect(details.runConfiguration.endOnFailure).toBe(true);
  });

  it("plays examples first", () => {
    const pool = { start: 65536, size: 131072, idsPerPod: 65536, exclude: [] };
    const history: History = {
      pool,
      seed: 9,
      operations: [{ op: "allocate", podUid: "web" }, { op: "allocate", podUid: "db" }, { op: "restart" }],
    };
    const { counterexample, details } = check({ examples: [[history]], endOnFailure: true });
    expect(details.numRuns).toBe(1);
    expect(counterexample?.history).toEqual({ ...history, operations: history.operations.slice(0, 2) });
  });

  it("hands on what else fast-check knows", () => {
    const { details } = check({ numRuns: 3, skipAllAfterTimeLimit: 100_000, verbose: 2 });
    expect(details.runConfiguration).toMatchObject({ numRuns: 3, skipAllAfterTimeLimit: 100_000, verbose: 2 });
    expect(details.runConfiguration).not.toHaveProperty("histories");
    expect(details.runConfiguration).not.toHaveProperty("except");
  });

  it("leaves laws aside", () => {
    expect(check({ except: ["complete"], numRuns: 300 }).counterexample?.finding.law).toBe("gives-back");
    const { failed, text, details } = check({ except: ["complete", "gives-back"], numRuns: 300 });
    expect([failed, text, details.numRuns]).toEqual([false, "", 300]);
  });

  it("plays the histories that are wanted", () => {
    const pools = fc.constant({ start: 10, size: 50, idsPerPod: 10, exclude: [] });
    const { counterexample } = check({ histories: { pools, pods: 5, maxSlotsPerPod: 1, operations: ["allocate"] } });
    expect(counterexample?.history.operations).toHaveLength(5);
    expect(counterexample?.history.pool.size).toBe(50);
    expect(check({ histories: { pools, pods: 4, maxSlotsPerPod: 1 }, numRuns: 200 }).failed).toBe(false);
  });

  it("says so when it took too long", () => {
    const { failed, counterexample, text } = check({
      except: ALL_LAWS,
      interruptAfterTimeLimit: 0,
      markInterruptAsFailure: true,
    });
    expect([failed, counterexample]).toEqual([true, undefined]);
    expect(text).toMatch(/interrupted/i);
  });

  it("takes seed and number of runs from fast-check's settings, and has its own where there are none", () => {
    fc.configureGlobal({ seed: 5, numRuns: 7 });
    expect(check({ except: ALL_LAWS }).details).toMatchObject({ seed: 5, numRuns: 7 });
    expect(check({ except: ALL_LAWS, seed: 6, numRuns: 8 }).details).toMatchObject({ seed: 6, numRuns: 8 });
    fc.resetConfigureGlobal();
    expect(check({ except: ALL_LAWS }).details).toMatchObject({ seed: 65536, numRuns: 1000, failed: false });
    const given = { seed: undefined, numRuns: undefined } as unknown as CheckParameters;
    expect(check({ except: ALL_LAWS, ...given }).details).toMatchObject({ seed: 65536, numRuns: 1000 });
    expect(fc.readConfigureGlobal()).toEqual({});
  });
});

describe("strategyProperty", () => {
  it("throws the explanation, for every runner of fast-check", () => {
    expect(() => fc.assert(strategyProperty(() => cautious))).toThrow(/Property failed/);
    const { errorInstance } = fc.check(strategyProperty(() => cautious));
    expect(errorInstance).toMatchObject({ name: "BrokenLaw", message: expect.stringContaining('"cautious" breaks') });
    expect(fc.check(strategyProperty(firstFit)).failed).toBe(false);
  });

  it("makes the strategy with the seed of the history", () => {
    const make = vi.fn(firstFit);
    fc.check(strategyProperty(make, { histories: { maxOperations: 2 } }), { numRuns: 20, seed: 1 });
    const seeds = new Set(make.mock.calls.map((given: readonly unknown[]) => given[0]));
    expect(seeds.size).toBeGreaterThan(5);
  });
});

describe("strategyLaw", () => {
  it.each(["compleet", "", undefined, "toString"])("knows no law by another name: %s", (law) => {
    expect(() => strategyLaw(law as never, () => cautious)).toThrow(
      /^strategyLaw: expected law to be one of "disjoint", .*, got /,
    );
  });

  it("looks at one law, and at no other", () => {
    const laws = ALL_LAWS.filter(
      (law) =>
        fc.check(
          strategyLaw(law, () => cautious),
          { numRuns: 500 },
        ).failed,
    );
    expect(laws).toEqual(["complete", "gives-back"]);
  });

  it("does not blame one law for the breach of another", () => {
    // Aligned only by chance: pods of two slots start anywhere.
    const sloppy: Strategy = { ...firstFit(), promises: ["aligned", "complete", "one-range"] };
    const histories = { maxSlotsPerPod: 2 };
    const broken = ALL_LAWS.filter(
      (law) =>
        fc.check(
          strategyLaw(law, () => sloppy, histories),
          { numRuns: 1000 },
        ).failed,
    );
    expect(broken).toEqual(["aligned"]);
  });

  it("plays the histories that are wanted", () => {
    const { counterexample } = fc.check(strategyLaw("complete", () => cautious, { pods: 1 }));
    expect(counterexample?.[0].operations).toEqual([{ op: "allocate", podUid: "pod-0" }]);
    expect(fc.check(strategyLaw("complete", () => cautious, { operations: ["release"] })).failed).toBe(false);
  });
});
