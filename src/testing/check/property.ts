import * as fc from "fast-check";
import { expectObject, expectOneOf } from "../../core/misuse/misuse.ts";
import { type HistoryConstraints, podHistories } from "../arbitraries/histories.ts";
import { BrokenLaw } from "../counterexample/broken-law.ts";
import type { LawFinding } from "../history/finding.ts";
import type { History } from "../history/history.ts";
import type { HistoryOutcome } from "../history/outcome.ts";
import { ALL_LAWS, type LawName } from "../laws/laws.ts";
import type { LawOptions } from "../model/own-laws.ts";
import { runAllocator } from "../run/run-allocator.ts";
import { runStrategy } from "../run/run-strategy.ts";
import type { AllocatorAdapter, AsyncAllocatorAdapter } from "../subject/adapter.ts";
import { expectAdapter, expectMaker, expectOptions } from "../subject/expect-maker.ts";
import { type MakeStrategy, mostSlots, nameOf } from "../subject/subject.ts";
import type { Known, Tally } from "./tried.ts";

/** What a property looks at. */
export interface PropertyOptions extends LawOptions {
  /** Which histories are played. */
  readonly histories?: HistoryConstraints;
}

/**
 * Makes the property that a strategy keeps all laws, for `fc.assert` and every runner of fast-check.
 *
 * @param make - makes the strategy for a seed
 * @param options - which histories, and which laws
 * @returns the property; it throws {@link BrokenLaw}
 */
export function strategyProperty(make: MakeStrategy, options: PropertyOptions = {}): fc.IPropertyWithHooks<[History]> {
  expectMaker("strategyProperty", make);
  expectOptions("strategyProperty", options);
  return countedStrategyProperty(make, options);
}

export function countedStrategyProperty(
  make: MakeStrategy,
  { histories, ...held }: PropertyOptions,
  count: Count = {},
): fc.IPropertyWithHooks<[History]> {
  return fc.property(historiesFor({ sizes: true }, histories), (history) => {
    const outcome = runStrategy(make, history, held);
    if (isNews(outcome, count)) throw brokenLaw(make(history.seed).name, history, outcome);
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
  expectObject("strategyLaw", "histories", histories, "an object such as { pods: 3 }");
  // Of a law that is none, no history could break it.
  expectOneOf("strategyLaw", "law", law, ALL_LAWS);
  return strategyProperty(make, { histories, except: ALL_LAWS.filter((other) => other !== law) });
}

/**
 * Makes the property that an allocator keeps all laws, for `fc.assert` and every runner of fast-check.
 *
 * @param adapter - starts the allocator, and hands on the operations
 * @param options - which histories, and which laws
 * @returns the property, an asynchronous one when the adapter says `async: true`; it throws {@link BrokenLaw}
 * @example
 * ```ts
 * import * as fc from "fast-check";
 * import { allocatorProperty } from "userns-sim/testing";
 *
 * const property = allocatorProperty({ start: ({ start }) => ({ allocate: () => ({ start, size: 1 }) }) });
 * fc.check(property).failed; // => true
 * ```
 */
export function allocatorProperty(
  adapter: AllocatorAdapter,
  options?: PropertyOptions,
): fc.IPropertyWithHooks<[History]>;
export function allocatorProperty(
  adapter: AsyncAllocatorAdapter,
  options?: PropertyOptions,
): fc.IAsyncPropertyWithHooks<[History]>;
export function allocatorProperty(
  adapter: AllocatorAdapter | AsyncAllocatorAdapter,
  options: PropertyOptions = {},
): fc.IPropertyWithHooks<[History]> | fc.IAsyncPropertyWithHooks<[History]> {
  expectAdapter("allocatorProperty", adapter);
  expectOptions("allocatorProperty", options);
  return adapter.async === true ? countedAsyncProperty(adapter, options) : countedProperty(adapter, options);
}

export function countedProperty(
  adapter: AllocatorAdapter,
  { histories, ...held }: PropertyOptions,
  count: Count = {},
): fc.IPropertyWithHooks<[History]> {
  return fc.property(historiesFor(adapter, histories), (history) => {
    const outcome = runAllocator(adapter, history, held);
    if (isNews(outcome, count)) throw brokenLaw(nameOf(adapter), history, outcome);
  });
}

export function countedAsyncProperty(
  adapter: AsyncAllocatorAdapter,
  { histories, ...held }: PropertyOptions,
  count: Count = {},
): fc.IAsyncPropertyWithHooks<[History]> {
  const wanted = adapter.concurrent === true ? { ...RACING, ...histories } : histories;
  return fc.asyncProperty(historiesFor(adapter, wanted), async (history) => {
    const outcome = await runAllocator(adapter, history, held);
    if (isNews(outcome, count)) throw brokenLaw(nameOf(adapter), history, outcome);
  });
}

/** Few pods meet as often as many, and are told sooner. */
const RACING: HistoryConstraints = { pods: 4, maxOperations: 16 };

function historiesFor(
  facts: { readonly sizes?: boolean },
  histories: HistoryConstraints | undefined,
): fc.Arbitrary<History> {
  return podHistories({ maxSlotsPerPod: mostSlots(facts), ...histories });
}

/** What one check adds to the property: who counts, and what is known already. */
export interface Count {
  readonly tally?: Tally;
  readonly known?: Known;
}

/** An outcome with a law that is broken. */
type Broken = HistoryOutcome & { readonly finding: LawFinding };

function isNews(outcome: HistoryOutcome, { tally, known }: Count): outcome is Broken {
  tally?.take(outcome);
  return outcome.finding !== undefined && known?.has(outcome.finding.law) !== true;
}

function brokenLaw(subject: string, history: History, { answers, finding, asked, lanes }: Broken): BrokenLaw {
  const operations = asked.slice(0, answers.length);
  return new BrokenLaw({ subject, history: { ...history, operations }, answers, finding, ...(lanes && { lanes }) });
}
