import { explain, explainSteps } from "../../core/explain/kernel.ts";
import { say } from "../../core/explanations.ts";
import type { Decision, Dispute, Step } from "../../core/kernel/decision/decision.ts";
import { disputeEnglish } from "../../core/node/english.ts";
import { faint, type Line, line, no, strong, type Text } from "../base/line.ts";
import { wrap } from "./layout.ts";
import type { Style } from "./style.ts";

/** A decision without its steps, as documents show it. A property that does not apply is null. */
export interface DecisionFacts {
  /** Whether the kernel allows it. */
  readonly allowed: boolean;
  /** The error, where it does not. */
  readonly errno: string | null;
  /** The rule that settled it. */
  readonly decidedBy: string;
  /** What the sources do not agree upon. */
  readonly disputed: DisputeFacts | null;
}

/** What the sources do not agree upon. */
export interface DisputeFacts extends Dispute {
  /** The same in English. */
  readonly text: string;
}

/** A decision with its steps. */
export interface ExplainedDecision extends DecisionFacts {
  /** Who asks what of whom, a sentence. */
  readonly question: string;
  /** Which of the steps settled it, from 0. */
  readonly decidedAt: number;
  /** The rules that were asked, in the kernel's order. */
  readonly steps: readonly ExplainedStep[];
}

/** One rule that was asked. */
export interface ExplainedStep extends Step {
  /** What it said, in English. */
  readonly text: string;
}

/** Puts a decision into a document. */
export function decisionFacts({ allowed, errno, decidedBy, disputed }: Decision<unknown>): DecisionFacts {
  return {
    allowed,
    errno: errno ?? null,
    decidedBy,
    disputed: disputed === undefined ? null : { ...disputed, text: say(disputeEnglish, disputed) },
  };
}

/** Puts a decision into a document, with everything that was asked on the way. */
export function explainedDecision(question: string, decision: Decision<unknown>): ExplainedDecision {
  const { decidedAt, steps } = decision;
  return { question, ...decisionFacts(decision), decidedAt, steps: steps.map(stepFacts) };
}

function stepFacts(step: Step): ExplainedStep {
  const { rule, outcome, facts, depth, source } = step;
  return { rule, outcome, text: explain(step), facts, depth, source };
}

/**
 * Writes a decision as text, as a teacher would go through it.
 * @returns the lines: who asks what of whom, what each rule said, with its source the first time where sources are wanted,
 * and last who decided. What is asked of a directory that refuses, or must let write, stands below its line.
 */
export function renderDecision(
  decision: ExplainedDecision,
  { width, sources }: Style,
  world: readonly string[] = [],
): readonly Line[] {
  const { question, disputed } = decision;
  const named = new Set<string>();
  const lines: Line[] = [...wrap(question, width).map(strong), ...world.flatMap((text) => wrap(text, width))];
  for (const { text, depth, decides, steps } of explainSteps(decision)) {
    const indent = depth > 0 && !OF_DIRECTORIES.includes(steps[0]?.rule) ? 4 : 2;
    lines.push(...indented(decides ? strong(text) : text, indent, width));
    if (!sources) continue;
    for (const { rule, source } of steps) {
      if (!named.has(rule)) lines.push(...indented(faint(`${rule}: ${source}`), 6, width));
      named.add(rule);
    }
  }
  if (disputed !== null) lines.push(...indented(`disputed: ${disputed.text}`, 2, width));
  return [...lines, ...wrap(verdict(decision), width)];
}

/** The rules that begin what is asked of a directory. */
const OF_DIRECTORIES: readonly (string | undefined)[] = ["path-search", "directory-write"];

function verdict({ allowed, errno, decidedBy }: DecisionFacts): Line {
  const refused = errno === null ? no("Refused") : ["Refused with ", no(errno)];
  return line`${allowed ? "Allowed" : refused}, as the rule ${decidedBy} decided.`;
}

function indented(text: Text, by: number, width: number): readonly Line[] {
  return wrap(text, width - by).map((words) => line`${" ".repeat(by)}${words}`);
}
