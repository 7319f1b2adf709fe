import { runAllocator } from "../run/run-allocator.ts";
import { runStrategy } from "../run/run-strategy.ts";
import type { AllocatorAdapter, AsyncAllocatorAdapter } from "../subject/adapter.ts";
import { expectAdapter, expectMaker } from "../subject/expect-maker.ts";
import type { MakeStrategy } from "../subject/subject.ts";
import { expectParameters } from "./expect-parameters.ts";
import { checkLater, checkNow } from "./passes.ts";
import { countedAsyncProperty, countedProperty, countedStrategyProperty } from "./property.ts";
import type { CheckParameters, CheckReport } from "./report.ts";

/**
 * Checks a strategy against all laws, in the allocator of this library.
 *
 * @param make - makes the strategy for a seed; one that does not draw leaves the seed aside
 * @param params - fast-check's parameters, which histories, and which laws
 * @returns a report; nothing is thrown because of a broken law, see {@link assertStrategy}
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
  expectParameters("checkStrategy", params);
  return checkNow(
    { name: "checkStrategy", subject: "make" },
    params,
    (known, tally) => countedStrategyProperty(make, params, { known, tally }),
    (history) => runStrategy(make, history, params),
  );
}

/**
 * Checks an allocator of any kind against all laws.
 *
 * @param adapter - starts the allocator, and hands on the operations
 * @param params - fast-check's parameters, which histories, and which laws
 * @returns a report, or the promise of one when the adapter says `async: true`; nothing is thrown because of a broken law,
 * see {@link assertAllocator}
 * @example
 * ```ts
 * import { checkAllocator } from "userns-sim/testing";
 *
 * const { counterexample } = checkAllocator({
 *   name: "everybody the same",
 *   start: ({ start, idsPerPod }) => ({ allocate: () => ({ start, size: idsPerPod }) }),
 * });
 * counterexample?.finding.law; // => "disjoint"
 * counterexample?.history.operations.map(({ op }) => op); // => ["allocate", "allocate"]
 * ```
 */
export function checkAllocator(adapter: AllocatorAdapter, params?: CheckParameters): CheckReport;
export function checkAllocator(adapter: AsyncAllocatorAdapter, params?: CheckParameters): Promise<CheckReport>;
export function checkAllocator(
  adapter: AllocatorAdapter | AsyncAllocatorAdapter,
  params: CheckParameters = {},
): CheckReport | Promise<CheckReport> {
  expectAdapter("checkAllocator", adapter);
  expectParameters("checkAllocator", params);
  const call = { name: "checkAllocator", subject: "adapter" } as const;
  return adapter.async === true
    ? checkLater(
        call,
        params,
        (known, tally) => countedAsyncProperty(adapter, params, { known, tally }),
        (history) => runAllocator(adapter, history, params),
      )
    : checkNow(
        call,
        params,
        (known, tally) => countedProperty(adapter, params, { known, tally }),
        (history) => runAllocator(adapter, history, params),
      );
}
