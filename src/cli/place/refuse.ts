import type { PodSet } from "../../core/manifest/pod-set.ts";
import type { NodeError } from "../../core/node/placement/errors.ts";
import { keepsApart } from "../../core/node/placement/range-sources.ts";
import { Failure } from "../base/failure.ts";
import type { StrategyFacts } from "../inputs/placing.ts";
import type { PoolFacts } from "../inputs/pool.ts";
import { refusalText } from "../inputs/refusal-text.ts";
import { podCount } from "../inputs/select-node.ts";
import type { NodeRefusedDocument, RefusedDocument, TooManyPodsDocument } from "./json.ts";
import type { PodWithout } from "./place.ts";

/** Refuses, before any work is done, pods that the pool has no slots for. */
export function refuse(
  sets: readonly PodSet[],
  strategy: StrategyFacts,
  pool: PoolFacts | null,
): TooManyPodsDocument | undefined {
  const wanting = sets.filter(({ hostUsers }) => hostUsers === false);
  const pods = podCount(wanting);
  if (pool !== null && keepsApart(strategy.name) && pods > pool.slots) {
    const { kind, namespace, name, count } = largestOf(wanting);
    const largest = { kind, namespace, name, pods: count };
    return { outcome: "refused", code: "more-pods-than-slots", pods, slots: pool.slots, largest, pool };
  }
  const all = podCount(sets);
  if (all > MAX_PODS) {
    const { kind, namespace, name, count } = largestOf(sets);
    throw new Failure(
      `${all} pods, more than the ${MAX_PODS} that are shown; ${kind} ${namespace}/${name} asks for ${count}`,
    );
  }
  return undefined;
}

export function podRefused(
  { pod: { namespace, name }, before, error }: PodWithout,
  strategy: StrategyFacts,
  pool: PoolFacts | null,
): RefusedDocument {
  const pod = { namespace, name };
  if (pool !== null && error.code === "allocator-refused" && error.cause.code === "strategy-refused")
    return { outcome: "refused", code: error.cause.code, reason: error.cause.reason, strategy, pod, before, pool };
  return { ...noneRefused(error, strategy, pool), pod, before };
}

/** What gives the ranges does not even start, or does not say more than why. */
export function noneRefused(error: NodeError, strategy: StrategyFacts, pool: PoolFacts | null): NodeRefusedDocument {
  const text = refusalText(error);
  return { outcome: "refused", code: error.code, text, strategy, pod: null, before: 0, pool };
}

/** More than any node runs, and about as many as fit into a terminal's memory. */
export const MAX_PODS = 100_000;

function largestOf(sets: readonly PodSet[]): PodSet {
  return sets.reduce((largest, set) => (set.count > largest.count ? set : largest));
}
