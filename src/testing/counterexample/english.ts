import { quote } from "../../core/allocate/explain-part.ts";
import type { DoneAnswer, RangeAnswer, RefusalAnswer } from "../history/answer.ts";
import type { HistoryPool } from "../history/history.ts";
import type { HistoryStep } from "../history/operation.ts";
import { LAWS, type Law, type LawName } from "../laws/laws.ts";
import { shown } from "../model/judge-range.ts";

/** The words in which {@link explain} tells a counterexample, all but the finding's own sentence. */
export interface CounterexampleTexts {
  /** What must hold, and what breaks without it. */
  readonly laws: Readonly<Record<LawName, Law>>;
  /** Who breaks which law. */
  readonly breaks: (subject: string, law: LawName, sentence: string) => string;
  /** The pool and the seed. */
  readonly settings: (pool: HistoryPool, seed: number) => string;
  /** A range that no pod may get. */
  readonly excluded: (range: HistoryPool["exclude"][number]) => string;
  /** What was asked. */
  readonly steps: { readonly [Op in HistoryStep["op"]]: (step: Extract<HistoryStep, { readonly op: Op }>) => string };
  /** What was answered: the pod's ranges, that it is done, or a refusal. */
  readonly answers: {
    /** The pod's ranges. */
    readonly range: (answer: RangeAnswer) => string;
    /** It is done. */
    readonly done: (answer: DoneAnswer) => string;
    /** It is not done. */
    readonly refusal: (answer: RefusalAnswer) => string;
  };
  /** What breaks in the real world. */
  readonly consequence: (consequence: string) => string;
}

/** The English of counterexamples. Spread it into an object of your own to say some of it otherwise. */
export const english: CounterexampleTexts = {
  laws: LAWS,
  breaks: (subject, law, sentence) => `${quote(subject)} breaks the law ${law}: ${sentence}`,
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
  },
  answers: {
    range: (answer) => [answer, ...(answer.more ?? [])].map(shown).join(" and "),
    done: () => "done",
    refusal: ({ error, code = error }) => `refused: ${quote(code)}`,
  },
  consequence: (consequence) => `What breaks: ${consequence}`,
};

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
