import type { ChurnError } from "../compare/history/churn-error.ts";
import { churnEnglish } from "../compare/history/english.ts";
import { type Explanations, expectTexts, familiesOf, sayOneOf, unexplained } from "../explanations.ts";

/** What this entry point says in one language. */
export interface CompareTexts {
  /** Why there is no history of such pods. */
  readonly churn: Explanations<ChurnError>;
}

/** The English of this entry point. */
export const english: CompareTexts = { churn: churnEnglish };

/**
 * Says which parameter of a history is not possible, and what would be right.
 *
 * @param error - the refusal of {@link churn} or {@link historyFromTrace}
 * @param texts - the language
 * @returns a sentence, without control characters of the input
 * @throws TypeError when the argument is no such refusal.
 * @example
 * ```ts
 * import { churn, explain } from "userns-sim/compare";
 *
 * const parameters = { arrival: 10, lifetime: 100, returning: 0, leftovers: 0, cleanup: 1, seed: 1 };
 * const history = churn({ ...parameters, pods: 0 });
 * history.ok ? "" : explain(history.error); // => "pods: expected a whole number from 1 to 100000, found 0."
 * ```
 */
export function explain(error: ChurnError, texts: CompareTexts = english): string {
  expectTexts(texts, Object.keys(english));
  const said = sayOneOf(familiesOf(texts, english), error);
  if (said === undefined) throw unexplained("a refusal of userns-sim/compare", error);
  return said;
}
