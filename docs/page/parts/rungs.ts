import { explainSteps } from "userns-sim/kernel";
import type { KeptDecision, LessonLanguage } from "userns-sim/lessons";
import { KERNEL_TEXTS } from "../words/kernel-texts.ts";

type Line = ReturnType<typeof explainSteps>[number];

/** A rung of a decision: what was asked, or all the directories on the way that let through. */
export interface Rung {
  readonly lines: readonly Line[];
  /** Whether it is directories, which are told when somebody asks. */
  readonly folds: boolean;
  readonly decides: boolean;
}

/** A decision, rung by rung. A directory that settles it is as open as what is asked of the file. */
export function rungsOf(decision: KeptDecision, language: LessonLanguage): readonly Rung[] {
  const lines = explainSteps(decision, KERNEL_TEXTS[language]);
  const settled = lines.find(({ decides }) => decides)?.depth;
  const rungs: { lines: Line[]; folds: boolean; decides: boolean }[] = [];
  for (const line of lines) {
    const folds = line.depth > 0 && line.depth !== settled;
    const last = rungs.at(-1);
    if (folds && last?.folds === true) last.lines.push(line);
    else rungs.push({ lines: [line], folds, decides: line.decides });
  }
  return rungs;
}
