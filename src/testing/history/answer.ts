/** What an allocator says to an {@link HistoryOperation}: a range to `allocate`, done to the others, or a refusal to any. */
export type Answer = RangeAnswer | DoneAnswer | RefusalAnswer;

/** The host IDs `[start, start + size)` of the pod. */
export interface RangeAnswer {
  /** The first host ID. */
  readonly start: number;
  /** How many there are. */
  readonly size: number;
  /** The pod's other ranges, for an allocator that gives a pod several. */
  readonly more?: readonly {
    /** The first host ID. */
    readonly start: number;
    /** How many there are. */
    readonly size: number;
  }[];
}

/** It is done, and there is nothing to tell. */
export interface DoneAnswer {
  readonly ok: true;
}

/** It is not done. */
export interface RefusalAnswer {
  /** Why, in words. */
  readonly error: string;
  /** Why, in one kebab-case word: `exhausted` when there are not as many free slots as were asked for. */
  readonly code?: RefusalCode;
}

/** Why something is not done: what the kit and this library know by its code, or another word in kebab-case. */
export type RefusalCode =
  | "exhausted"
  | "fragmented"
  | "not-allocated"
  | "already-allocated"
  | "taken"
  | "excluded"
  | "other-size"
  | (string & Readonly<Record<never, never>>);

/** The code of what takes the place of an answer where there is none. */
export const NO_ANSWER = "no-answer";
