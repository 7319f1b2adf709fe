import { quote } from "../../core/allocate/show.ts";
import type { DoneAnswer, RangeAnswer, RefusalAnswer } from "../history/answer.ts";
import { type FindingTexts, findingEnglish, type Say, shown, whole } from "../history/english.ts";
import type { HistoryPool } from "../history/history.ts";
import type { HistoryStep } from "../history/operation.ts";
import { type AnyLaw, LAWS, type Law, type LawName } from "../laws/laws.ts";

/** What was asked, for each operation. */
export type StepTexts = {
  readonly [Op in HistoryStep["op"]]: Say<[step: Extract<HistoryStep, { readonly op: Op }>]>;
};

/** What was answered. */
export interface AnswerTexts {
  /** The pod's ranges. */
  readonly range: Say<[answer: RangeAnswer]>;
  /** It is done. */
  readonly done: Say<[answer: DoneAnswer]>;
  /** It is not done. */
  readonly refusal: Say<[answer: RefusalAnswer]>;
}

/** The words in which {@link explain} tells a counterexample. */
export interface CounterexampleTexts extends FindingTexts {
  /** What must hold, and what breaks without it. */
  readonly laws: Readonly<Record<LawName, Law>>;
  /** Who breaks which law; the sentence of one's own law is empty, for what it says comes later. */
  readonly breaks: Say<[subject: string, law: AnyLaw, sentence: string]>;
  /** The pool and the seed. */
  readonly settings: Say<[pool: HistoryPool, seed: number]>;
  /** A range that no pod may get. */
  readonly excluded: Say<[range: HistoryPool["exclude"][number]]>;
  /** What was asked. */
  readonly steps: StepTexts;
  /** What was answered. */
  readonly answers: AnswerTexts;
  /** Which laws the same defect breaks, too. */
  readonly also: Say<[laws: readonly AnyLaw[]]>;
  /** That not everything waited for its turn, so that the same order may not come again. */
  readonly loose: Say<[]>;
  /** What breaks in the real world. */
  readonly consequence: Say<[consequence: string]>;
}

/**
 * The English of counterexamples. Spread it into an object of your own to say some of it otherwise.
 *
 * @example
 * ```ts
 * import { english } from "userns-sim/testing";
 *
 * english.steps.release({ op: "release", podUid: "web" }); // => "pod \"web\" ends"
 * english.answers.range({ start: 65536, size: 65536 }); // => "[65536, 131072)"
 * ```
 */
export const english: CounterexampleTexts = {
  ...findingEnglish,
  laws: LAWS,
  breaks: (subject, law, sentence) =>
    `${quote(subject)} breaks the law ${law}${sentence === "" ? "" : `: ${sentence}`}`,
  settings: (pool, seed) => {
    const slots = Math.floor(pool.size / pool.idsPerPod);
    return `the pool is ${shown(pool)}, ${count(slots, "slot")} of ${count(pool.idsPerPod, "ID")}; the seed is ${seed}`;
  },
  excluded: (range) => `no pod may get ${shown(range)}`,
  steps: {
    allocate: ({ podUid, size }) => `pod ${quote(podUid)} asks${size === undefined ? "" : ` for ${count(size, "ID")}`}`,
    release: ({ podUid }) => `pod ${quote(podUid)} ends`,
    restore: ({ podUid, start, size }) => `pod ${quote(podUid)} is restored to ${shown({ start, size })}`,
    restart: () => "the allocator restarts",
    loseRecord: ({ podUid }) => `the record of pod ${quote(podUid)} is lost`,
    cleanup: ({ known, running }) => `a cleanup: known ${pods(known)}, running ${pods(running)}`,
    corruptRecord: ({ podUid, text }) => `the record of pod ${quote(podUid)} says ${quote(text)}`,
  },
  answers: {
    range: (answer) => [answer, ...(answer.more ?? [])].map(shown).join(" and "),
    done: () => "done",
    refusal: ({ error, code = error }) => `refused: ${whole(code)}`,
  },
  also: (laws) => `The same defect breaks ${laws.join(", ")}, too.`,
  loose: () => "Not everything went through `schedule`: the same order may not come again.",
  consequence: (consequence) => `What breaks: ${consequence}`,
};

function pods(podUids: readonly string[]): string {
  return podUids.length === 0 ? "nobody" : podUids.map((podUid) => quote(podUid)).join(", ");
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
