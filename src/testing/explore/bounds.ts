import type { HistoryPool } from "../history/history.ts";
import type { Counterexample } from "../history/outcome.ts";
import type { LawOptions } from "../model/own-laws.ts";

/** How much is explored. The numbers of states and transitions grow fast with slots and pods. */
export interface ExploreBounds extends LawOptions {
  /** How many slots of 65536 IDs the pool has; 5 when absent. Smaller pools are explored before it. */
  readonly slots?: number;
  /** The pool itself, in the place of `slots`, and no other. */
  readonly pool?: HistoryPool;
  /** How many pods there are; one more than slots when absent, so that one finds the pool full. */
  readonly pods?: number;
  /**
   * The most slots that a pod asks for. When absent it is 3 for a strategy, and for an allocator that says `sizes: true`,
   * and else 1.
   */
  readonly maxSlotsPerPod?: number;
  /** Which steps are tried; when absent, all but `loseRecord` of a strategy, and all but `restore` of an allocator. */
  readonly steps?: readonly ExploreStep[];
  /**
   * The seeds that each proposal is made with; when absent, so many that the first draw of a proposal, from 2 numbers up
   * to as many as there are slots, gives each of them once at least. An allocator is started with the first of them, 0 when
   * absent.
   */
  readonly seeds?: readonly number[];
  /** The most states; when absent 1000000, and 20000 of an allocator, to each of which it goes all the way again. */
  readonly maxStates?: number;
}

/**
 * The kinds of steps that can be tried in every state.
 *
 * @example
 * ```ts
 * import { EXPLORE_STEPS } from "userns-sim/testing";
 *
 * EXPLORE_STEPS; // => ["allocate", "release", "restore", "loseRecord", "restart"]
 * ```
 */
export const EXPLORE_STEPS = ["allocate", "release", "restore", "loseRecord", "restart"] as const;

/** One of {@link EXPLORE_STEPS}. */
export type ExploreStep = (typeof EXPLORE_STEPS)[number];

/** What was found. */
export interface Exploration {
  /**
   * How many states were reached in the last pool, told apart by who has which slots, whose record is lost, and by what the
   * strategy remembers but its seed. What an allocator remembers cannot be seen: in pools of up to three slots
   * a state counts for each two kinds of steps on the way that may have left something behind, such as asking again. Of the pods that never came,
   * an allocator is asked for one.
   */
  readonly states: number;
  /** How many steps were tried from them, refused ones too. */
  readonly transitions: number;
  /** How many steps were refused. */
  readonly refusals: number;
  /** The first way to break a law, of a strategy the shortest; `undefined` when there is none within the bounds. */
  readonly counterexample: Counterexample | undefined;
  /** How far it came. */
  readonly coverage: Coverage;
}

/** How often a kind of step was tried. */
export interface StepCount {
  /** How many were done. */
  readonly done: number;
  /** How many were refused. */
  readonly refused: number;
}

/** How far an exploration came. */
export interface Coverage {
  /** Whether every state was visited: neither a law nor `maxStates` ended it. */
  readonly isComplete: boolean;
  /** Steps by kind, each with how many were done and how many refused. */
  readonly steps: Readonly<Record<ExploreStep, StepCount>>;
  /** How many ways each proposal was branched: 1 for a strategy that does not draw. */
  readonly branches: number;
  /** The most slots that were taken in a state. */
  readonly mostTaken: number;
  /** How many slots can be handed out at all. */
  readonly capacity: number;
  /** How many different memories were met, the seed aside. */
  readonly memories: number;
  /** The most steps that the shortest way to a state has. */
  readonly depth: number;
}
