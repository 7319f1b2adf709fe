import { isUint32 } from "../id/uint32.ts";
import { err, ok, type Result } from "../result.ts";
import type { AllocateError, BadMemory, ShapeFlaw, StrategyCall, StrategyThrew } from "./allocate-error.ts";
import type { Setup } from "./core.ts";
import { isPlainShallow } from "./plain-data.ts";
import type { PoolView } from "./strategy.ts";

/**
 * A proposal in the right shape, every part of it read once. Whether its range may be given is another question.
 *
 * @internal
 */
export interface Answer {
  /** The first host ID proposed. */
  readonly start: number;
  /** How many host IDs are proposed. */
  readonly size: number;
  /** What the strategy remembers from now on. */
  readonly memory: unknown;
}

/**
 * Asks the strategy for a range. Nothing it does gets past this function: it may throw, return anything, or use states.
 *
 * @param setup - the pool and the strategy
 * @param podUid - the UID of the pod
 * @param view - what the strategy may see
 * @param memory - what the strategy remembers
 * @returns the answer, or a refusal that blames the strategy
 * @internal
 */
export function askStrategy(
  setup: Setup,
  podUid: string,
  view: PoolView,
  memory: unknown,
): Result<Answer, AllocateError> {
  try {
    const request = { podUid, size: setup.pool.idsPerPod };
    return readProposal(setup.strategyName, setup.strategy.propose(request, view, memory));
  } catch (thrown) {
    return err(strategyThrew(setup.strategyName, "propose", thrown));
  }
}

/**
 * Makes the refusal for a strategy that threw.
 *
 * @param strategy - the strategy's name
 * @param during - which of its functions was called
 * @param thrown - anything
 * @returns the refusal
 * @internal
 */
export function strategyThrew(strategy: string, during: StrategyCall, thrown: unknown): StrategyThrew {
  return { code: "strategy-threw", strategy, during, thrown: showThrown(thrown) };
}

/**
 * Makes the refusal for a strategy that remembers what JSON cannot carry.
 *
 * @param strategy - the strategy's name
 * @param during - which of its functions was called
 * @returns the refusal
 * @internal
 */
export function badMemory(strategy: string, during: StrategyCall): BadMemory {
  return { code: "bad-memory", strategy, during };
}

/** Reads each property exactly once: a getter or a Proxy could answer differently the second time. */
function readProposal(strategy: string, proposal: unknown): Result<Answer, AllocateError> {
  if (!isObject(proposal)) return badShape(strategy, { code: "not-a-proposal" });
  const { refuse, ranges, memory } = proposal;
  if (typeof refuse === "string") return err({ code: "strategy-refused", strategy, reason: refuse });
  if (refuse !== undefined || !Array.isArray(ranges)) return badShape(strategy, { code: "not-a-proposal" });
  const count = ranges.length;
  if (count !== 1) return badShape(strategy, { code: "range-count", count });
  const range: unknown = ranges[0];
  if (!isObject(range)) return badShape(strategy, { code: "not-a-range" });
  const { start, size } = range;
  if (!isUint32(start) || !isUint32(size)) return badShape(strategy, { code: "not-a-range" });
  if (!isPlainShallow(memory)) return err(badMemory(strategy, "propose"));
  return ok({ start, size, memory });
}

function badShape(strategy: string, flaw: ShapeFlaw): Result<never, AllocateError> {
  return err({ code: "bad-proposal", strategy, flaw });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** Showing what was thrown runs its code, which may throw again. */
function showThrown(thrown: unknown): string {
  try {
    return String(thrown).slice(0, 200);
  } catch {
    return "something that cannot be shown";
  }
}
