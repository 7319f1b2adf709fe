import { isPromise } from "../../foreign.ts";
import { misuse } from "../../misuse/misuse.ts";
import type { IdRange } from "../../range/range.ts";
import { isPlainShallow } from "../../shape/plain-data.ts";
import { isFlaw, isSeveral } from "../steps/check-ranges.ts";
import { copyRanges } from "../steps/copy-ranges.ts";
import type { StrategyHook } from "../strategy/allocate-error.ts";
import { expectStrategy } from "../strategy/expect-strategy.ts";
import { type Hear, InnerFault } from "../strategy/inner-fault.ts";
import {
  type PodRanges,
  type PoolView,
  type Proposal,
  STRATEGY_PROMISES,
  type Strategy,
  type StrategyPromise,
} from "../strategy/strategy.ts";

export interface Inner {
  readonly name: string;
  /** What it remembers before the first call. */
  readonly initial: unknown;
  /** What it promises, written out. */
  readonly promises: readonly StrategyPromise[];
}

export function readInner(caller: string, inner: Strategy): Inner {
  expectStrategy(caller, "inner", inner);
  const { name, initial, promises = STRATEGY_PROMISES } = inner;
  if (!isPlainShallow(initial)) throw misuse(caller, "initial of inner", "plain data", initial);
  return { name, initial, promises };
}

/**
 * Lets the strategy inside hear of a step, and puts its memory into that of its wrapper.
 * @param wrapper - who hears of the step, and is to blame for what the strategy inside does
 * @throws InnerFault when the strategy inside throws, gives a promise, or remembers what is no plain data.
 */
export function tellInner<Outer>(
  wrapper: Strategy<Outer>,
  inner: Strategy,
  hook: StrategyHook,
  event: PodRanges,
  view: PoolView,
  memory: unknown,
  wrap: (memory: unknown) => Outer,
): Outer {
  let hear: Hear;
  let next: unknown;
  try {
    hear = inner[hook];
    next = hear === undefined ? memory : hear.call(inner, event, view, memory);
  } catch (thrown) {
    const isItsOwn = thrown instanceof InnerFault && thrown.by === hear;
    const own = isItsOwn ? thrown.memory : memory;
    throw new InnerFault(wrapper[hook], wrap(own), isItsOwn ? thrown.cause : { thrown });
  }
  if (isPromise(next)) throw new InnerFault(wrapper[hook], wrap(memory), "answered-later");
  if (!isPlainShallow(next)) throw new InnerFault(wrapper[hook], wrap(memory), "bad-memory");
  return wrap(next);
}

/** Asks the strategy inside whether data from a snapshot is a memory of it. */
export function innerAccepts(inner: Strategy, memory: unknown, pool: PoolView["pool"]): boolean {
  if (inner.accepts === undefined) return true;
  const answer: unknown = inner.accepts(memory, pool);
  return !isPromise(answer) && answer === true;
}

/**
 * Puts the memory in a proposal of the strategy inside into that of its wrapper; a refusal, and what is no proposal, is
 * returned as it is.
 * @param wrap - is also given copies of the ranges, or none when they have not even the shape of ranges
 * @returns the proposal with the wrapper's memory, or with what is no plain data, for the allocator to see; and the
 * ranges that `wrap` was given, whatever getters would answer the second time
 */
export function aroundProposal<Outer>(
  proposal: Proposal<unknown>,
  wrap: (memory: unknown, ranges: readonly IdRange[]) => Outer,
): Proposal<Outer> {
  // Whatever a strategy returned that is no proposal, or comes later, is the allocator's to refuse.
  const isObject = typeof proposal === "object" && proposal !== null && !isPromise(proposal);
  if (!isObject || proposal.refuse !== undefined) return proposal as Proposal<Outer>;
  const { ranges, memory } = proposal;
  const copies = Array.isArray(ranges) ? copyRanges(ranges) : [];
  const known = isFlaw(copies) ? [] : isSeveral(copies) ? copies : [copies];
  return {
    ranges: known.length === 0 ? ranges : known,
    memory: isPlainShallow(memory) && !isPromise(memory) ? wrap(memory, known) : (memory as Outer),
  };
}
