import type { AnyLaw } from "../laws/laws.ts";
import type { Answer } from "./answer.ts";
import type { LawFinding } from "./finding.ts";
import type { History } from "./history.ts";
import type { Lanes } from "./lanes.ts";
import type { HistoryStep } from "./operation.ts";

/** What came of a history. */
export interface HistoryOutcome {
  /** What was asked: the history's operations, or those of them that the allocator has. */
  readonly asked: readonly HistoryStep[];
  /** The answers, up to the one with the finding. */
  readonly answers: readonly Answer[];
  /** The first law that is broken; `undefined` when none. */
  readonly finding: LawFinding | undefined;
  /** The most slots that live pods had at once. */
  readonly mostTaken: number;
  /** How the operations overlapped, where they did; then they stand in the order of their answers. */
  readonly lanes?: Lanes;
}

/** A history that breaks a law, with all that is needed to tell it. */
export interface Counterexample {
  /** The name of what was tested. */
  readonly subject: string;
  /** What was asked; it ends where the law is broken. */
  readonly history: History<HistoryStep>;
  /** What was answered. */
  readonly answers: readonly Answer[];
  /** Which law, and how. */
  readonly finding: LawFinding;
  /** Other laws that the same defect was found to break. */
  readonly also?: readonly AnyLaw[];
  /** How the operations overlapped, where they did; then they stand in the order of their answers. */
  readonly lanes?: Lanes;
}
