import type { Answer } from "./answer.ts";
import type { FoundRange } from "./finding.ts";
import type { HistoryStep } from "./operation.ts";

/** What is wrong with an answer, with all that a sentence about it tells. */
export type LawFault = RangeFault | AllocateFault | RestoreFault | RefusalFault | StepFault | RepeatFault | OwnFault;

/** What is wrong with a range. */
export type RangeFault =
  | { readonly code: "no-ids"; readonly range: FoundRange }
  | { readonly code: "past-last-id"; readonly range: FoundRange }
  | { readonly code: "outside-pool"; readonly range: FoundRange; readonly pool: FoundRange }
  | {
      readonly code: "wrong-size";
      readonly range: FoundRange;
      /** How many IDs there should be, or of how many a multiple. */
      readonly wanted: number;
      readonly isMultiple: boolean;
    }
  | { readonly code: "unaligned"; readonly range: FoundRange }
  | { readonly code: "excluded"; readonly range: FoundRange; readonly excluded: FoundRange }
  | {
      readonly code: "taken";
      readonly range: FoundRange;
      /** The live pod; absent where the IDs are those of another range of the same answer. */
      readonly by?: { readonly podUid: string; readonly range: FoundRange };
    };

/** What is wrong with the answer to a pod that asks for IDs, apart from a single range of it. */
export type AllocateFault =
  | { readonly code: "told-of-none"; readonly podUid: string }
  | {
      readonly code: "other-size";
      readonly podUid: string;
      readonly wanted: number;
      readonly ranges: readonly FoundRange[];
    }
  | {
      readonly code: "moved";
      readonly podUid: string;
      readonly had: readonly FoundRange[];
      /** What it has got; `undefined` for a refusal. */
      readonly gets: readonly FoundRange[] | undefined;
      readonly isAfterRestart: boolean;
    };

/** What is wrong with the answer to a pod whose recorded range is handed to the allocator. */
export type RestoreFault =
  | { readonly code: "not-restored"; readonly podUid: string; readonly range: FoundRange; readonly error: string }
  | { readonly code: "other-range"; readonly podUid: string; readonly range: FoundRange; readonly gets: FoundRange }
  | { readonly code: "second-range"; readonly podUid: string; readonly range: FoundRange };

/** What is wrong with a refusal. `says` is its code, or its words where it has none. */
export type RefusalFault =
  | { readonly code: "strategy-blamed"; readonly error: string }
  | { readonly code: "no-answer"; readonly error: string }
  | { readonly code: "full"; readonly free: number; readonly capacity: number; readonly says: string }
  | {
      readonly code: "room-left";
      readonly free: number;
      readonly capacity: number;
      /** How many slots were asked for. */
      readonly slots: number;
      readonly says: string;
    };

/** What is wrong with the answer to another operation. */
export type StepFault =
  | { readonly code: "not-given-back"; readonly podUid: string; readonly error: string }
  | {
      readonly code: "not-back";
      /** Why the allocator does not come back, where it was the history that asked for a restart. */
      readonly error?: string;
    }
  | { readonly code: "misfit"; readonly op: HistoryStep["op"]; readonly answer: Answer };

/** What shows when an old state is looked at again, or everything is done again. Steps are counted from 0. */
export type RepeatFault =
  | {
      readonly code: "other-answer";
      readonly answer: Answer;
      readonly other: Answer;
      readonly when: "again" | "new-strategy" | "new-allocator" | "after-restart";
    }
  | { readonly code: "pool-changed" }
  | { readonly code: "state-changed"; readonly step: number }
  | { readonly code: "step-changed-state"; readonly step: number }
  | {
      readonly code: "state-differs";
      /** What the state lists. */
      readonly listed: readonly { readonly podUid: string; readonly ranges: readonly FoundRange[] }[];
      /** What was answered on the way to it. */
      readonly answered: readonly (readonly [podUid: string, ranges: readonly FoundRange[]])[];
    };

/** What a law of one's own says. */
export interface OwnFault {
  readonly code: "own-law";
  /** What is wrong, a sentence without its full stop. */
  readonly says: string;
}
