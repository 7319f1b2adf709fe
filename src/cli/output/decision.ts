import { explain } from "../../core/explain/kernel.ts";
import type { Decision, Fact, Step } from "../../core/kernel/decision/decision.ts";
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
  readonly disputed: string | null;
}

/** A decision with its steps. */
export interface ExplainedDecision extends DecisionFacts {
  /** The rules that were asked, in the kernel's order. */
  readonly steps: readonly ExplainedStep[];
}

/** One rule that was asked. */
export interface ExplainedStep {
  /** The name of the rule. */
  readonly rule: string;
  /** What it said. */
  readonly outcome: string;
  /** The same in English. */
  readonly text: string;
  /** What it looked at. */
  readonly facts: Readonly<Record<string, Fact>>;
  /** The function of the kernel, and the sentence of the manual. */
  readonly source: string;
}

/** Puts a decision into a document. */
export function decisionFacts({ allowed, errno, decidedBy, disputed }: Decision<unknown>): DecisionFacts {
  return { allowed, errno: errno ?? null, decidedBy, disputed: disputed ?? null };
}

/** Puts a decision into a document, with everything that was asked on the way. */
export function explainedDecision(decision: Decision<unknown>): ExplainedDecision {
  return { ...decisionFacts(decision), steps: decision.steps.map(stepFacts) };
}

function stepFacts(step: Step): ExplainedStep {
  const { rule, outcome, facts, source } = step;
  return { rule, outcome, text: explain(step), facts, source };
}

/**
 * Writes a decision as text, as a teacher would go through it.
 * @returns the lines: the verdict, then each rule, and below it where the rule is from, the first time that it comes up
 */
export function renderDecision(title: string, decision: ExplainedDecision, { width }: Style): readonly Line[] {
  const { allowed, errno, decidedBy, disputed, steps } = decision;
  const seen = new Set<string>();
  const verdict = line`${allowed ? "allowed" : no(errno ?? "refused")}, decided by ${decidedBy}`;
  const lines: Line[] = [...wrap(`${title}:`, width).map(strong), ...indented(verdict, 2, width), []];
  for (const { text, source } of steps) {
    lines.push(...indented(text, 2, width));
    if (!seen.has(source)) lines.push(...indented(faint(source), 6, width));
    seen.add(source);
  }
  return disputed === null ? lines : [...lines, ...indented(`disputed: ${disputed}`, 2, width)];
}

function indented(text: Text, by: number, width: number): readonly Line[] {
  return wrap(text, width - by).map((words) => line`${" ".repeat(by)}${words}`);
}
