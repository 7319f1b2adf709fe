import type { HostId } from "../../id/id.ts";
import type { IdRange } from "../../range/range.ts";

/** Why {@link allocate} gives no range. Each of them changes nothing. */
export type AllocateError =
  | Exhausted
  | OtherSize
  | StrategyRefused
  | StrategyThrew
  | AnsweredLater
  | BadMemory
  | BadProposal;

/** Fewer slots are free than the pod needs. The strategy was not asked, and draws nothing. */
export interface Exhausted {
  readonly code: "exhausted";
  /** The UID of the pod that asked. */
  readonly podUid: string;
  /** How many slots the pod needs. */
  readonly slots: number;
  /** How many are free. */
  readonly freeSlots: number;
  /** How many slots can be handed out at all. */
  readonly capacity: number;
  /** The kubelet's words. */
  readonly text: string;
}

/** The pod has ranges already, and the size asked for is another. */
export interface OtherSize {
  readonly code: "other-size";
  /** The UID of the pod. */
  readonly podUid: string;
  /** The ranges that the pod has. */
  readonly ranges: readonly IdRange<HostId>[];
  /** How many host IDs it was to get, in whole slots. */
  readonly wanted: number;
}

/** The strategy gave a reason instead of a range. */
export interface StrategyRefused {
  readonly code: "strategy-refused";
  /** The strategy's name. */
  readonly strategy: string;
  /** The strategy's own reason, in kebab-case. */
  readonly reason: string;
}

/** The strategy threw, or what it returned threw when it was read. */
export interface StrategyThrew {
  readonly code: "strategy-threw";
  /** The strategy's name. */
  readonly strategy: string;
  /** Which of its functions was called. */
  readonly during: StrategyCall;
  /** What was thrown, as text of at most 200 characters. */
  readonly thrown: string;
}

/** The strategy returned a promise, as an `async` function does, or one in its proposal: a strategy answers at once. */
export interface AnsweredLater {
  readonly code: "answered-later";
  /** The strategy's name. */
  readonly strategy: string;
  /** Which of its functions was called. */
  readonly during: StrategyCall;
}

/** The strategy returned a memory that JSON cannot carry, or none, or does not accept the one of a snapshot. */
export interface BadMemory {
  readonly code: "bad-memory";
  /** The strategy's name. */
  readonly strategy: string;
  /** Which of its functions was called. */
  readonly during: StrategyCall;
}

/** A function of a strategy. */
export type StrategyCall = "propose" | "released" | "restored" | "accepts";

/** A function of a strategy that is told of what happens. */
export type StrategyHook = Exclude<StrategyCall, "propose" | "accepts">;

/** The strategy proposed something that would not be sound. */
export interface BadProposal {
  readonly code: "bad-proposal";
  /** The strategy that is to blame. */
  readonly strategy: string;
  /** What is wrong with its proposal. */
  readonly flaw: ProposalFlaw;
}

/** What is wrong with a proposal: its shape, the ranges in it, or how much they are. */
export type ProposalFlaw = ShapeFlaw | RangeFlaw | WrongTotal;

/** A proposal that is none. */
export type ShapeFlaw =
  | {
      /** It is neither ranges nor a refusal. */
      readonly code: "not-a-proposal";
    }
  | {
      /** One of its ranges has no start and size from 0 to 4294967295. */
      readonly code: "not-a-range";
    };

/** Why a pod cannot have certain ranges: how many they are, or the first that is wrong. */
export type RangeFlaw = RangeCount | WrongSize | Misaligned | OutOfPool | Excluded | Taken | Overlapping;

/** There are no ranges, or more than a user namespace can map. */
export interface RangeCount {
  /** Which flaw it is. */
  readonly code: "range-count";
  /** How many ranges there are. */
  readonly count: number;
  /** The most there may be: 340, as many mappings as the kernel takes. */
  readonly limit: number;
}

/** The range is not one or more whole slots long. */
export interface WrongSize {
  /** Which flaw it is. */
  readonly code: "wrong-size";
  /** The range. */
  readonly range: IdRange<HostId>;
  /** What its size would have to be a multiple of. */
  readonly idsPerPod: number;
}

/** The range does not start at a multiple of `idsPerPod`. */
export interface Misaligned {
  /** Which flaw it is. */
  readonly code: "misaligned";
  /** The range. */
  readonly range: IdRange<HostId>;
  /** What its start would have to be a multiple of. */
  readonly idsPerPod: number;
}

/** The range lies outside the pool, or a part of it does. */
export interface OutOfPool {
  /** Which flaw it is. */
  readonly code: "out-of-pool";
  /** The range. */
  readonly range: IdRange<HostId>;
  /** The pool's host IDs. */
  readonly pool: IdRange<HostId>;
}

/** The range holds an excluded ID. */
export interface Excluded {
  /** Which flaw it is. */
  readonly code: "excluded";
  /** The range. */
  readonly range: IdRange<HostId>;
}

/** Another pod has the range, or a part of it. */
export interface Taken {
  /** Which flaw it is. */
  readonly code: "taken";
  /** The range. */
  readonly range: IdRange<HostId>;
  /** The UID of the pod that has the first part of it that is taken. */
  readonly owner: string;
}

/** Two of the ranges share host IDs. */
export interface Overlapping {
  /** Which flaw it is. */
  readonly code: "overlapping";
  /** The range. */
  readonly range: IdRange<HostId>;
  /** A range before it in the list that has some of its host IDs too. */
  readonly other: IdRange<HostId>;
}

/** The ranges are good, but together not as much as was asked for. */
export interface WrongTotal {
  /** Which flaw it is. */
  readonly code: "wrong-total";
  /** How many host IDs were proposed. */
  readonly size: number;
  /** How many were asked for. */
  readonly wanted: number;
}
