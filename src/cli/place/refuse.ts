import type { PodSet } from "../../core/manifest/pod-set.ts";
import { Failure } from "../base/failure.ts";
import type { PoolFacts } from "../inputs/pool.ts";
import { podCount } from "../inputs/select-node.ts";
import type { StrategyFacts, StrategyRefusedDocument, TooManyPodsDocument } from "./json.ts";
import type { PodWithout } from "./place.ts";

/**
 * Refuses, before any work is done, pods that the pool has no slots for.
 * @param sets - the pods, counted but not yet made
 */
export function refuse(sets: readonly PodSet[], pool: PoolFacts): TooManyPodsDocument | undefined {
  const wanting = sets.filter(({ hostUsers }) => hostUsers === false);
  const pods = podCount(wanting);
  if (pods > pool.slots) {
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

export function refusedBy(
  strategy: StrategyFacts,
  { pod: { namespace, name }, before, reason }: PodWithout,
  pool: PoolFacts,
): StrategyRefusedDocument {
  const pod = { namespace, name };
  return { outcome: "refused", code: "strategy-refused", reason, strategy, pod, before, pool };
}

/** More than any node runs, and about as many as fit into a terminal's memory. */
const MAX_PODS = 100_000;

function largestOf(sets: readonly PodSet[]): PodSet {
  return sets.reduce((largest, set) => (set.count > largest.count ? set : largest));
}
