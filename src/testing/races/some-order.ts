import type { Answer } from "../history/answer.ts";
import type { LawFinding } from "../history/finding.ts";
import type { HistoryOperation } from "../history/operation.ts";
import { judgeExcept } from "../model/judge-except.ts";
import type { Model } from "../model/model.ts";
import type { LawOptions } from "../model/own-laws.ts";

/** An operation, when it was called, and when it was answered. */
export interface Call {
  readonly operation: HistoryOperation;
  readonly answer: Answer;
  readonly called: number;
  readonly answered: number;
}

export interface Ordered {
  /** What is known behind all calls; `undefined` where nobody knows who has what. */
  readonly model: Model | undefined;
  /** What is wrong in the order that fits furthest; `undefined` when one fits to its end. */
  readonly finding: LawFinding | undefined;
}

/**
 * Looks for an order of calls in which every answer is right. An answer comes before each call that was made after it; so a
 * range counts as given from its answer until its release is called. The order of the answers is tried first.
 */
export function someOrder(start: Model, calls: readonly Call[], held: LawOptions): Ordered {
  const inTime = [...calls].sort((a, b) => a.answered - b.answered);
  const seen = new Set<string>();
  let worst: { readonly placed: number; readonly finding: LawFinding } | undefined;
  const place = (model: Model, placed: ReadonlySet<Call>): { readonly model: Model | undefined } | undefined => {
    if (placed.size === inTime.length) return { model };
    // Who has what behind certain calls does not depend on their order: a pod's own calls do not overlap.
    const key = inTime.map((call) => (placed.has(call) ? 1 : 0)).join("");
    if (seen.has(key)) return undefined;
    seen.add(key);
    const open = inTime.filter((call) => !placed.has(call));
    const firstAnswer = Math.min(...open.map(({ answered }) => answered));
    for (const call of open.filter(({ called }) => called <= firstAnswer)) {
      const step = judgeExcept(model, call.operation, call.answer, held);
      if (step.finding !== undefined) {
        if (worst === undefined || placed.size > worst.placed) worst = { placed: placed.size, finding: step.finding };
        continue;
      }
      const end = step.model === undefined ? step : place(step.model, new Set([...placed, call]));
      if (end !== undefined) return end;
    }
    return undefined;
  };
  const end = place(start, new Set());
  return end === undefined ? { model: undefined, finding: worst?.finding } : { model: end.model, finding: undefined };
}
