import * as fc from "fast-check";
import { expectFunction } from "../../core/misuse/misuse.ts";
import { type HistoryConstraints, podHistories } from "../arbitraries/histories.ts";
import { BrokenLaw } from "../counterexample/broken-law.ts";
import type { History } from "../history/history.ts";
import type { Counterexample, HistoryOutcome } from "../history/outcome.ts";
import { ALL_LAWS, type LawName } from "../laws/laws.ts";
import { type CheckParameters, type CheckReport, fastCheckParameters, reportOf } from "./report.ts";
import { type MakeStrategy, runStrategy } from "./run-strategy.ts";

/**
 * Checks a strategy against all laws, in the allocator of this library.
 *
 * @param make - makes the strategy for a seed; one that does not draw leaves the seed aside
 * @param params - fast-check's parameters, which histories, and laws to leave aside
 * @returns a report; nothing is thrown because of a broken law
 * @example
 * ```ts
 * import { firstFit, type Strategy } from "userns-sim";
 * import { checkStrategy } from "userns-sim/testing";
 *
 * checkStrategy(firstFit, { numRuns: 100 }).failed; // => false
 *
 * const lastSlotNever: Strategy = {
 *   name: "last-slot-never",
 *   initial: null,
 *   propose(_request, view) {
 *     const slot = view.nextFree(0) ?? 0;
 *     if (slot === view.pool.slots - 1) return { refuse: "exhausted" };
 *     return { ranges: [view.slotRange(slot)], memory: null };
 *   },
 * };
 * const { counterexample } = checkStrategy(() => lastSlotNever, { numRuns: 100 });
 * counterexample?.finding.law; // => "complete"
 * counterexample?.answers.length; // => 1
 * ```
 */
export function checkStrategy(make: MakeStrategy, params: CheckParameters = {}): CheckReport {
  expectMaker("checkStrategy", make);
  const { histories, except } = params;
  const details = fc.check(
    strategyProperty(make, { ...pick(histories), ...pickLaws(except) }),
    fastCheckParameters(params),
  );
  return reportOf(details);
}

/** What a property of a strategy looks at. */
export interface StrategyPropertyOptions {
  /** Which histories are played. */
  readonly histories?: HistoryConstraints;
  /** Laws that are left aside. */
  readonly except?: readonly LawName[];
}

/**
 * Makes the property that a strategy keeps all laws, for `fc.assert` and every runner of fast-check.
 *
 * @param make - makes the strategy for a seed
 * @param options - which histories, and laws to leave aside
 * @returns the property; it throws {@link BrokenLaw}
 */
export function strategyProperty(
  make: MakeStrategy,
  { histories, except = [] }: StrategyPropertyOptions = {},
): fc.IPropertyWithHooks<[History]> {
  expectMaker("strategyProperty", make);
  return fc.property(podHistories(histories), (history) => {
    const counterexample = counterexampleOf(make, history, runStrategy(make, history, except));
    if (counterexample !== undefined) throw new BrokenLaw(counterexample);
  });
}

/**
 * Makes the property that a strategy keeps one law.
 *
 * @param law - which law
 * @param make - makes the strategy for a seed
 * @param histories - which histories are played
 * @returns the property; it throws {@link BrokenLaw} when that law is broken, and for no other
 * @throws TypeError when there is no such law.
 * @example
 * ```ts
 * import * as fc from "fast-check";
 * import { nextFit } from "userns-sim";
 * import { strategyLaw } from "userns-sim/testing";
 *
 * fc.check(strategyLaw("gives-back", nextFit)).failed; // => false
 * ```
 */
export function strategyLaw(
  law: LawName,
  make: MakeStrategy,
  histories: HistoryConstraints = {},
): fc.IPropertyWithHooks<[History]> {
  expectMaker("strategyLaw", make);
  // Of a law that is none, no history could break it.
  if (!ALL_LAWS.includes(law)) throw new TypeError(`strategyLaw: expected one of ${ALL_LAWS.join(", ")}, got ${law}`);
  return strategyProperty(make, { histories, except: ALL_LAWS.filter((other) => other !== law) });
}

function counterexampleOf(
  make: MakeStrategy,
  history: History,
  { answers, finding }: HistoryOutcome,
): Counterexample | undefined {
  if (finding === undefined) return undefined;
  const operations = history.operations.slice(0, answers.length);
  return { subject: make(history.seed).name, history: { ...history, operations }, answers, finding };
}

function pick(histories: HistoryConstraints | undefined): StrategyPropertyOptions {
  return histories === undefined ? {} : { histories };
}

function pickLaws(except: readonly LawName[] | undefined): StrategyPropertyOptions {
  return except === undefined ? {} : { except };
}

/** A strategy itself is the usual slip: each history needs one of its own. */
function expectMaker(caller: string, make: MakeStrategy): void {
  expectFunction(caller, "make", make, "a function that makes a strategy, such as firstFit");
}
