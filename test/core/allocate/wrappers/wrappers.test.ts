import { describe, expect, it } from "vitest";
import { alignedFirstFit, firstFit } from "../../../../src/core/allocate/strategies/first-fit.ts";
import { STRATEGY_PROMISES, type StrategyPromise } from "../../../../src/core/allocate/strategy/strategy.ts";
import { WRAPPER_NAMES, WRAPPERS } from "../../../../src/core/allocate/wrappers/wrappers.ts";

describe.each(WRAPPER_NAMES)("the row of %s", (name) => {
  const { wrap, breaks } = WRAPPERS[name];

  it("names itself around the strategy inside", () => {
    expect(wrap(firstFit(), 3).name).toMatch(new RegExp(`^${name}\\(first-fit, 3\\b`));
  });

  it("keeps the promises of the strategy inside, but those of its row", () => {
    const isKept = (promise: StrategyPromise): boolean => !breaks.includes(promise);
    expect(alignedFirstFit().promises).toEqual(STRATEGY_PROMISES);
    expect(wrap(alignedFirstFit(), 3).promises).toEqual(STRATEGY_PROMISES.filter(isKept));
  });
});
