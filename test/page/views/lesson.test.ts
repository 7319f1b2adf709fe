import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { german } from "userns-sim/german";
import { explainSteps } from "userns-sim/kernel";
import { COURSE, LANGUAGES, type LessonLanguage, type PlayedStep, playLesson, sayIn } from "userns-sim/lessons";
import { describe, expect, it } from "vitest";
import { NO_PROGRESS, nameOf, type Progress, withFinished, withGiven } from "../../../docs/page/state/progress.ts";
import { View } from "../../../docs/page/views/view.tsx";
import { LESSON_WORDS } from "../../../docs/page/words/lesson.ts";
import { pageAt } from "../support/page-at.ts";
import { textOf } from "../support/text.ts";

const lessons = COURSE.map((lesson) => playLesson(lesson));

const steps = lessons.flatMap(({ id, steps }) =>
  steps.flatMap((step) =>
    LANGUAGES.map((language) => ({ id, step, language, at: `#/${language}/lesson/${id}/${step.id}` })),
  ),
);

function shown(id: string, { id: step, questions }: PlayedStep, given = {}): Progress {
  return questions.reduce(
    (progress, question) => withGiven(progress, nameOf(id, step, question.id), { ...given, shown: true }),
    NO_PROGRESS,
  );
}

function plain(text: string): string {
  return text.replaceAll("`", "");
}

function rendered(at: string, progress?: Progress): string {
  return renderToString(h(View, { page: pageAt(at, progress) }));
}

/** The answers of the library that a text holds, in order. */
function answersIn(html: string): readonly string[] {
  return Array.from(html.matchAll(/<data value="([^"]*)">/g), ([, value = ""]) => value);
}

/** Each answer stands beside the question and again behind the reasons. */
function answersOf({ questions }: PlayedStep): readonly string[] {
  const answers = questions.map(({ answer }) => String(answer));
  return [...answers, ...answers];
}

describe("a step", () => {
  it.each(steps)("asks first: $at", ({ step, language, at }) => {
    const html = rendered(at);
    expect(answersIn(html)).toEqual([]);
    const text = textOf(html);
    expect(text).toContain(plain(sayIn(step.say, language)));
    const [first, second] = step.questions;
    if (first !== undefined) expect(text).toContain(plain(sayIn(first.text, language)));
    if (second !== undefined) expect(text).not.toContain(plain(sayIn(second.text, language)));
    if (step.after !== undefined) expect(text).not.toContain(plain(sayIn(step.after, language)));
  });

  it.each(steps)("shows what the library answers, and why: $at", ({ id, step, language, at }) => {
    const html = rendered(at, shown(id, step));
    expect(answersIn(html)).toEqual(answersOf(step));
    const text = textOf(html);
    for (const { decision } of step.questions)
      for (const line of reasons(decision, language)) expect(text).toContain(line);
    if (step.after !== undefined) expect(text).toContain(plain(sayIn(step.after, language)));
  });

  it.each(steps)("says of each choice whether it is right: $at", ({ id, step, language, at }) => {
    const most = Math.max(1, ...step.questions.map(({ choices }) => choices?.length ?? 0));
    for (let choice = 0; choice < most; choice++) {
      const text = textOf(rendered(at, shown(id, step, { choice })));
      for (const { choices } of step.questions) {
        const taken = choices?.[choice];
        if (taken?.why !== undefined) expect(text).toContain(plain(sayIn(taken.why, language)));
      }
    }
  });
});

it.each([
  ["walk", "◉○○○○", "1 of 5"],
  ["program", "●●●◉○", "4 of 5"],
  ["sockets", "●●●●◉", "5 of 5"],
])("tells the step %s from those before and after it: %s", (step, dots, says) => {
  expect(textOf(rendered(`#/en/lesson/S16/${step}`)).replace(/\s+/g, " ")).toContain(`${dots} ${says}`);
});

function reasons(decision: PlayedStep["questions"][number]["decision"], language: LessonLanguage): readonly string[] {
  if (decision === undefined) return [];
  return explainSteps(decision, ...(language === "de" ? [german] : [])).map(({ text }) => text);
}

describe("a finished lesson", () => {
  it.each(lessons.flatMap((lesson) => LANGUAGES.map((language) => ({ lesson, id: lesson.id, language }))))(
    "is open and asks nothing: $id, $language",
    ({ lesson, id, language }) => {
      const html = rendered(`#/${language}/lesson/${id}`, withFinished(NO_PROGRESS, id));
      expect(answersIn(html)).toEqual(lesson.steps.flatMap(answersOf));
      expect(html).not.toContain("<input");
      expect(html.split(`<summary>${LESSON_WORDS[language].asCode}</summary>`)).toHaveLength(lesson.steps.length + 1);
      const text = textOf(html);
      for (const { questions } of lesson.steps)
        for (const { choices = [] } of questions)
          for (const { why } of choices) if (why !== undefined) expect(text).toContain(plain(sayIn(why, language)));
    },
  );
});
