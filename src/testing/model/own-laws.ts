import { PreconditionFailure } from "fast-check";
import { isPromise, showThrown } from "../../core/foreign.ts";
import { misuse } from "../../core/misuse/misuse.ts";
import type { Answer } from "../history/answer.ts";
import type { LawFinding } from "../history/finding.ts";
import type { HistoryPool } from "../history/history.ts";
import type { HistoryStep } from "../history/operation.ts";
import type { AnyLaw } from "../laws/laws.ts";
import { Knowledge, type LivePod, livePods, type Model } from "./model.ts";

/** What a law of your own is shown: one answer, and what is known with it. */
export interface OwnLawFacts {
  /** What was asked. */
  readonly operation: HistoryStep;
  /** What was answered; it keeps every law of the kit that is not left aside. */
  readonly answer: Answer;
  /** Who has what now, in the order in which they got it. */
  readonly live: readonly LivePod[];
  /** The pool. */
  readonly pool: HistoryPool;
}

/**
 * A law of your own.
 *
 * @param facts - an answer, and what is known with it
 * @returns what is wrong, a sentence without its full stop; `undefined` when nothing is. What it throws, such as an `expect`
 * of a test does, is wrong as well
 */
export type OwnLaw = (facts: OwnLawFacts) => string | undefined;

/** Which laws are held. */
export interface LawOptions {
  /**
   * Laws that are left aside, because they are known to be broken or do not apply. Where one of them is broken, the rest of
   * that history is not held against the others.
   */
  readonly except?: readonly AnyLaw[];
  /** Laws of your own, by name. They are found, made small and told like those of the kit. */
  readonly laws?: Readonly<Record<string, OwnLaw>>;
}

/** The first law of one's own that an answer breaks; the model is the one after it. */
export function ownFinding(
  model: Model,
  operation: HistoryStep,
  answer: Answer,
  { laws, except = [] }: LawOptions,
): LawFinding | undefined {
  if (laws === undefined) return undefined;
  const { start, poolEnd, idsPerPod, exclude } = Knowledge.rulesOf(model);
  const pool = { start, size: poolEnd - start, idsPerPod, exclude };
  const live = livePods(model);
  for (const [law, holds] of Object.entries(laws)) {
    const says = except.includes(law) ? undefined : said(law, holds, { operation, answer, live, pool });
    if (says !== undefined) return { law, operation, answer, fault: { code: "own-law", says } };
  }
  return undefined;
}

function said(law: string, holds: OwnLaw, facts: OwnLawFacts): string | undefined {
  let says: unknown;
  try {
    says = holds(facts);
  } catch (thrown) {
    // By this a history is left out: it says nothing of the law.
    if (PreconditionFailure.isFailure(thrown)) throw thrown;
    return `threw ${showThrown(thrown)}`;
  }
  if (says === undefined || typeof says === "string") return says;
  const got = isPromise(says) ? "a promise: it has to answer at once" : undefined;
  throw misuse("laws", `what the law ${law} gives`, "a sentence or undefined", says, got);
}
