import * as fc from "fast-check";
import { podHistories } from "../arbitraries/histories.ts";
import { BrokenLaw } from "../counterexample/broken-law.ts";
import type { History } from "../history/history.ts";
import type { Counterexample, HistoryOutcome } from "../history/outcome.ts";
import type { AllocatorAdapter, AsyncAllocatorAdapter } from "../subject/adapter.ts";
import { type CheckParameters, type CheckReport, fastCheckParameters, reportOf } from "./report.ts";
import { runAllocator, runAsyncAllocator } from "./run-allocator.ts";

/**
 * Checks an allocator of any kind against all laws.
 *
 * @param adapter - starts the allocator, and hands on the operations
 * @param params - fast-check's parameters, which histories, and laws to leave aside
 * @returns a report, or the promise of one when the adapter says `async: true`; nothing is thrown because of a broken law
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
  return adapter.async === true ? checkAsync(adapter, params) : checkSync(adapter, params);
}

function checkSync(adapter: AllocatorAdapter, params: CheckParameters): CheckReport {
  const property = fc.property(podHistories(params.histories), (history) => {
    demand(counterexampleOf(adapter, history, runAllocator(adapter, history, params.except)));
  });
  const details = fc.check(property, fastCheckParameters(params));
  return reportOf(details);
}

async function checkAsync(adapter: AsyncAllocatorAdapter, params: CheckParameters): Promise<CheckReport> {
  const property = fc.asyncProperty(podHistories(params.histories), async (history) => {
    demand(counterexampleOf(adapter, history, await runAsyncAllocator(adapter, history, params.except)));
  });
  const details = await fc.check(property, fastCheckParameters(params));
  return reportOf(details);
}

function demand(counterexample: Counterexample | undefined): void {
  if (counterexample !== undefined) throw new BrokenLaw(counterexample);
}

function counterexampleOf(
  adapter: AllocatorAdapter | AsyncAllocatorAdapter,
  history: History,
  { answers, finding, asked }: HistoryOutcome,
): Counterexample | undefined {
  if (finding === undefined) return undefined;
  const operations = asked.slice(0, answers.length);
  return { subject: adapter.name ?? "allocator", history: { ...history, operations }, answers, finding };
}
