import type { Answer } from "../history/answer.ts";
import type { LawFinding } from "../history/finding.ts";
import { copyOf, type History } from "../history/history.ts";
import type { HistoryOutcome } from "../history/outcome.ts";
import { judgeExcept } from "../model/judge-except.ts";
import { type Model, takenSlots } from "../model/model.ts";
import type { LawOptions } from "../model/own-laws.ts";
import type { AllocatorFacts } from "../subject/adapter.ts";
import { modelOf } from "../subject/subject.ts";
import type { Has, Run } from "../subject/turns.ts";

/** Plays a history and judges each answer; what the allocator has no function for is left out. */
export function* judged(facts: AllocatorFacts, history: History, held: LawOptions): Run<HistoryOutcome> {
  const { pool, seed, operations } = history;
  const given = copyOf(pool);
  const before = JSON.stringify(given);
  const has = (yield { op: "start", pool: given, seed }) as Has;
  const asked = operations.filter(({ op }) => has(op));
  const answers: Answer[] = [];
  let model: Model | undefined = modelOf(facts, pool, held);
  let mostTaken = 0;
  for (const operation of asked) {
    const answer = (yield operation) as Answer;
    answers.push(answer);
    if (!held.except?.includes("unmutated") && JSON.stringify(given) !== before) {
      const finding: LawFinding = { law: "unmutated", operation, answer, fault: { code: "pool-changed" } };
      return { asked, answers, finding, mostTaken };
    }
    const step = judgeExcept(model, operation, answer, held);
    if (step.finding !== undefined) return { asked, answers, finding: step.finding, mostTaken };
    model = step.model;
    if (model !== undefined) mostTaken = Math.max(mostTaken, takenSlots(model));
  }
  return { asked, answers, finding: undefined, mostTaken };
}

/** Plays it once more with a new allocator, unless a law is broken already: the same must come out. */
export function* judgedTwice(facts: AllocatorFacts, history: History, held: LawOptions): Run<HistoryOutcome> {
  const first = yield* judged(facts, history, held);
  const { asked, answers } = first;
  if (first.finding !== undefined || held.except?.includes("deterministic")) return first;
  yield { op: "start", pool: copyOf(history.pool), seed: history.seed };
  for (const [at, operation] of first.asked.entries()) {
    const other = (yield operation as (typeof history.operations)[number]) as Answer;
    const answer = answers[at] ?? other;
    if (JSON.stringify(answer) === JSON.stringify(other)) continue;
    const fault = { code: "other-answer", answer, other, when: "new-allocator" } as const;
    return { ...first, asked, finding: { law: "deterministic", operation, answer, fault } };
  }
  return first;
}
