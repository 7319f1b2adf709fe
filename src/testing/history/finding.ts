import type { AnyLaw } from "../laws/laws.ts";
import type { Answer } from "./answer.ts";
import type { LawFault } from "./law-fault.ts";
import type { HistoryStep } from "./operation.ts";

/** A law that is broken, and by what. */
export interface LawFinding {
  /** Which law, one of the kit's or one of your own. */
  readonly law: AnyLaw;
  /** The operation at which it showed. */
  readonly operation: HistoryStep;
  /** What the allocator answered. */
  readonly answer: Answer;
  /** What is wrong. `explainFinding` makes a sentence of it. */
  readonly fault: LawFault;
  /** The name of the strategy that is to blame; absent where the allocator is looked at as a whole. */
  readonly strategy?: string;
  /** The range that is wrong. */
  readonly range?: FoundRange;
  /** The range that would have been right, or that it should have been inside of. */
  readonly expected?: FoundRange;
  /** The live pod that has some of the IDs. */
  readonly other?: {
    /** The UID of the pod. */
    readonly podUid: string;
    /** Its range. */
    readonly range: FoundRange;
  };
  /** How many slots were free. */
  readonly free?: number;
  /** How many slots there are. */
  readonly capacity?: number;
}

/** Host IDs `[start, start + size)`; nothing says that they are IDs. */
export interface FoundRange {
  /** The first. */
  readonly start: number;
  /** How many. */
  readonly size: number;
}
