import type { Answer } from "../history/answer.ts";
import type { LawFault } from "../history/law-fault.ts";
import type { HistoryStep } from "../history/operation.ts";
import type { Model } from "../model/model.ts";
import type { AllocatorFacts } from "../subject/adapter.ts";
import type { ExploreStep } from "./bounds.ts";

/** What is explored: states, and a way from each of them to the next. */
export interface Ground<State> {
  readonly facts: AllocatorFacts & { readonly name: string };
  /** Whether what is found is the fault of a strategy. */
  readonly isStrategy: boolean;
  readonly first: State;
  /** The steps that are tried when nobody says which. */
  readonly steps: readonly ExploreStep[];
  /** The numbers that a proposal can be made with. */
  readonly seeds: readonly number[];
  readonly setSeed: (seed: number) => void;
  /** Does a step; the state it was done from stays as it was. */
  readonly take: (from: State, step: HistoryStep, isSilent: boolean) => Taken<State>;
  /** What tells states apart, beside who has what. */
  readonly memory: (state: State) => unknown;
  readonly lost: (state: State) => readonly string[];
  /** How many pods are worth asking for: those that never came are alike. */
  readonly pods: (state: State) => number;
  /** How what a state says of itself differs from what was answered on the way there. */
  readonly differenceOf: (state: State, model: Model) => LawFault | undefined;
}

export interface Taken<State> {
  readonly state: State;
  readonly answer: Answer;
  /** What shows beside the answer. */
  readonly flaw?: { readonly law: "deterministic" | "unmutated"; readonly fault: LawFault };
}
