import type { PlayedQuestion } from "../lesson/lesson.ts";
import { COURSE_SEED } from "../lesson/play-lesson.ts";
import { LANGUAGES } from "../words/words.ts";
import { explainAnswer } from "./explain-answer.ts";
import type { LessonFault, LessonPlace } from "./lesson-fault.ts";

/** What is wrong with a question in the world of the course. */
export function questionFaults(question: PlayedQuestion, place: LessonPlace): readonly LessonFault[] {
  const { answer, expect } = question;
  const explanation = explainAnswer(question);
  const other: readonly LessonFault[] =
    answer === expect ? [] : [{ code: "other-answer", ...place, expect, answer, explanation }];
  return [
    ...other,
    ...rightChoices(question, place, COURSE_SEED),
    ...choicesAlike(question, place),
    ...withoutAnswer(question, place),
    ...withoutWhy(question, place),
  ];
}

/** Exactly one choice is right, in every world. */
export function rightChoices(
  { answer, choices }: PlayedQuestion,
  place: LessonPlace,
  seed: number,
): readonly LessonFault[] {
  if (choices === undefined) return [];
  const count = choices.filter(({ right }) => right).length;
  return count === 1 ? [] : [{ code: "right-choices", ...place, seed, count, answer }];
}

/** Two that are right are told by their number. */
function choicesAlike({ choices = [] }: PlayedQuestion, place: LessonPlace): readonly LessonFault[] {
  return choices.flatMap((choice, second) => {
    const first = choices.findIndex(
      (other) =>
        (other.is === choice.is && !choice.right) ||
        LANGUAGES.some((language) => choice.text[language] && choice.text[language] === other.text[language]),
    );
    return first < second && first !== -1 ? [{ code: "choices-alike", ...place, choices: [first, second] }] : [];
  });
}

/** What comes from a module without types may have none at all. */
function withoutAnswer({ choices = [] }: PlayedQuestion, place: LessonPlace): readonly LessonFault[] {
  return choices.flatMap(({ is }: { readonly is: unknown }, choice) =>
    typeof is === "number" || (typeof is === "string" && is.trim() !== "")
      ? []
      : [{ code: "choice-without-answer", ...place, choice }],
  );
}

function withoutWhy({ choices = [] }: PlayedQuestion, place: LessonPlace): readonly LessonFault[] {
  return choices.flatMap(({ right, why }, choice) =>
    right || why !== undefined ? [] : [{ code: "choice-without-why", ...place, choice }],
  );
}
