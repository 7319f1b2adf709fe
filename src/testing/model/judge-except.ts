import type { Answer } from "../history/answer.ts";
import type { LawFinding } from "../history/finding.ts";
import type { HistoryStep } from "../history/operation.ts";
import { judge } from "./judge.ts";
import type { Model } from "./model.ts";
import { type LawOptions, ownFinding } from "./own-laws.ts";
import type { AllocatorPromise } from "./rules.ts";
import { DEFAULT_PROMISES } from "./rules.ts";

/** What a model says to an answer, some laws left aside. */
export interface JudgementExcept {
  /** The model after it; `undefined` from where on nobody knows who has what. */
  readonly model: Model | undefined;
  /** The law that the answer breaks, if it is not left aside. */
  readonly finding: LawFinding | undefined;
}

/**
 * Judges an answer by the laws that are held, those of one's own last. Where a law is broken that is left aside, the history
 * ends for the model: what follows would be blamed on other laws. Only after a refusal it goes on, because nobody has got
 * or lost anything.
 */
export function judgeExcept(
  model: Model | undefined,
  operation: HistoryStep,
  answer: Answer,
  held: LawOptions,
): JudgementExcept {
  if (model === undefined) return { model, finding: undefined };
  const judged = judge(model, operation, answer);
  if (judged.finding === undefined) {
    const finding = ownFinding(judged.model, operation, answer, held);
    return finding === undefined ? judged : { model, finding };
  }
  if (!held.except?.includes(judged.finding.law)) return judged;
  const isKnown = operation.op === "allocate" && "error" in answer;
  return { model: isKnown ? model : undefined, finding: undefined };
}

/** Takes what is left aside out of the promises, where a law is just that. */
export function promisesExcept(
  promises: readonly AllocatorPromise[] | undefined,
  { except = [] }: LawOptions,
): readonly AllocatorPromise[] {
  return (promises ?? DEFAULT_PROMISES).filter((promise) => promise !== "aligned" || !except.includes(promise));
}
