import { explainSteps, english as kernelTexts } from "../../explain/kernel.ts";
import { english as mainTexts } from "../../explain/main.ts";
import { english as nodeTexts } from "../../explain/node.ts";
import { sayOneOf } from "../../explanations.ts";
import type { PlayedQuestion } from "../lesson/lesson.ts";

/** Why the library answers as it does, where it has words for it. */
export function explainAnswer({ answer, decision, refusal }: PlayedQuestion): string | undefined {
  if (decision !== undefined) {
    const steps = explainSteps(decision, kernelTexts).map(({ text }) => text);
    return [...steps, answer].join(" → ");
  }
  return sayOneOf({ ...nodeTexts, ...mainTexts }, refusal);
}
