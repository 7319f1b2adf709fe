import type { Answer } from "../history/answer.ts";
import type { LawFinding } from "../history/finding.ts";
import type { HistoryPool } from "../history/history.ts";
import type { HistoryStep } from "../history/operation.ts";
import type { Counterexample } from "../history/outcome.ts";
import type { Model } from "../model/model.ts";

/** A state, and the shortest way to it. */
export interface Node<State> {
  readonly state: State;
  readonly model: Model;
  /** Its name, apart from the memory. */
  readonly slots: number;
  readonly depth: number;
  readonly last: Arrival<State> | undefined;
}

export interface Arrival<State> {
  readonly from: Node<State>;
  readonly step: HistoryStep;
  readonly answer: Answer;
}

/** Writes a way down as a counterexample. */
export function counterexampleTo<State>(
  { pool, seed, subject }: { readonly pool: HistoryPool; readonly seed: number; readonly subject: string },
  end: Arrival<State>,
  finding: LawFinding,
): Counterexample {
  const way: Arrival<State>[] = [];
  for (let at: Arrival<State> | undefined = end; at !== undefined; at = at.from.last) way.unshift(at);
  return {
    subject,
    history: { pool, seed, operations: way.map(({ step }) => step) },
    answers: way.map(({ answer }) => answer),
    finding,
  };
}
