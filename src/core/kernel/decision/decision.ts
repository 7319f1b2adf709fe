import type { RuleTable } from "../rules/rule-table.ts";
import type { Rule } from "../rules/rules.ts";
import type { Errno } from "./errno.ts";

/**
 * What one rule said about the question.
 *
 * `grants` and `refuses` are what this rule says: a capability may still grant what the permission bits refused.
 */
export type Outcome = "grants" | "refuses" | "passes" | "skips" | "changes";

/** What a rule looked at. An ID that has no mapping is 4294967295 here, as in the kernel. */
export type Fact = string | number | boolean | readonly number[];

/** One rule of the kernel that was asked on the way to a decision. */
export interface Step {
  /** The stable name of the rule; `kernelRules()` lists them. */
  readonly rule: Rule;
  /** What the rule looked at. */
  readonly facts: Readonly<Record<string, Fact>>;
  /** What it said. */
  readonly outcome: Outcome;
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
  /** The rules that were asked, in the kernel's order. */
  readonly steps: readonly Step[];
  /** What the sources do not agree upon, where they do not. */
  readonly disputed?: string;
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
  /** The rules that were asked, in the kernel's order. */
  readonly steps: readonly Step[];
  /** What the sources do not agree upon, where they do not. */
  readonly disputed?: string;
}

/**
 * Where the rules write their steps; `undefined` in the fast form. Every rule says `trace?.push(step(…))`: without a
 * trace not even the facts are put together.
 */
export type Trace = Step[] | undefined;

export function step<R extends Rule>(
  table: RuleTable<R>,
  rule: R,
  outcome: Outcome,
  facts: Readonly<Record<string, Fact>>,
): Step {
  return { rule, facts, outcome, source: table[rule] };
}

/**
 * Closes a question that was asked with a trace, which is not empty. `effect` computes what a success changes, and may
 * add steps.
 */
export function conclude<T>(steps: Step[], errno: Errno | undefined, effect: () => T): Decision<T> {
  // The rule that spoke last settled it; what the effect adds only follows from that.
  const decidedBy = (steps.at(-1) as Step).rule;
  return errno === undefined
    ? { allowed: true, errno, value: effect(), decidedBy, steps }
    : { allowed: false, errno, decidedBy, steps };
}

/** Closes a question whose answer changes nothing. */
export function concludePlain(steps: Step[], errno: Errno | undefined): Decision {
  const decidedBy = (steps.at(-1) as Step).rule;
  return errno === undefined
    ? { allowed: true, errno, value: undefined, decidedBy, steps }
    : { allowed: false, errno, decidedBy, steps };
}
