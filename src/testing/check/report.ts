import * as fc from "fast-check";
import { showThrown } from "../../core/foreign.ts";
import type { HistoryConstraints } from "../arbitraries/histories.ts";
import { BrokenLaw } from "../counterexample/broken-law.ts";
import { explain } from "../counterexample/explain.ts";
import type { History } from "../history/history.ts";
import type { Counterexample } from "../history/outcome.ts";
import type { LawName } from "../laws/laws.ts";

/**
 * How to check: fast-check's own parameters, which are passed on as they are, and two of the kit.
 *
 * Without a `seed`, here or in `fc.configureGlobal`, it is 65536, and without a number of runs it is 1000: the same call
 * gives the same report.
 */
export interface CheckParameters extends fc.Parameters<[History]> {
  /** Which histories are played. */
  readonly histories?: HistoryConstraints;
  /**
   * Laws that are left aside, because they are known to be broken or do not apply. Where one of them is broken, the rest of
   * that history is not held against the others.
   */
  readonly except?: readonly LawName[];
}

/** What a check found. */
export interface CheckReport {
  /** Whether a law is broken. */
  readonly failed: boolean;
  /** The smallest history that was found to break a law; `undefined` when none does. */
  readonly counterexample: Counterexample | undefined;
  /** The counterexample, explained; what else went wrong when it is not that; empty when all is well. */
  readonly text: string;
  /** What fast-check says: seed, path, number of runs and shrinks. */
  readonly details: fc.RunDetails<[History]>;
}

/** Fills in what a check's parameters leave open. */
export function fastCheckParameters({ histories, except, ...params }: CheckParameters): fc.Parameters<[History]> {
  const settings = fc.readConfigureGlobal();
  // What is given as undefined is not given: then fast-check would take the time for a seed.
  const { seed = settings.seed ?? 65536, numRuns = settings.numRuns ?? 1000 } = params;
  return { ...params, seed, numRuns };
}

/** Makes a report of what fast-check says. */
export function reportOf(details: fc.RunDetails<[History]>): CheckReport {
  // The counterexample comes from what was thrown and is not played again: what chance decides would not come again.
  const thrown = details.errorInstance;
  const counterexample = thrown instanceof BrokenLaw ? thrown.counterexample : undefined;
  const text = counterexample === undefined ? otherText(details) : explain(counterexample);
  return { failed: details.failed, counterexample, text, details };
}

/** Without a broken law: what was thrown, or that it took too long. */
function otherText(details: fc.RunDetails<[History]>): string {
  if (!details.failed) return "";
  return details.errorInstance === null
    ? (fc.defaultReportMessage(details) ?? "")
    : showThrown(details.errorInstance, MOST_SHOWN);
}

const MOST_SHOWN = 10_000;
