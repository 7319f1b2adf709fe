import { isStrategyName, STRATEGIES, STRATEGY_NAMES } from "../../core/allocate/strategies/strategies.ts";
import type { Strategy } from "../../core/allocate/strategy/strategy.ts";
import { drawInt } from "../../core/random/random.ts";
import { Failure } from "../base/failure.ts";
import { endings, type WrapperOptions, wrapIn } from "./wrappers.ts";

export interface Candidate {
  /** Its name, such as `first-fit + quarantine`. */
  readonly name: string;
  readonly strategy: Strategy | "shared-range";
}

export interface CandidateOptions extends WrapperOptions {
  readonly seed: number;
}

/** The strategies that are compared when none is named: every one there is, three that are wrapped, and the baseline. */
export const DEFAULT_CANDIDATES: readonly string[] = [
  ...STRATEGY_NAMES,
  "first-fit+quarantine",
  "random-scan+quarantine",
  "first-fit+sticky",
  "shared-range",
];

/**
 * Makes the strategies with certain names, in their order; a name that comes again is passed over. A name may have wrappers
 * behind it, from the inside out, such as `first-fit+quarantine`; `shared-range` is the baseline.
 */
export function makeCandidates(names: readonly string[], options: CandidateOptions): readonly Candidate[] {
  const made = new Map<string, Candidate>();
  for (const given of names) {
    const parts = given.split("+").map((part) => part.trim());
    const name = parts.join(" + ");
    made.set(name, { name, strategy: makeStrategy(given, parts, options) });
  }
  return [...made.values()];
}

function makeStrategy(given: string, [base = "", ...wrappers]: readonly string[], options: CandidateOptions) {
  if (base === "shared-range" && wrappers.length === 0) return base;
  if (!isStrategyName(base) || wrappers.length > MOST_WRAPPERS) throw unknown(given);
  // Not the seed itself: a strategy would draw the very numbers that the history was made of.
  let strategy = STRATEGIES[base].make(drawInt(options.seed, 4294967296).value);
  for (const wrapper of wrappers) {
    const wrapped = wrapIn(wrapper, strategy, options);
    if (wrapped === undefined) throw unknown(given);
    strategy = wrapped;
  }
  return strategy;
}

const MOST_WRAPPERS = 4;

function unknown(given: string): Failure {
  const known = [...STRATEGY_NAMES, "shared-range"].join(", ");
  return new Failure(
    `--strategy: expected ${known}; all but shared-range perhaps with ${endings()} behind; found ${given}`,
  );
}
