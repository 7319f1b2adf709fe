import type { PlayedLesson, PlayedQuestion, PlayedStep } from "../lesson/lesson.ts";
import type { Words } from "../words/words.ts";
import type { LessonPlace } from "./lesson-fault.ts";

/** A text of a lesson, and where it stands. */
export interface LessonText {
  readonly place: LessonPlace;
  readonly field: Field;
  readonly words: Words;
}

export type Field = "title" | "goal" | "say" | "after" | "text" | "choice" | "why" | "picture";

/** How many words a text may have: one says a thing at a time. */
export const WORD_LIMITS: Readonly<Record<Field, number>> = {
  title: 12,
  goal: 40,
  say: 60,
  after: 60,
  text: 40,
  choice: 30,
  why: 60,
  picture: 20,
};

/** All texts of a lesson, in the order in which they are read; of every world of the lesson there are as many. */
export function textsOf(played: PlayedLesson): readonly LessonText[] {
  const place = { lesson: played.id };
  return [
    { place, field: "title", words: played.title },
    { place, field: "goal", words: played.goal },
    ...played.steps.flatMap((step) => stepTexts(step, { ...place, step: step.id })),
  ];
}

function stepTexts({ say, questions, after }: PlayedStep, place: LessonPlace): readonly LessonText[] {
  return [
    { place, field: "say", words: say },
    ...questions.flatMap((question) => questionTexts(question, { ...place, question: question.id })),
    ...(after === undefined ? [] : [{ place, field: "after", words: after } as const]),
  ];
}

function questionTexts({ text, choices = [] }: PlayedQuestion, place: LessonPlace): readonly LessonText[] {
  return [
    { place, field: "text", words: text },
    ...choices.flatMap(({ text: words, why }): readonly LessonText[] => [
      { place, field: "choice", words },
      ...(why === undefined ? [] : [{ place, field: "why", words: why } as const]),
    ]),
  ];
}
