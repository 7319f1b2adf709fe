import type { HostId } from "../id/id.ts";
import type { IdRange } from "../range/range.ts";

/** Why {@link allocate} gives no range. Each of them changes nothing. */
export type AllocateError = Exhausted | StrategyRefused | StrategyThrew | BadMemory | BadProposal;

/** Every slot of the pool is taken or excluded. The strategy was not asked, and draws nothing. */
export interface Exhausted {
  /** Which refusal it is. */
  readonly code: "exhausted";
  /** The UID of the pod that asked. */
  readonly podUid: string;
  /** How many slots can be handed out at all. */
  readonly capacity: number;
  /** The kubelet's words. */
  readonly text: string;
}

/** The strategy gave a reason instead of a range. */
export interface StrategyRefused {
  /** Which refusal it is. */
  readonly code: "strategy-refused";
  /** The strategy's name. */
  readonly strategy: string;
  /** The strategy's own reason, in kebab-case. */
  readonly reason: string;
}

/** The strategy threw, or what it returned threw when it was read. */
export interface StrategyThrew {
  /** Which refusal it is. */
  readonly code: "strategy-threw";
  /** The strategy's name. */
  readonly strategy: string;
  /** Which of its functions was called. */
  readonly during: StrategyCall;
  /** What was thrown, as text of at most 200 characters. */
  readonly thrown: string;
}

/** The strategy returned a memory that JSON cannot carry, or none, or does not accept the one of a snapshot. */
export interface BadMemory {
  /** Which refusal it is. */
  readonly code: "bad-memory";
  /** The strategy's name. */
  readonly strategy: string;
  /** Which of its functions was called. */
  readonly during: StrategyCall;
}

/** A function of a strategy. */
export type StrategyCall = "propose" | "released" | "restored" | "accepts";

/** The strategy proposed something that would not be sound. */
export interface BadProposal {
  /** Which refusal it is. */
  readonly code: "bad-proposal";
  /** The strategy that is to blame. */
  readonly strategy: string;
  /** What is wrong with its proposal. */
  readonly flaw: ProposalFlaw;
}

/** What is wrong with a proposal: its shape, or the range in it. */
export type ProposalFlaw = ShapeFlaw | RangeFlaw;

/** A proposal that is none. */
export type ShapeFlaw =
  | {
      /** It is neither ranges nor a refusal. */
      readonly code: "not-a-proposal";
    }
  | {
      /** It has not exactly one range, the only number that is served for now. */
      readonly code: "range-count";
      /** How many ranges it has. */
      readonly count: number;
    }
  | {
      /** Its range has no start and size from 0 to 4294967295. */
      readonly code: "not-a-range";
    };

/** Why a pod cannot have a range. */
export type RangeFlaw = WrongSize | Misaligned | OutOfPool | Excluded | Taken;

/** The range is not `idsPerPod` long. */
export interface WrongSize {
  /** Which flaw it is. */
  readonly code: "wrong-size";
  /** The range. */
  readonly range: IdRange<HostId>;
  /** How long it would have to be. */
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

/** The range lies outside the pool. */
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

/** Another pod has the range. */
export interface Taken {
  /** Which flaw it is. */
  readonly code: "taken";
  /** The range. */
  readonly range: IdRange<HostId>;
  /** The UID of the pod that has it. */
  readonly owner: string;
}
