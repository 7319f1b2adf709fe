import type { HistoryOutcome } from "../history/outcome.ts";
import type { AnyLaw } from "../laws/laws.ts";

/** What was tried, up to the first law that broke: what never happened was not tested. */
export interface Tried {
  /** How many histories. */
  readonly histories: number;
  /** How many operations the longest of them has. */
  readonly longestHistory: number;
  /** How often a pod asked for several slots. */
  readonly severalSlots: number;
  /** How many restarts there were. */
  readonly restarts: number;
  /** How many records were lost. */
  readonly lostRecords: number;
  /** The most slots that live pods had at once. */
  readonly fullestPool: number;
}

/** Laws that are known to be broken: a history that breaks one of them first says nothing new. */
export type Known = ReadonlySet<AnyLaw>;

/** Counts what is tried, until a law is broken: what is made smaller then is no news. */
export class Tally {
  #tried: Tried = NOTHING;
  #isOver = false;

  get tried(): Tried {
    return this.#tried;
  }

  take({ asked, answers, finding, mostTaken }: HistoryOutcome): void {
    if (this.#isOver) return;
    const done = asked.slice(0, answers.length);
    const count = (op: string): number => done.filter((operation) => operation.op === op).length;
    const tried = this.#tried;
    this.#isOver = finding !== undefined;
    this.#tried = {
      histories: tried.histories + 1,
      longestHistory: Math.max(tried.longestHistory, done.length),
      severalSlots: tried.severalSlots + done.filter(({ op, ...rest }) => op === "allocate" && "size" in rest).length,
      restarts: tried.restarts + count("restart"),
      lostRecords: tried.lostRecords + count("loseRecord"),
      fullestPool: Math.max(tried.fullestPool, mostTaken),
    };
  }
}

const NOTHING: Tried = {
  histories: 0,
  longestHistory: 0,
  severalSlots: 0,
  restarts: 0,
  lostRecords: 0,
  fullestPool: 0,
};

export function triedEnglish(tried: Tried): string {
  const { histories, longestHistory, severalSlots, restarts, lostRecords, fullestPool } = tried;
  return [
    `Tried: ${histories} histories, the longest of ${longestHistory} operations`,
    `${severalSlots} requests for several slots`,
    `${restarts} restarts`,
    `${lostRecords} lost records`,
    `at most ${fullestPool} slots taken`,
  ].join(", ");
}
