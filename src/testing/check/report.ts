import * as fc from "fast-check";
import { showThrown } from "../../core/foreign.ts";
import { BrokenLaw } from "../counterexample/broken-law.ts";
import { explain } from "../counterexample/explain.ts";
import type { History } from "../history/history.ts";
import type { Counterexample } from "../history/outcome.ts";
import { againLine } from "./again.ts";
import type { PropertyOptions } from "./property.ts";
import { type Tried, triedEnglish } from "./tried.ts";

/**
 * How to check: fast-check's own parameters, which are passed on as they are, and those of the kit.
 *
 * Without a `seed`, here or in `fc.configureGlobal`, it is 65536, and without a number of runs it is 1000: the same call
 * gives the same report.
 */
export interface CheckParameters extends fc.Parameters<[History]>, PropertyOptions {}

/** What a check found. */
export interface CheckReport {
  /** Whether a law is broken. */
  readonly failed: boolean;
  /** The smallest history that was found to break a law; `undefined` when none does. */
  readonly counterexample: Counterexample | undefined;
  /**
   * The same for each defect, the first that was found first. Where one defect breaks several laws, it is named by the law
   * that the smallest history breaks; the others stand in `also`.
   */
  readonly counterexamples: readonly Counterexample[];
  /** Each of them explained, with the call that finds it again; what else went wrong when it is not that; empty when all is well. */
  readonly text: string;
  /** What was tried, up to the first law that broke: what never happened was not tested. */
  readonly tried: Tried;
  /** The same in a sentence. */
  readonly summary: string;
  /** What fast-check says of `counterexample`, or of all that was tried where there is none: seed, path, number of runs and shrinks. */
  readonly details: fc.RunDetails<[History]>;
}

/** Who is asked, as in the line that says how to ask again. */
export interface Call {
  readonly name: "assertStrategy" | "checkStrategy" | "assertAllocator" | "checkAllocator";
  readonly subject: "make" | "adapter";
}

/** Fills in what a check's parameters leave open. */
export function fastCheckParameters(params: CheckParameters): fc.Parameters<[History]> {
  const { histories: _histories, except: _except, laws: _laws, ...own } = params;
  const settings = fc.readConfigureGlobal();
  // What is given as undefined is not given: then fast-check would take the time for a seed.
  const { seed = settings.seed ?? 65536, numRuns = settings.numRuns ?? 1000 } = params;
  return { ...own, seed, numRuns };
}

/** What a run of fast-check comes to. */
export interface Told {
  readonly details: fc.RunDetails<[History]>;
  readonly counterexample: Counterexample | undefined;
  /** What is said where no law is broken, but something else went wrong. */
  readonly other: string;
  /** The call that comes to it again; empty where there is none. */
  readonly again: string;
}

export function textOf({ counterexample, other, again }: Told): string {
  const text = counterexample === undefined ? other : explain(counterexample);
  return again === "" ? text : `${text}\n${again}`;
}

export function toldOf(call: Call, details: fc.RunDetails<[History]>, params: CheckParameters): Told {
  // The counterexample comes from what was thrown and is not played again: what chance decides would not come again.
  const thrown = details.errorInstance;
  const counterexample = thrown instanceof BrokenLaw ? thrown.counterexample : undefined;
  if (!details.failed) return { details, counterexample, other: "", again: "" };
  const other = counterexample === undefined ? otherText(details) : "";
  const { seed, counterexamplePath: path } = details;
  if (path === null) return { details, counterexample, other, again: "" };
  const { except, laws, histories, examples, unbiased, randomType } = params;
  const options = { seed, path, endOnFailure: true, except, laws, histories, examples, unbiased, randomType };
  return { details, counterexample, other, again: againLine(call.name, call.subject, options) };
}

export function reportOf(told: readonly [Told, ...Told[]], tried: Tried): CheckReport {
  const [{ details }] = told;
  const counterexamples = told.flatMap(({ counterexample }) => (counterexample === undefined ? [] : [counterexample]));
  return {
    failed: details.failed,
    counterexample: counterexamples[0],
    counterexamples,
    text: told.map(textOf).join("\n\n"),
    tried,
    summary: triedEnglish(tried),
    details,
  };
}

/** Without a broken law: what was thrown, or that it took too long. */
function otherText(details: fc.RunDetails<[History]>): string {
  return details.errorInstance === null
    ? (fc.defaultReportMessage(details) ?? "")
    : showThrown(details.errorInstance, MOST_SHOWN);
}

const MOST_SHOWN = 10_000;
