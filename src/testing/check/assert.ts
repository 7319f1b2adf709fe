import * as fc from "fast-check";
import { BrokenLaw } from "../counterexample/broken-law.ts";
import type { History } from "../history/history.ts";
import type { AllocatorAdapter, AsyncAllocatorAdapter } from "../subject/adapter.ts";
import { expectAdapter, expectMaker } from "../subject/expect-maker.ts";
import type { MakeStrategy } from "../subject/subject.ts";
import { expectParameters } from "./expect-parameters.ts";
import { allocatorProperty, strategyProperty } from "./property.ts";
import { type Call, type CheckParameters, fastCheckParameters, textOf, toldOf } from "./report.ts";

/**
 * Demands that a strategy keeps all laws. For a test of any runner: what it throws is the counterexample in words, and its
 * last line is the call that comes to it again.
 *
 * It stops at the law that broke first, so that a test fails at once. Where one defect breaks several laws that need not be
 * the one with the smallest history: `checkStrategy` goes on, and tells which it is.
 *
 * @param make - makes the strategy for a seed; one that does not draw leaves the seed aside
 * @param params - fast-check's parameters, which histories, and which laws
 * @throws BrokenLaw when a law is broken. {@link BrokenLaw}
 * @throws Error when something else goes wrong, such as a `make` that throws.
 * @example
 * ```ts
 * import { firstFit } from "userns-sim";
 * import { assertStrategy } from "userns-sim/testing";
 *
 * assertStrategy(firstFit);
 * ```
 */
export function assertStrategy(make: MakeStrategy, params: CheckParameters = {}): void {
  expectMaker("assertStrategy", make);
  expectParameters("assertStrategy", params);
  const details = fc.check(strategyProperty(make, params), fastCheckParameters(params));
  demand({ name: "assertStrategy", subject: "make" }, details, params);
}

/**
 * Demands that an allocator of any kind keeps all laws, as {@link assertStrategy} does.
 *
 * @param adapter - starts the allocator, and hands on the operations
 * @param params - fast-check's parameters, which histories, and which laws
 * @returns nothing, or the promise of nothing when the adapter says `async: true`
 * @throws BrokenLaw when a law is broken. {@link BrokenLaw}
 * @throws Error when something else goes wrong, such as an allocator that does not start.
 * @example
 * ```ts
 * import { assertAllocator } from "userns-sim/testing";
 *
 * const greedy = { start: () => ({ allocate: () => ({ start: 0, size: 65536 }) }) };
 * const message = (() => {
 *   try {
 *     return assertAllocator(greedy);
 *   } catch (error) {
 *     return String(error);
 *   }
 * })();
 * message?.split("\n").at(-1)?.startsWith("Again: assertAllocator(adapter, { seed: 65536, path: "); // => true
 * ```
 */
export function assertAllocator(adapter: AllocatorAdapter, params?: CheckParameters): void;
export function assertAllocator(adapter: AsyncAllocatorAdapter, params?: CheckParameters): Promise<void>;
export function assertAllocator(
  adapter: AllocatorAdapter | AsyncAllocatorAdapter,
  params: CheckParameters = {},
): void | Promise<void> {
  expectAdapter("assertAllocator", adapter);
  expectParameters("assertAllocator", params);
  const call: Call = { name: "assertAllocator", subject: "adapter" };
  if (adapter.async === true) return assertLater(call, adapter, params);
  demand(call, fc.check(allocatorProperty(adapter, params), fastCheckParameters(params)), params);
}

async function assertLater(call: Call, adapter: AsyncAllocatorAdapter, params: CheckParameters): Promise<void> {
  demand(call, await fc.check(allocatorProperty(adapter, params), fastCheckParameters(params)), params);
}

function demand(call: Call, details: fc.RunDetails<[History]>, params: CheckParameters): void {
  if (!details.failed) return;
  const told = toldOf(call, details, params);
  const { counterexample } = told;
  const text = textOf(told);
  if (counterexample !== undefined) throw new BrokenLaw(counterexample, text);
  throw new Error(text, { cause: details.errorInstance });
}
