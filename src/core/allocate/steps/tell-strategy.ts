import { isPromise } from "../../foreign.ts";
import { isPlainShallow } from "../../shape/plain-data.ts";
import { type Allocations, State } from "../state/allocations.ts";
import type { Core } from "../state/slot-owners.ts";
import { StateView } from "../state/view.ts";
import type { AnsweredLater, BadMemory, StrategyHook, StrategyThrew } from "../strategy/allocate-error.ts";
import { type Hear, InnerFault } from "../strategy/inner-fault.ts";
import { type Place, placeRanges } from "../strategy/place.ts";
import { answeredLater, badMemory, strategyThrew } from "./ask-strategy.ts";

/**
 * What a strategy did wrong when it was told of a release or a restore. The step is done all the same, and the strategy
 * remembers what it did before.
 */
export type StrategyFault = StrategyThrew | AnsweredLater | BadMemory;

/** What a strategy remembers after it was told of a step. */
export interface Heard {
  /** Plain data. */
  readonly memory: unknown;
  /** What it did wrong. */
  readonly fault: StrategyFault | undefined;
}

/**
 * Tells the strategy of a step that it did not propose.
 * @param core - the core, brought to the state before the step; the strategy may bring it elsewhere
 * @param place - the slots that it gives back or gets
 */
export function tellStrategy(
  hook: StrategyHook,
  core: Core,
  state: Allocations,
  podUid: string,
  place: Place,
  now: number,
): Heard {
  const { pool, strategy, strategyName } = core.setup;
  const memory = State.memoryOf(state);
  let hear: Hear;
  try {
    hear = strategy[hook];
    if (hear === undefined) return { memory, fault: undefined };
    const event = { podUid, ranges: placeRanges(pool, place), now };
    const next = hear.call(strategy, event, new StateView(state), memory);
    if (isPromise(next)) return { memory, fault: answeredLater(strategyName, hook) };
    if (isPlainShallow(next)) return { memory: next, fault: undefined };
    return { memory, fault: badMemory(strategyName, hook) };
  } catch (thrown) {
    return thrown instanceof InnerFault && thrown.by === hear
      ? heardOutside(strategyName, hook, thrown)
      : { memory, fault: strategyThrew(strategyName, hook, thrown) };
  }
}

function heardOutside(strategyName: string, hook: StrategyHook, { memory, cause }: InnerFault): Heard {
  switch (cause) {
    case "bad-memory":
      return { memory, fault: badMemory(strategyName, hook) };
    case "answered-later":
      return { memory, fault: answeredLater(strategyName, hook) };
    default:
      return { memory, fault: strategyThrew(strategyName, hook, cause.thrown) };
  }
}
