import type { Score } from "../../core/compare/play/score.ts";

/** What `userns-sim compare --json` prints. A property that does not apply is null, never left out. */
export interface CompareDocument {
  /** Always `compared`: which of them is best is for people to say. */
  readonly outcome: "compared";
  readonly history: HistoryFacts;
  readonly pool: ComparedPool;
  /** How many ticks a range rests in a quarantine. */
  readonly quarantine: number;
  readonly strategies: readonly StrategyFacts[];
}

export type HistoryFacts = MadeUpHistory | RecordedHistory;

/** A history that was made up. All times are in ticks, and means. */
export interface MadeUpHistory {
  readonly source: "churn";
  /** How many times a pod arrives. */
  readonly pods: number;
  /** How long it is from one arrival to the next. */
  readonly arrival: number;
  readonly lifetime: number;
  /** How many of a hundred pods leave files behind. */
  readonly leftovers: number;
  readonly cleanup: number;
  /** How many of a hundred arrivals are of a pod that comes back. */
  readonly returning: number;
  readonly sizes: readonly { readonly slots: number; readonly weight: number }[];
  readonly seed: number;
  /** The tick of the last event. */
  readonly ticks: number;
}

/** A history that was recorded; what the pods left behind is made up. A tick is a step. */
export interface RecordedHistory {
  readonly source: "trace";
  readonly file: string;
  readonly subject: "kubelet" | "allocator";
  readonly steps: number;
  /** How many of a hundred pods leave files behind. */
  readonly leftovers: number;
  /** How long these files lie there, on average. */
  readonly cleanup: number;
  readonly seed: number;
  /** The tick of the last event. */
  readonly ticks: number;
}

export interface ComparedPool {
  readonly source: "option" | "subuid" | "default" | "trace";
  readonly start: number;
  readonly size: number;
  readonly idsPerPod: number;
  /** How many slots it has that can be handed out. */
  readonly slots: number;
  /** Whether it starts and ends at multiples of `idsPerPod`; if not, no range is promised to. */
  readonly aligned: boolean;
  /** How many IDs there are behind the last whole slot, which no pod gets. */
  readonly rest: number;
}

export interface StrategyFacts extends Omit<Score, "reuse"> {
  readonly name: string;
  /** Whether it does not keep pods apart at all, and is here to compare with. */
  readonly insecure: boolean;
  readonly reuse: Exclude<Score["reuse"], undefined> | null;
}
