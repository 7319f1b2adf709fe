import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { createProcess, existingFile, openFile } from "userns-sim/kernel";
import { defineLesson, LANGUAGES, ladder, playLesson, type Words } from "userns-sim/lessons";
import { describe, expect, it } from "vitest";
import { Answered } from "../../../docs/page/parts/answered.tsx";
import { Question } from "../../../docs/page/parts/question.tsx";
import { SourceText } from "../../../docs/page/parts/source-text.tsx";
import { Why } from "../../../docs/page/parts/why.tsx";
import { OpenLesson } from "../../../docs/page/views/lesson/open-lesson.tsx";
import { StepView } from "../../../docs/page/views/lesson/step-view.tsx";
import { SlideView } from "../../../docs/page/views/present/slide-view.tsx";
import { pageAt } from "../support/page-at.ts";

const MARKUP = "<img src=x onerror=alert(1)>`<script>`\"'</code>{{x}}";

const words: Words = { en: MARKUP, de: MARKUP };

const played = playLesson(
  defineLesson({
    id: MARKUP,
    part: "numbers",
    minutes: 1,
    needs: [],
    introduces: [],
    statements: [],
    title: words,
    goal: words,
    sources: [{ report: MARKUP }, { code: MARKUP, version: MARKUP }, { manual: MARKUP, sentence: MARKUP }],
    world: () => 0,
    steps: [
      {
        id: MARKUP,
        say: words,
        questions: [
          {
            id: MARKUP,
            text: words,
            ask: () => MARKUP,
            expect: MARKUP,
            choices: [{ is: MARKUP, text: words, why: words }],
          },
          {
            id: "typed",
            text: words,
            ask: () => openFile(createProcess(), existingFile({ mode: 0o600 }), "r"),
            expect: "ok",
          },
        ],
        after: words,
        picture: () => ladder(openFile(createProcess(), existingFile({ mode: 0o600 }), "r")),
      },
    ],
  }),
);

const given = { choice: 0, typed: MARKUP };
const give = () => undefined;
const questions = played.steps.flatMap((step) => step.questions);

describe("markup in a lesson of one's own is text", () => {
  const parts = LANGUAGES.flatMap((language) => [
    ...questions.flatMap((question) => [
      renderToString(h(Question, { question, language, given, give })),
      renderToString(h(Answered, { question, language, given, open: true })),
      renderToString(h(Why, { question, picture: undefined, language })),
    ]),
    ...played.sources.map((source) => renderToString(h(SourceText, { source, language }))),
    renderToString(h(StepView, { page: pageAt(`#/${language}`), played, at: 0 })),
    renderToString(h(OpenLesson, { page: pageAt(`#/${language}`), played, step: undefined })),
    renderToString(h(SlideView, { slide: { played, at: 0, shown: 2 }, language })),
  ]);

  it.each(parts.map((html, at) => ({ html, at })))("in part $at", ({ html }) => {
    expect(html).not.toMatch(/<img|<script/);
  });
});
