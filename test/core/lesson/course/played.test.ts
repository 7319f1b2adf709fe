import { describe, expect, it } from "vitest";
import { explainSteps } from "../../../../src/core/explain/kernel.ts";
import { textsOf } from "../../../../src/core/lesson/check/texts.ts";
import { COURSE } from "../../../../src/core/lesson/course.ts";
import { drawPicture } from "../../../../src/core/lesson/drawn/draw-picture.ts";
import type { PlayedLesson, PlayedQuestion, PlayedStep } from "../../../../src/core/lesson/lesson/lesson.ts";
import { PARTS } from "../../../../src/core/lesson/lesson/lesson-source.ts";
import { COURSE_SEED, playLesson } from "../../../../src/core/lesson/lesson/play-lesson.ts";
import { LANGUAGES, type Words } from "../../../../src/core/lesson/words/words.ts";

const OTHER_SEED = 5;

/** Numbers, releases and what stands in a font of its own: what is the same in each language, each once. */
function factsIn(text: string): readonly string[] {
  return [...new Set(text.match(/`[^`]*`|\b\d+(?:[.,]\d+)*/g))].sort();
}

function named({ en }: Words): string {
  const facts = factsIn(en);
  return facts.length === 0 ? "" : ` [${facts.join(", ")}]`;
}

/** The answer, who gives it, and for what the choices stand. */
function questionLine({ id, text, answer, decision, refusal, choices }: PlayedQuestion): string {
  const by = decision?.decidedBy ?? refusal?.code;
  const why = decision === undefined ? "" : `: ${explainSteps(decision).find(({ decides }) => decides)?.text}`;
  const said = by === undefined || by === answer ? "" : ` (${by}${why})`;
  const offered = choices === undefined ? "" : `; offered: ${choices.map(({ is }) => is).join(", ")}`;
  return `  ${id}${named(text)}: ${answer}${said}${offered}`;
}

function stepLines({ id, say, questions, after, picture }: PlayedStep): readonly string[] {
  return [
    `${id}${named(say)}`,
    ...questions.map(questionLine),
    ...(after === undefined ? [] : [`  after${named(after)}`]),
    ...LANGUAGES.flatMap((language) => drawPicture(picture, { language }).map((line) => `    ${line}`.trimEnd())),
  ];
}

function answersLine({ id, seed, steps }: PlayedLesson): string {
  const answers = steps.flatMap(({ questions }) =>
    questions.map(({ id: question, answer }) => `${question} ${answer}`),
  );
  return `== ${id} under seed ${seed}: ${answers.join(", ")}`;
}

describe.each(PARTS)("the lessons of %s", (part) => {
  const lessons = COURSE.filter((lesson) => lesson.part === part);

  it("answer and show what the golden file says", async () => {
    const played = lessons.map((lesson) => playLesson(lesson));
    const lines = played.flatMap(({ id, steps }) => [`== ${id}`, ...steps.flatMap(stepLines)]);
    const others = lessons.filter(({ fixed }) => !fixed).map((lesson) => answersLine(playLesson(lesson, OTHER_SEED)));
    await expect(`${[...lines, ...others].join("\n")}\n`).toMatchFileSnapshot(`golden/${part}.golden.txt`);
  });

  it.each([COURSE_SEED, OTHER_SEED])("name the same things in both languages, under seed %i", (seed) => {
    for (const lesson of lessons)
      for (const { place, field, words } of textsOf(playLesson(lesson, seed)))
        expect({ place, field, facts: factsIn(words.de) }).toEqual({ place, field, facts: factsIn(words.en) });
  });
});
