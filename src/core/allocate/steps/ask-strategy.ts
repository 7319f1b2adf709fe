import { anyPromise, isPromise, showThrown } from "../../foreign.ts";
import { type Err, err } from "../../result.ts";
import { isPlainShallow } from "../../shape/plain-data.ts";
import type { Setup } from "../state/slot-owners.ts";
import type {
  AllocateError,
  AnsweredLater,
  BadMemory,
  BadProposal,
  ProposalFlaw,
  StrategyCall,
  StrategyThrew,
} from "../strategy/allocate-error.ts";
import type { AllocationRequest, PoolView } from "../strategy/strategy.ts";
import { isFlaw, MOST_RANGES, type OneOrMore } from "./check-ranges.ts";
import { copyRanges } from "./copy-ranges.ts";

/** A proposal in the right shape, every part of it read once. Whether its ranges may be given is another question. */
export interface Answer {
  readonly ok: true;
  /** The ranges proposed, or the only one: copies that nothing else knows. */
  readonly ranges: OneOrMore;
  /** What the strategy remembers from now on. */
  readonly memory: unknown;
}

/**
 * Asks the strategy for ranges. Nothing it does gets past this function: it may throw, return anything, or use states.
 * @param request - the pod, what it is to get, and when
 * @returns the answer, or a refusal that blames the strategy
 */
export function askStrategy(
  setup: Setup,
  request: AllocationRequest,
  view: PoolView,
  memory: unknown,
): Answer | Err<AllocateError> {
  let proposal: unknown;
  try {
    proposal = setup.strategy.propose(request, view, memory);
    return readProposal(setup.strategyName, proposal);
  } catch (thrown) {
    // A promise can have getters that throw, and be rejected besides.
    isPromise(proposal);
    return err(strategyThrew(setup.strategyName, "propose", thrown));
  }
}

export function strategyThrew(strategy: string, during: StrategyCall, thrown: unknown): StrategyThrew {
  return { code: "strategy-threw", strategy, during, thrown: showThrown(thrown) };
}

export function answeredLater(strategy: string, during: StrategyCall): AnsweredLater {
  return { code: "answered-later", strategy, during };
}

export function badMemory(strategy: string, during: StrategyCall): BadMemory {
  return { code: "bad-memory", strategy, during };
}

/** Reads each property exactly once: a getter or a Proxy could answer differently the second time. */
function readProposal(strategy: string, proposal: unknown): Answer | Err<AllocateError> {
  if (!isObject(proposal)) return badProposal(strategy, { code: "not-a-proposal" });
  const { refuse, ranges, memory } = proposal;
  if (typeof refuse === "string" && !anyPromise([ranges, memory]))
    return err({ code: "strategy-refused", strategy, reason: refuse });
  if (refuse !== undefined || !Array.isArray(ranges))
    return anyPromise([proposal, refuse, ranges, memory])
      ? err(answeredLater(strategy, "propose"))
      : badProposal(strategy, { code: "not-a-proposal" });
  const copies = copyRanges(ranges);
  if (isFlaw(copies))
    return anyPromise([memory, ...ranges.slice(0, MOST_RANGES)])
      ? err(answeredLater(strategy, "propose"))
      : badProposal(strategy, copies);
  if (!isPlainShallow(memory) || isPromise(memory)) return err(badMemory(strategy, "propose"));
  return { ok: true, ranges: copies, memory };
}

export function badProposal(strategy: string, flaw: ProposalFlaw): Err<BadProposal> {
  return err({ code: "bad-proposal", strategy, flaw });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
