import type { RuleTable } from "../rules/rule-table.ts";
import type { Rule } from "../rules/rules.ts";
import type { Errno } from "./errno.ts";
import type { FactWords } from "./fact-word.ts";

/**
 * What one rule said about the question.
 *
 * `grants` and `refuses` are what this rule says: a capability may still grant what the permission bits refused.
 */
export type Outcome = "grants" | "refuses" | "passes" | "skips" | "changes";

/** What a rule looked at. An ID that has no mapping is 4294967295 here, as in the kernel. */
export type Fact = string | number | boolean | readonly number[];

/**
 * What a rule looked at, by name. A text is a name or a notation, unless its fact is one of {@link factWords}: it is one of
 * these words then.
 */
export type Facts = Readonly<Record<string, Fact>> & { readonly [Name in keyof FactWords]?: FactWords[Name] };

/** What the sources do not agree upon. */
export interface Dispute {
  /**
   * Names it. `mapped-source`: whether a source that the attacker chose is mapped to the pod's IDs. `host-deputy`: whether
   * anything holds back a daemon of the host that follows a link of the attacker's.
   */
  readonly code: "mapped-source" | "host-deputy";
}

/** One rule of the kernel that was asked on the way to a decision. */
export interface Step {
  /** The stable name of the rule; `kernelRules()` lists them. */
  readonly rule: Rule;
  /** What the rule looked at. */
  readonly facts: Facts;
  /** What it said. */
  readonly outcome: Outcome;
  /**
   * How far above the object of the question the directory lies that was asked about: 1 for the directory that has its name.
   * 0 is the object itself, and all that is about no path.
   */
  readonly depth: number;
  /** The function of the kernel that holds the rule, and the sentence of the manual. */
  readonly source: string;
}

/**
 * The answer of the kernel to one question, with every rule that was asked.
 *
 * @typeParam T - what a success changes or shows
 */
export type Decision<T = undefined> = Allowed<T> | Refused;

/**
 * The kernel allows it.
 *
 * @typeParam T - what a success changes or shows
 */
export interface Allowed<T> {
  readonly allowed: true;
  readonly errno: undefined;
  /** What is so afterwards: a new value, the old one is untouched. */
  readonly value: T;
  /** The name of the rule that settled it. */
  readonly decidedBy: Rule;
  /** Which of the steps settled it, from 0. */
  readonly decidedAt: number;
  /** The rules that were asked, in the kernel's order. */
  readonly steps: readonly Step[];
  /** What the sources do not agree upon, where they do not. */
  readonly disputed?: Dispute;
}

/** The kernel refuses it. */
export interface Refused {
  readonly allowed: false;
  /** The error that the system call ends with. */
  readonly errno: Errno;
  /** Nothing changes. */
  readonly value?: undefined;
  /** The name of the rule that settled it. */
  readonly decidedBy: Rule;
  /** Which of the steps settled it, from 0. */
  readonly decidedAt: number;
  /** The rules that were asked, in the kernel's order. */
  readonly steps: readonly Step[];
  /** What the sources do not agree upon, where they do not. */
  readonly disputed?: Dispute;
}

/**
 * Where the rules write their steps; `undefined` in the fast form. Every rule says `trace?.push(step(…))`: without a
 * trace not even the facts are put together.
 */
export type Trace = Step[] | undefined;

export function step<R extends Rule>(table: RuleTable<R>, rule: R, outcome: Outcome, facts: Facts): Step {
  return { rule, facts, outcome, depth: 0, source: table[rule] };
}

/** Says of the steps from the `first` on that they are about a directory above the object of the question. */
export function setDepth(trace: readonly Step[], first: number, depth: number): void {
  for (let at = first; at < trace.length; at += 1) (trace[at] as { depth: number }).depth = depth;
}

/**
 * Closes a question that was asked with a trace, which is not empty. `effect` computes what a success changes, and may
 * add steps.
 */
export function conclude<T>(steps: Step[], errno: Errno | undefined, effect: () => T): Decision<T> {
  // The rule that spoke last settled it; what the effect adds only follows from that.
  const decidedAt = steps.length - 1;
  const decidedBy = (steps[decidedAt] as Step).rule;
  return errno === undefined
    ? { allowed: true, errno, value: effect(), decidedBy, decidedAt, steps }
    : { allowed: false, errno, decidedBy, decidedAt, steps };
}

/** Closes a question whose answer changes nothing. */
export function concludePlain(steps: Step[], errno: Errno | undefined): Decision {
  const decidedAt = steps.length - 1;
  const decidedBy = (steps[decidedAt] as Step).rule;
  return errno === undefined
    ? { allowed: true, errno, value: undefined, decidedBy, decidedAt, steps }
    : { allowed: false, errno, decidedBy, decidedAt, steps };
}
