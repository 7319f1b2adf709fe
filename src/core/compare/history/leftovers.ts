import type { Dice } from "../../random/dice.ts";
import type { Limited } from "./churn-error.ts";
import { drawDuration } from "./duration.ts";
import type { LeftFiles } from "./history.ts";

/** How often pods leave files behind, and for how long. */
export interface LeftoverParameters {
  /** How many of a hundred pods leave files behind on the host's storage, 0 to 100. */
  readonly leftovers: number;
  /** How many ticks pass on average until these are removed, 1 to 1000000. */
  readonly cleanup: number;
  /** Where the draws begin, 0 to 4294967295. */
  readonly seed: number;
}

export function leftoverLimits({ leftovers, cleanup, seed }: LeftoverParameters): readonly Limited[] {
  return [
    ["leftovers", leftovers, 0, 100],
    ["cleanup", cleanup, 1, 1_000_000],
    ["seed", seed, 0, 4294967295],
  ];
}

/** As many draws are taken whatever the parameters are. Files lie there for one tick at least. */
export function drawLeftFiles(
  dice: Dice,
  { leftovers, cleanup }: LeftoverParameters,
  at: number,
): LeftFiles | undefined {
  const leaves = dice.chance(leftovers);
  const until = at + Math.max(1, drawDuration(dice, cleanup));
  return leaves ? { until } : undefined;
}
