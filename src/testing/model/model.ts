import type { FoundRange } from "../history/finding.ts";
import { Book, type Held } from "./model-state.ts";
import { type RefereeOptions, type Rules, rulesOf } from "./rules.ts";

/**
 * What is known of an allocator after a history: who has what, and what has happened. Made by {@link createReferee}; it
 * never changes, {@link judge} gives a new one, and an old one can be gone on from.
 */
export class Referee {
  /** What the allocator is held against. @internal */
  readonly rules: Rules;
  /** What has happened. @internal */
  readonly marks: Marks;
  /** Where the book is: here, or to be had from a neighbour by giving one pod what it has here. */
  // biome-ignore lint/style/useReadonlyClassProperties: assigned below, through other instances
  #book: Book | Referee;
  // biome-ignore lint/style/useReadonlyClassProperties: assigned below, through other instances
  #pod: string;
  // biome-ignore lint/style/useReadonlyClassProperties: assigned below, through other instances
  #held: Held | undefined;
  readonly #depth: number;

  /**
   * Makes a referee that owns a book.
   *
   * @param rules - what the allocator is held against
   * @param marks - what has happened
   * @param book - who has what
   * @param depth - how many steps lead here from the last copy
   */
  private constructor(rules: Rules, marks: Marks, book: Book, depth: number) {
    this.rules = rules;
    this.marks = marks;
    this.#book = book;
    this.#depth = depth;
    this.#pod = "";
    this.#held = undefined;
  }

  /**
   * Makes the referee of an allocator that has not been asked anything.
   *
   * @param rules - what the allocator is held against
   * @returns the referee
   * @internal
   */
  static first(rules: Rules): Referee {
    return new Referee(rules, { epoch: 0, hasReleased: false, lost: [] }, new Book(rules.idsPerPod), 0);
  }

  /**
   * Fetches who has what.
   *
   * @param referee - what judged the history so far
   * @returns the book as of this referee, until another one is asked
   * @internal
   */
  static bookOf(referee: Referee): Book {
    const held = referee.#book;
    return held instanceof Book ? held : Referee.#fetch(referee);
  }

  /**
   * Makes the referee after a step.
   *
   * @param referee - the referee before
   * @param marks - what has happened then
   * @param pod - the pod that has something else then
   * @param before - what it has before; `undefined` when nothing
   * @param held - what it has then; `undefined` when nothing
   * @returns the referee after
   * @internal
   */
  static after(referee: Referee, marks: Marks, pod: string, before: Held | undefined, held: Held | undefined): Referee {
    const book = Referee.bookOf(referee);
    // Now and then an old referee keeps a copy: whoever holds it does not hold all that came after it.
    const isCut = referee.#depth >= SEGMENT + STEPS_TO_A_SLOT * referee.rules.slots;
    const next = new Referee(referee.rules, marks, book, isCut ? 0 : referee.#depth + 1);
    referee.#book = isCut ? book.copy() : next;
    referee.#pod = pod;
    referee.#held = before;
    book.replace(pod, before, held);
    return next;
  }

  /**
   * Makes the referee after a pod has got its ranges.
   *
   * @param referee - the referee before
   * @param pod - the pod, which has nothing yet
   * @param ranges - what it has got
   * @returns the referee after
   * @internal
   */
  static granted(referee: Referee, pod: string, ranges: readonly FoundRange[]): Referee {
    const { marks } = referee;
    const turn = Referee.bookOf(referee).nextTurn();
    return Referee.after(referee, marks, pod, undefined, { ranges, epoch: marks.epoch, turn });
  }

  /**
   * Makes the referee after a step that gives no pod anything and takes nothing away.
   *
   * @param referee - the referee before
   * @param marks - what has happened then
   * @returns the referee after
   * @internal
   */
  static marked(referee: Referee, marks: Marks): Referee {
    const same = Referee.bookOf(referee).pods.get("");
    return Referee.after(referee, marks, "", same, same);
  }

  /** Walks to the referee that owns the book, and takes it along on the way back; each one on the way points home. */
  static #fetch(referee: Referee): Book {
    const path: Referee[] = [];
    let owner = referee;
    let book = owner.#book;
    while (!(book instanceof Book)) {
      path.push(owner);
      owner = book;
      book = owner.#book;
    }
    for (const older of path.reverse()) {
      owner.#book = older;
      owner.#pod = older.#pod;
      owner.#held = book.put(older.#pod, older.#held);
      older.#book = book;
      owner = older;
    }
    return book;
  }
}

/** How many steps there are between copies, at least; and how many more for each slot, which a copy takes time for. */
const SEGMENT = 256;
const STEPS_TO_A_SLOT = 4;

/** What has happened, apart from who has what. */
export interface Marks {
  /** How many restarts. */
  readonly epoch: number;
  /** Whether a pod has given a range back. */
  readonly hasReleased: boolean;
  /** The live pods whose record is lost. */
  readonly lost: readonly string[];
}

/**
 * Makes the referee of an allocator that has not been asked anything.
 *
 * @param options - its pool, and what it promises
 * @returns the referee, to be handed to {@link judge} with the first operation
 * @example
 * ```ts
 * import { createReferee, judge } from "userns-sim/testing";
 *
 * const referee = createReferee({ pool: { start: 65536, size: 131072 }, idsPerPod: 65536 });
 * const first = judge(referee, { op: "allocate", pod: "web" }, { start: 65536, size: 65536 });
 * first.finding; // => undefined
 * const second = judge(first.referee, { op: "allocate", pod: "db" }, { start: 65536, size: 65536 });
 * second.finding?.law; // => "disjoint"
 * ```
 */
export function createReferee(options: RefereeOptions): Referee {
  return Referee.first(rulesOf(options));
}

/** A live pod, as a referee knows it. */
export interface LivePod {
  /** The UID of the pod. */
  readonly pod: string;
  /** Its ranges. */
  readonly ranges: readonly FoundRange[];
}

/**
 * Lists the live pods.
 *
 * @param referee - what judged the history so far
 * @returns a new array, in the order in which they got their ranges
 */
export function livePods(referee: Referee): readonly LivePod[] {
  return Referee.bookOf(referee)
    .inOrder()
    .map(([pod, { ranges }]) => ({ pod, ranges }));
}

/**
 * Counts the slots that no live pod has.
 *
 * @param referee - what judged the history so far
 * @returns how many can still be handed out
 */
export function unclaimedSlots(referee: Referee): number {
  return referee.rules.capacity - Referee.bookOf(referee).taken;
}
