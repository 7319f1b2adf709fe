import { quote } from "../../core/allocate/show.ts";
import { NO_ID } from "../../core/id/id.ts";
import { counted } from "../../core/text/counted.ts";
import { printable } from "../../core/text/printable.ts";
import type { FoundRange, LawFinding } from "./finding.ts";
import type { LawFault, RepeatFault } from "./law-fault.ts";

/**
 * Says something in one language.
 *
 * @typeParam Facts - what it is told
 * @param facts - what is to be said
 * @returns a part of a sentence, or one
 */
export type Say<Facts extends readonly unknown[]> = (...facts: Facts) => string;

/** What is wrong with an answer, for each code of a {@link LawFault}: a sentence without its full stop. */
export type FaultTexts = {
  readonly [Code in LawFault["code"]]: Say<[fault: Extract<LawFault, { readonly code: Code }>]>;
};

/** The words for a finding's own sentence. */
export interface FindingTexts {
  /** What is wrong. */
  readonly faults: FaultTexts;
  /** What is wrong, and with which strategy. */
  readonly blames: Say<[strategy: string, fault: string]>;
}

export function sayFinding({ fault, strategy }: LawFinding, { faults, blames }: FindingTexts): string {
  // The table has a function for each code, which the compiler cannot connect with this one.
  const said = (faults[fault.code] as (fault: LawFault) => string)(fault);
  return strategy === undefined ? said : blames(strategy, said);
}

export const findingEnglish: FindingTexts = {
  blames: (strategy, fault) => `${strategy}: ${fault}`,
  faults: {
    "no-ids": ({ range }) => `${shown(range)} are no IDs`,
    "past-last-id": ({ range }) => `${shown(range)} reaches past the last ID, ${NO_ID - 1}`,
    "outside-pool": ({ range, pool }) => `${shown(range)} is not inside of the pool, ${shown(pool)}`,
    "wrong-size": ({ range, wanted, isMultiple }) =>
      `${shown(range)} has ${counted(range.size, "ID")} and should have ${isMultiple ? "a multiple of " : ""}${wanted}`,
    unaligned: ({ range }) => `${shown(range)} does not start at a multiple of ${range.size}`,
    excluded: ({ range, excluded }) => `${shown(range)} holds IDs of ${shown(excluded)}, which is excluded`,
    taken: ({ range, by }) =>
      by === undefined
        ? `${shown(range)} holds IDs that another pod has`
        : `${shown(range)} holds IDs that pod ${quote(by.podUid)} has, ${shown(by.range)}`,
    "told-of-none": ({ podUid }) => `pod ${quote(podUid)} asks for IDs and is told of none`,
    "other-size": ({ podUid, wanted, ranges }) =>
      `pod ${quote(podUid)} asks for ${counted(wanted, "ID")} and gets ${listed(ranges)}`,
    moved: ({ podUid, had, gets, isAfterRestart }) => {
      const since = isAfterRestart ? "asks again after a restart" : "asks again";
      return `pod ${quote(podUid)} has ${listed(had)}, ${since}, and ${gets === undefined ? "is refused" : `gets ${listed(gets)}`}`;
    },
    "not-restored": ({ podUid, range, error }) =>
      `pod ${quote(podUid)} does not get ${shown(range)} back: ${whole(error)}`,
    "other-range": ({ podUid, range, gets }) => `pod ${quote(podUid)} gets ${shown(gets)} for ${shown(range)}`,
    "second-range": ({ podUid, range }) => `pod ${quote(podUid)} has a range and gets ${shown(range)} too`,
    "strategy-blamed": ({ error }) => `the allocator blames the strategy: ${whole(error)}`,
    "no-answer": ({ error }) => `no answer: ${whole(error)}`,
    full: ({ free, capacity, says }) => {
      const taken = capacity === 1 ? "the only slot is taken" : `all ${capacity} slots are taken`;
      return `${free === 0 ? taken : `${freeOf(free, capacity)}, too few`}, and the refusal says ${whole(says)}`;
    },
    "room-left": ({ free, capacity, slots, says }) =>
      `${freeOf(free, capacity)}, ${slots} asked for, and the refusal says ${whole(says)}`,
    "not-given-back": ({ podUid, error }) =>
      `pod ${quote(podUid)} has a range and cannot give it back: ${whole(error)}`,
    "not-back": ({ error }) => `it does not come back${error === undefined ? "" : `: ${whole(error)}`}`,
    misfit: ({ op, answer }) => `the answer to ${op} must not be ${whole(JSON.stringify(answer))}`,
    "other-answer": ({ answer, other, when }) =>
      `the answer was ${JSON.stringify(answer)}, and ${WHEN[when]} it is ${JSON.stringify(other)}`,
    "pool-changed": () => "the pool that was passed in has changed",
    "state-changed": ({ step }) => `the state before step ${numberOf(step)} has changed since`,
    "step-changed-state": ({ step }) => `doing step ${numberOf(step)} changed the state before it`,
    "state-differs": ({ listed: state, answered }) =>
      `the state lists ${JSON.stringify(state)} after it has answered ${JSON.stringify(answered)}`,
    "own-law": ({ says }) => says,
  },
};

const WHEN: Readonly<Record<Extract<RepeatFault, { readonly code: "other-answer" }>["when"], string>> = {
  again: "again",
  "new-strategy": "from a new strategy",
  "new-allocator": "with a new allocator",
  "after-restart": "after a restart",
};

function freeOf(free: number, capacity: number): string {
  return `${free} of ${counted(capacity, "slot")} ${free === 1 ? "is" : "are"} free`;
}

/** The number of a step in the list of a history, which begins at 1. */
export function numberOf(step: number): number {
  return step + 1;
}

/** A reason, in quotes: the word that decides may be its last, so that nothing of it is cut. */
export function whole(reason: string): string {
  return printable(JSON.stringify(reason));
}

export function shown({ start, size }: FoundRange): string {
  return `[${start}, ${start + size})`;
}

function listed(ranges: readonly FoundRange[]): string {
  return ranges.map(shown).join(", ");
}
