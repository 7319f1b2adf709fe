import { type RangeSource, rangeSources } from "../../core/node/placement/range-sources.ts";
import type { Release } from "../../core/releases/releases.ts";
import type { OptionRows } from "../program/option-row.ts";
import { KUBELET_CONFIG_OPTIONS, type KubeletConfigOptions } from "./kubelet-config-options.ts";
import { POOL_OPTIONS, type PoolOptions } from "./pool-options.ts";
import { RELEASE } from "./release-option.ts";
import { SEED } from "./seed-option.ts";

export interface PlacingOptions extends PoolOptions, KubeletConfigOptions {
  readonly strategy: RangeSource;
  readonly seed: number;
  readonly release?: Release;
}

export const PLACING_OPTIONS: OptionRows<PlacingOptions> = {
  ...POOL_OPTIONS,
  strategy: {
    value: "<name>",
    about: "who gives the ranges: a strategy of the allocator, the kubelet, or a baseline",
    choices: rangeSources(),
    default: "random-scan",
  },
  seed: SEED,
  release: RELEASE,
  ...KUBELET_CONFIG_OPTIONS,
  kubeletConfig: {
    ...KUBELET_CONFIG_OPTIONS.kubeletConfig,
    about: "the configuration of --strategy kubelet, in any form",
  },
};
