import { isStrategyName, STRATEGIES } from "../../core/allocate/strategies/strategies.ts";
import type { Kubelet } from "../../core/kubelet/manager/kubelet.ts";
import { DEFAULT_IDS_PER_POD } from "../../core/kubelet/settings/settings.ts";
import type { RangeRequest } from "../../core/node/placement/giver.ts";
import { kubeletPoolFault } from "../../core/node/placement/kubelet-giver.ts";
import type { RangeSource } from "../../core/node/placement/range-sources.ts";
import { DEFAULT_RELEASE, RELEASE_TABLE, traitAt } from "../../core/releases/releases.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import type { PlacingOptions } from "../options/placing-options.ts";
import { choosePool, type PoolFacts, poolFacts } from "./pool.ts";

export interface StrategyFacts {
  readonly name: RangeSource;
  /** The seed; null where nothing is drawn. */
  readonly seed: number | null;
}

export interface Placing {
  readonly request: RangeRequest;
  readonly strategy: StrategyFacts;
  /** The pool; a kubelet may make another one of it, or of nothing. */
  readonly pool: PoolFacts;
}

export async function readPlacing(io: Io, options: PlacingOptions): Promise<Placing> {
  const { strategy: name, seed, idsPerPod, release = DEFAULT_RELEASE } = options;
  const { pool, source } = await choosePool(io, options);
  const strategy = { name, seed: draws(options) ? seed : null };
  const facts = poolFacts(pool, source);
  if (name !== "kubelet") return { request: { pool, seed, settings: { release } }, strategy, pool: facts };
  const given = source === "default" ? undefined : pool;
  const fault = kubeletPoolFault(release, idsPerPod, given);
  if (fault !== undefined) throw new Failure(`--strategy kubelet: ${fault}`);
  const settings = { release, ...(idsPerPod === DEFAULT_IDS_PER_POD ? {} : { idsPerPod }) };
  return { request: { pool: given, seed, settings }, strategy, pool: facts };
}

function draws({ strategy, release = DEFAULT_RELEASE }: PlacingOptions): boolean {
  if (strategy === "kubelet") return traitAt(RELEASE_TABLE.scan, release) === "random-scan";
  return isStrategyName(strategy) && STRATEGIES[strategy].draws;
}

/** The pool that a kubelet hands out; that of the options where there is no kubelet, or its gate is off. */
export function poolOf(kubelet: Kubelet | undefined, pool: PoolFacts): PoolFacts {
  if (kubelet === undefined || kubelet.manager === null) return pool;
  const { off, slots, idsPerPod } = kubelet.manager;
  const whole = traitAt(RELEASE_TABLE.pool, kubelet.settings.release) === "whole";
  const source = whole ? "whole" : pool.source;
  return { source, start: off * idsPerPod, size: slots * idsPerPod, idsPerPod, slots };
}

export function strategyText({ name, seed }: StrategyFacts): string {
  return seed === null ? name : `${name}, seed ${seed}`;
}
