import { isStrategyName, STRATEGY_NAMES, type StrategyName } from "../../allocate/strategies/strategies.ts";
import { ok, type Result } from "../../result.ts";
import { allocatorGiver } from "./allocator-giver.ts";
import { hostUsersGiver, overlappingRangesGiver, sharedRangeGiver } from "./baseline-givers.ts";
import type { NodeError } from "./errors.ts";
import type { Giver, RangeRequest } from "./giver.ts";
import { kubeletGiver } from "./kubelet-giver.ts";

/** What gives pods ranges besides the allocator. */
const OTHER_SOURCES = ["kubelet", "host-users", "shared-range", "overlapping-ranges"] as const;

/**
 * Who gives the pods of a node their ranges.
 *
 * | | |
 * |---|---|
 * | a strategy's name, such as `random-scan` | the allocator, with this strategy: no two pods overlap |
 * | `kubelet` | a kubelet, with the settings and the defects of its release |
 * | `host-users` | nobody: every pod is in the host's user namespace |
 * | `shared-range` | one range for all pods, each in a namespace of its own, as Docker's `userns-remap` does |
 * | `overlapping-ranges` | ranges of which each begins in the middle of the one before |
 *
 * The last three are baselines: they keep no pods apart, and are there to compare with.
 */
export type RangeSource = StrategyName | (typeof OTHER_SOURCES)[number];

/**
 * Lists all that can give pods their ranges: the strategies of the allocator, the kubelet, and the baselines.
 *
 * @returns their names, a new list each time
 * @example
 * ```ts
 * import { rangeSources } from "userns-sim/node";
 *
 * rangeSources().slice(-4); // => ["kubelet", "host-users", "shared-range", "overlapping-ranges"]
 * ```
 */
export function rangeSources(): readonly RangeSource[] {
  return [...STRATEGY_NAMES, ...OTHER_SOURCES];
}

const OPEN: Readonly<Record<(typeof OTHER_SOURCES)[number], (request: RangeRequest) => Result<Giver, NodeError>>> = {
  kubelet: kubeletGiver,
  "host-users": () => ok(hostUsersGiver()),
  "shared-range": (request) => ok(sharedRangeGiver(request)),
  "overlapping-ranges": (request) => ok(overlappingRangesGiver(request)),
};

/** Whether it sees to it that no two pods get the same ID. */
export function keepsApart(source: RangeSource): boolean {
  return source === "kubelet" || isStrategyName(source);
}

/** Makes ready what gives the ranges, before any pod has one. */
export function openSource(source: RangeSource, request: RangeRequest): Result<Giver, NodeError> {
  return isStrategyName(source) ? ok(allocatorGiver(source, request)) : OPEN[source](request);
}
