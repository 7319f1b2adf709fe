import { isPromise } from "../../foreign.ts";
import { isPlainShallow } from "../../shape/plain-data.ts";
import type { StrategyHook } from "../strategy/allocate-error.ts";
import {
  type PodRanges,
  type PoolView,
  type Proposal,
  STRATEGY_PROMISES,
  type Strategy,
  type StrategyPromise,
} from "../strategy/strategy.ts";

/** What a wrapper needs to know of the strategy inside before the first call. */
export interface Inner {
  /** Its name. */
  readonly name: string;
  /** What it remembers before the first call. */
  readonly initial: unknown;
  /** What it promises, written out. */
  readonly promises: readonly StrategyPromise[];
}

/** Reads a strategy that is to be wrapped. */
export function readInner(caller: string, inner: Strategy): Inner {
  const { name, initial, promises = STRATEGY_PROMISES } = inner;
  if (typeof name !== "string" || typeof inner.propose !== "function")
    throw new TypeError(`${caller}: expected a strategy with a name and a function propose`);
  if (!isPlainShallow(initial)) throw new TypeError(`${caller}: expected a strategy whose initial is plain data`);
  return { name, initial, promises };
}

/** Lets the strategy inside hear of a step. */
export function tellInner(
  inner: Strategy,
  hook: StrategyHook,
  event: PodRanges,
  view: PoolView,
  memory: unknown,
): unknown {
  return inner[hook] === undefined ? memory : inner[hook](event, view, memory);
}

/** Asks the strategy inside whether data from a snapshot is a memory of it. */
export function innerAccepts(inner: Strategy, memory: unknown, pool: PoolView["pool"]): boolean {
  if (inner.accepts === undefined) return true;
  const answer: unknown = inner.accepts(memory, pool);
  return !isPromise(answer) && answer === true;
}

/**
 * Puts the memory of the strategy inside into that of its wrapper.
 * @returns the wrapper's memory; what is no plain data is returned as it is, for the allocator to see
 */
export function around<Outer>(memory: unknown, wrap: (memory: unknown) => Outer): Outer {
  return isPlainShallow(memory) && !isPromise(memory) ? wrap(memory) : (memory as Outer);
}

/**
 * Puts the memory in a proposal of the strategy inside into that of its wrapper.
 * @returns the proposal with the wrapper's memory; a refusal, and what is no proposal, as it is
 */
export function aroundProposal<Outer>(proposal: Proposal<unknown>, wrap: (memory: unknown) => Outer): Proposal<Outer> {
  // Whatever a strategy returned that is no object, or comes later, is the allocator's to refuse.
  const isObject = typeof proposal === "object" && proposal !== null && !isPromise(proposal);
  if (!isObject || proposal.refuse !== undefined) return proposal as Proposal<Outer>;
  return { ranges: proposal.ranges, memory: around(proposal.memory, wrap) };
}
