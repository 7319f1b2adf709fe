import { isStrategyName, STRATEGIES } from "../../core/allocate/strategies/strategies.ts";
import { explain } from "../../core/explain/node.ts";
import type { Kubelet } from "../../core/kubelet/manager/kubelet.ts";
import { reservedSlots } from "../../core/kubelet/manager/manager.ts";
import { validateConfiguration } from "../../core/kubelet/settings/configuration.ts";
import { DEFAULT_IDS_PER_POD, type KubeletSettings } from "../../core/kubelet/settings/settings.ts";
import type { RangeRequest } from "../../core/node/placement/giver.ts";
import { kubeletPoolFault } from "../../core/node/placement/kubelet-giver.ts";
import type { RangeSource } from "../../core/node/placement/range-sources.ts";
import { DEFAULT_RELEASE, RELEASE_TABLE, type Release, traitAt } from "../../core/releases/releases.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { type KubeletConfig, readKubeletConfig } from "../kubelet/kubelet-config.ts";
import type { PlacingOptions } from "../options/placing-options.ts";
import type { Problems } from "../output/unreadable.ts";
import type { Asked } from "../program/command-row.ts";
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

/** Reads what the options say, or what is wrong with the kubelet's configuration. */
export async function readPlacing(
  io: Io,
  { options, isGiven }: Pick<Asked<PlacingOptions>, "options" | "isGiven">,
): Promise<Placing | Problems> {
  const { strategy: name, seed, release = DEFAULT_RELEASE } = options;
  const strategy = { name, seed: draws(options) ? seed : null };
  if (name !== "kubelet") {
    const given = CONFIG_FLAGS.find(([option]) => options[option] !== undefined)?.[1];
    if (given !== undefined) throw new Failure(`${given} goes with --strategy kubelet, not with ${name}`);
    const { pool, source } = await choosePool(io, options);
    return { request: { pool, seed, settings: { release } }, strategy, pool: poolFacts(pool, source) };
  }
  const reading = (await readKubeletConfig(io, options)) ?? { config: undefined };
  if ("problems" in reading) return reading;
  const typed = isGiven("idsPerPod") ? options.idsPerPod : undefined;
  const settings = settingsOf(release, reading.config, typed);
  const isValid = validateConfiguration(settings).length === 0;
  const idsPerPod = isValid && isHonoured(release) ? settings.idsPerPod : typed;
  const { pool, source } = await choosePool(io, { ...options, idsPerPod: idsPerPod ?? DEFAULT_IDS_PER_POD });
  const given = source === "default" ? undefined : pool;
  const fault = kubeletPoolFault({ release }, pool.idsPerPod, given);
  if (fault !== undefined) throw new Failure(`--strategy kubelet: ${explain(fault)}`);
  // A pool brings its length along, behind which a wrong one would go unseen.
  const request = { pool: isValid ? given : undefined, seed, settings };
  return { request, strategy, pool: poolFacts(pool, source) };
}

const CONFIG_FLAGS = [
  ["kubeletConfig", "--kubelet-config"],
  ["kubeletConfigDir", "--kubelet-config-dir"],
] as const;

function settingsOf(release: Release, config: KubeletConfig | undefined, typed: number | undefined): KubeletSettings {
  const { maxPods, idsPerPod = typed, featureGates = {} } = config ?? {};
  if (typed !== undefined && idsPerPod !== typed)
    throw new Failure(`--ids-per-pod: ${typed}, but the configuration of the kubelet says ${idsPerPod}`);
  return {
    release,
    featureGates,
    ...(maxPods === undefined ? {} : { maxPods }),
    ...(idsPerPod === undefined ? {} : { idsPerPod }),
  };
}

function isHonoured(release: Release): boolean {
  return traitAt(RELEASE_TABLE.idsPerPod, release) === "honoured";
}

function draws({ strategy, release = DEFAULT_RELEASE }: PlacingOptions): boolean {
  if (strategy === "kubelet") return traitAt(RELEASE_TABLE.scan, release) === "random-scan";
  return isStrategyName(strategy) && STRATEGIES[strategy].draws;
}

/** The pool that ranges are handed out of; null where none are: on host users, and by a kubelet whose gate is off. */
export function poolOf({ strategy, pool }: Placing, kubelet: Kubelet | undefined): PoolFacts | null {
  if (strategy.name === "host-users") return null;
  if (kubelet === undefined) return pool;
  if (kubelet.manager === null) return null;
  const { release } = kubelet.settings;
  const { off, slots: all, idsPerPod } = kubelet.manager;
  const reserved = reservedSlots(release);
  const slots = all - reserved;
  const source = traitAt(RELEASE_TABLE.pool, release) === "whole" ? "whole" : pool.source;
  const start = (off + reserved) * idsPerPod;
  return { source, start, size: slots * idsPerPod, idsPerPod, slots, aligned: true, rest: 0 };
}

export function strategyText({ name, seed }: StrategyFacts): string {
  return seed === null ? name : `${name}, seed ${seed}`;
}
