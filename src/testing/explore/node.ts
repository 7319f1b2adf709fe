import { entries } from "../../core/allocate/state/queries.ts";
import type { Answer } from "../history/answer.ts";
import type { FoundRange, LawFinding } from "../history/finding.ts";
import type { HistoryPool } from "../history/history.ts";
import type { HistoryStep } from "../history/operation.ts";
import type { Counterexample } from "../history/outcome.ts";
import { livePods, type Model } from "../model/model.ts";
import type { StrategyState } from "../subject/strategy-steps.ts";

/** A state, and the shortest way to it. */
export interface Node {
  /** The state. */
  readonly state: StrategyState;
  /** What the model knows in it. */
  readonly model: Model;
  /** Its name, apart from the memory. */
  readonly slots: number;
  /** How many steps lead to it. */
  readonly depth: number;
  /** The last of them; `undefined` at the start. */
  readonly last: Arrival | undefined;
}

/** A step, and where it began. */
export interface Arrival {
  /** The state before. */
  readonly from: Node;
  /** The step. */
  readonly step: HistoryStep;
  /** The answer. */
  readonly answer: Answer;
}

/**
 * Compares what the allocator says of a state with what it has answered on the way there.
 * @returns the difference in a sentence; `undefined` when there is none
 */
export function differenceOf({ state, model }: Node): string | undefined {
  const told = new Map(livePods(model).map(({ podUid, ranges }) => [podUid, ranges]));
  const listed = entries(state.allocations);
  const isSame =
    listed.length === told.size && listed.every(({ podUid, ranges }) => isLike(ranges, told.get(podUid) ?? []));
  if (isSame) return undefined;
  return `the state lists ${JSON.stringify(listed)} after it has answered ${JSON.stringify([...told])}`;
}

/** Writes a way down as a counterexample. */
export function counterexampleTo(
  pool: HistoryPool,
  subject: string,
  end: Arrival,
  finding: LawFinding,
): Counterexample {
  const way: Arrival[] = [];
  for (let at: Arrival | undefined = end; at !== undefined; at = at.from.last) way.unshift(at);
  return {
    subject,
    history: { pool, seed: 0, operations: way.map(({ step }) => step) },
    answers: way.map(({ answer }) => answer),
    finding: { ...finding, text: `${subject}: ${finding.text}` },
  };
}

function isLike(listed: readonly FoundRange[], told: readonly FoundRange[]): boolean {
  return (
    listed.length === told.length &&
    listed.every(({ start, size }) => told.some((range) => range.start === start && range.size === size))
  );
}
