import type { Answer } from "./answer.ts";
import type { HistoryOperation } from "./operation.ts";

/** What happened to a pod, in the order of all that happened. */
export type LaneEvent =
  | {
      /** The pod asks. */
      readonly podUid: string;
      /** What is asked. */
      readonly asks: HistoryOperation;
    }
  | {
      /** The pod whose turn it was, as far as can be told. */
      readonly podUid: string;
      /** What the adapter called its turn. */
      readonly turn: string;
    }
  | {
      /** The pod is answered. */
      readonly podUid: string;
      /** The answer. */
      readonly answer: Answer;
    };

/** How operations overlapped. */
export interface Lanes {
  /** All that happened, up to the last answer. */
  readonly events: readonly LaneEvent[];
  /** Whether something was answered that had not waited for its turn: then the same order may not come again. */
  readonly isLoose: boolean;
}
