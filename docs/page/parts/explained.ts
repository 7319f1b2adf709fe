import { german } from "userns-sim/german";
import type { LessonLanguage, PlayedQuestion } from "userns-sim/lessons";
import { explain, type NodeTexts, english as nodeEnglish } from "userns-sim/node";
import { said } from "../words/said.ts";

/** What was refused in a question, where the library has words for it. */
export function refusalText({ refusal }: PlayedQuestion, language: LessonLanguage): string | undefined {
  const families: readonly object[] = Object.values(nodeEnglish);
  if (refusal === undefined || !families.some((family) => Object.hasOwn(family, refusal.code))) return undefined;
  // Its code is one of those that `explain` takes, which is all that it looks at.
  return said(explain(refusal as Parameters<typeof explain>[0], nodeTexts(language)));
}

/** What the sources of a decision do not agree upon, where they do not. */
export function disputeText({ decision }: PlayedQuestion, language: LessonLanguage): string | undefined {
  return decision?.disputed === undefined ? undefined : said(explain(decision.disputed, nodeTexts(language)));
}

function nodeTexts(language: LessonLanguage): NodeTexts {
  return language === "de" ? german : nodeEnglish;
}
