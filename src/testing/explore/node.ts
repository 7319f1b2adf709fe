import { entries } from "../../core/allocate/state/queries.ts";
import type { Answer } from "../history/answer.ts";
import type { FoundRange, LawFinding } from "../history/finding.ts";
import type { HistoryPool } from "../history/history.ts";
import type { LawFault } from "../history/law-fault.ts";
import type { HistoryStep } from "../history/operation.ts";
import type { Counterexample } from "../history/outcome.ts";
import { livePods, type Model } from "../model/model.ts";
import type { StrategyState } from "../subject/strategy-steps.ts";

/** A state, and the shortest way to it. */
export interface Node {
  readonly state: StrategyState;
  readonly model: Model;
  /** Its name, apart from the memory. */
  readonly slots: number;
  readonly depth: number;
  readonly last: Arrival | undefined;
}

export interface Arrival {
  readonly from: Node;
  readonly step: HistoryStep;
  readonly answer: Answer;
}

/** How what the allocator says of a state differs from what it has answered on the way there. */
export function differenceOf({ state, model }: Node): Differing | undefined {
  const told = new Map(livePods(model).map(({ podUid, ranges }) => [podUid, ranges]));
  const listed = entries(state.allocations);
  const isSame =
    listed.length === told.size && listed.every(({ podUid, ranges }) => isLike(ranges, told.get(podUid) ?? []));
  if (isSame) return undefined;
  return { code: "state-differs", listed, answered: [...told] };
}

type Differing = Extract<LawFault, { readonly code: "state-differs" }>;

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
    finding: { ...finding, strategy: subject },
  };
}

function isLike(listed: readonly FoundRange[], told: readonly FoundRange[]): boolean {
  return (
    listed.length === told.length &&
    listed.every(({ start, size }) => told.some((range) => range.start === start && range.size === size))
  );
}
