import type { Score } from "../../core/compare/play/score.ts";

/** What `userns-sim compare --json` prints. A property that does not apply is null, never left out. */
export interface CompareDocument {
  /** Always `compared`: which of them is best is for people to say. */
  readonly outcome: "compared";
  /** The history that was played. */
  readonly history: HistoryFacts;
  /** The pool. */
  readonly pool: ComparedPool;
  /** How many ticks a range rests in a quarantine. */
  readonly quarantine: number;
  /** The strategies, in the order in which they were asked for. */
  readonly strategies: readonly StrategyFacts[];
}

/** The history that was played. */
export type HistoryFacts = MadeUpHistory | RecordedHistory;

/** A history that was made up. All times are in ticks, and means. */
export interface MadeUpHistory {
  /** Tells the two apart. */
  readonly source: "churn";
  /** How many times a pod arrives. */
  readonly pods: number;
  /** How long it is from one arrival to the next. */
  readonly arrival: number;
  /** How long a pod runs. */
  readonly lifetime: number;
  /** How many of a hundred pods leave files behind. */
  readonly leftovers: number;
  /** How long these files lie there. */
  readonly cleanup: number;
  /** How many of a hundred arrivals are of a pod that comes back. */
  readonly returning: number;
  /** How many slots the pods need. */
  readonly sizes: readonly { readonly slots: number; readonly weight: number }[];
  /** Where the draws begin. */
  readonly seed: number;
  /** The tick of the last event. */
  readonly ticks: number;
}

/** A history that was recorded; what the pods left behind is made up. A tick is a step. */
export interface RecordedHistory {
  /** Tells the two apart. */
  readonly source: "trace";
  /** The file. */
  readonly file: string;
  /** Whose history it is. */
  readonly subject: "kubelet" | "allocator";
  /** How many steps it has. */
  readonly steps: number;
  /** How many of a hundred pods leave files behind. */
  readonly leftovers: number;
  /** How long these files lie there, on average. */
  readonly cleanup: number;
  /** Where the draws begin. */
  readonly seed: number;
  /** The tick of the last event. */
  readonly ticks: number;
}

/** The pool. */
export interface ComparedPool {
  /** Where it comes from. */
  readonly source: "option" | "subuid" | "default" | "trace";
  /** Its first host ID. */
  readonly start: number;
  /** How many host IDs it has. */
  readonly size: number;
  /** How many host IDs a slot has. */
  readonly idsPerPod: number;
  /** How many slots it has that can be handed out. */
  readonly slots: number;
}

/** A strategy, and what it made of the history. */
export interface StrategyFacts extends Omit<Score, "reuse"> {
  /** Its name. */
  readonly name: string;
  /** Whether it does not keep pods apart at all, and is here to compare with. */
  readonly insecure: boolean;
  /** How soon slots passed from one pod to another; null when none did. */
  readonly reuse: Exclude<Score["reuse"], undefined> | null;
}
