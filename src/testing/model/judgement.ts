import type { AllocateError } from "../../core/allocate/strategy/allocate-error.ts";
import type { RefusalAnswer } from "../history/answer.ts";
import type { LawFinding } from "../history/finding.ts";
import type { LawFault } from "../history/law-fault.ts";
import type { Model } from "./model.ts";

/** What a model says to an answer. */
export interface Judgement {
  /** The model after it; after a finding, the one before. */
  readonly model: Model;
  /** The law that the answer breaks; `undefined` when none. */
  readonly finding: LawFinding | undefined;
}

/** What is wrong, before it is said at which operation. @internal */
export type Flaw = Omit<LawFinding, "operation" | "answer">;

/** Tells whether the allocator blames its strategy, which it does where a proposal or a memory is not sound. */
export function isFault({ code = "" }: RefusalAnswer): boolean {
  return FAULTS.some((fault) => fault === code);
}

export function strategyBlamed({ error }: RefusalAnswer): LawFault {
  return { code: "strategy-blamed", error };
}

/** With the type of the allocator's codes, so that one it does not know is told. */
const FAULTS: readonly AllocateError["code"][] = ["bad-proposal", "strategy-threw", "answered-later", "bad-memory"];
