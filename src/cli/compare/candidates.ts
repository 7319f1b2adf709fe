import type { Strategy } from "../../core/allocate/strategy.ts";
import { quarantine } from "../../core/allocate/wrappers/quarantine.ts";
import { sticky } from "../../core/allocate/wrappers/sticky.ts";
import { drawInt } from "../../core/random/random.ts";
import { Failure } from "../failure.ts";
import { STRATEGIES, type StrategyName } from "../node/strategies.ts";
import { printable } from "../printable.ts";

/** A strategy that takes part in a comparison. */
export interface Candidate {
  /** Its name, such as `first-fit + quarantine`. */
  readonly name: string;
  /** The strategy; `shared` for the insecure baseline. */
  readonly strategy: Strategy | "shared";
}

/** What candidates are made with. */
export interface CandidateOptions {
  /** Where the draws of a random strategy begin. */
  readonly seed: number;
  /** How many ticks a range rests in a quarantine. */
  readonly quarantine: number;
}

/** The strategies that are compared when none is named: every preset, three that are wrapped, and the baseline. */
export const DEFAULT_CANDIDATES: readonly string[] = [
  ...Object.keys(STRATEGIES),
  "first-fit+quarantine",
  "random-scan+quarantine",
  "first-fit+sticky",
  "shared",
];

/**
 * Makes the strategies with certain names.
 *
 * @param names - names of strategies, each perhaps with wrappers behind it, such as `first-fit+quarantine`, from the inside
 * out; `shared` is the baseline. A name that comes again is passed over.
 * @param options - what they are made with
 * @returns the strategies, in the order of the names
 * @throws Failure when there is no such strategy. {@link Failure}
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
  if (base === "shared" && wrappers.length === 0) return base;
  if (!isStrategyName(base) || wrappers.length > MOST_WRAPPERS) throw unknown(given);
  // Not the seed itself: a strategy would draw the very numbers that the history was made of.
  let strategy = STRATEGIES[base].make(drawInt(options.seed, 4294967296).value);
  for (const wrapper of wrappers) {
    if (wrapper === "quarantine") strategy = quarantine(strategy, { ticks: options.quarantine });
    else if (wrapper === "sticky") strategy = sticky(strategy);
    else throw unknown(given);
  }
  return strategy;
}

const MOST_WRAPPERS = 4;

function isStrategyName(name: string): name is StrategyName {
  return Object.hasOwn(STRATEGIES, name);
}

function unknown(given: string): Failure {
  const known = [...Object.keys(STRATEGIES), "shared"].join(", ");
  return new Failure(
    `--strategy: expected ${known}; all but shared perhaps with +quarantine or +sticky behind; found ${printable(given)}`,
  );
}
