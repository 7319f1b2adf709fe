import { STRATEGY_NAMES, type StrategyName } from "../../core/allocate/strategies/strategies.ts";
import type { OptionRows } from "../program/option-row.ts";
import { SEED } from "./seed-option.ts";

/** How a free range is chosen. */
export interface StrategyOptions {
  readonly strategy: StrategyName;
  readonly seed: number;
}

export const STRATEGY_OPTIONS: OptionRows<StrategyOptions> = {
  strategy: {
    value: "<name>",
    about: "how a free range is chosen",
    choices: STRATEGY_NAMES,
    default: "random-scan",
  },
  seed: SEED,
};
