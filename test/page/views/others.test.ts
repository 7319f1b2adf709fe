import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { COURSE, CUTS, glossary, LANGUAGES, playLesson, sayIn } from "userns-sim/lessons";
import { describe, expect, it } from "vitest";
import { Frame } from "../../../docs/page/parts/frame.tsx";
import type { Page } from "../../../docs/page/state/page.ts";
import { NO_PROGRESS, nameOf, withCut, withFinished, withGiven } from "../../../docs/page/state/progress.ts";
import { titleOf } from "../../../docs/page/views/title.ts";
import { View } from "../../../docs/page/views/view.tsx";
import { pageAt } from "../support/page-at.ts";
import { textOf } from "../support/text.ts";

const rendered = (page: Page) => renderToString(h(View, { page }));

function titlesIn(html: string): readonly string[] {
  return Array.from(html.matchAll(/<a href="#\/\w+\/lesson\/(\w+)">/g), ([, id = ""]) => id);
}

describe("the start", () => {
  it.each(LANGUAGES)("lists the course in order, with what is done: %s", (language) => {
    const html = rendered(pageAt(`#/${language}`, withFinished(NO_PROGRESS, "S16")));
    expect(titlesIn(html)).toEqual(COURSE.map(({ id }) => id));
    for (const { title } of COURSE) expect(textOf(html)).toContain(sayIn(title, language));
    expect(html.match(/class="done"/g)?.length).toBe(1);
  });

  it.each(Object.entries(CUTS))("lists the lessons of the cut %s, in its order", (name, ids) => {
    const page = pageAt("#/en");
    page.change((progress) => withCut(progress, name as keyof typeof CUTS));
    expect(titlesIn(rendered(page))).toEqual(ids);
  });
});

describe("the projector", () => {
  it.each(COURSE.flatMap((lesson) => LANGUAGES.map((language) => ({ lesson, id: lesson.id, language }))))(
    "shows the answers of $id one after the other, in $language",
    ({ lesson, id, language }) => {
      const { steps } = playLesson(lesson);
      for (const { id: step, questions } of steps)
        for (let shown = 0; shown <= questions.length; shown++) {
          const page = pageAt(`#/${language}/present/${id}/${step}`);
          page.presented.value = { [`${id}/${step}`]: shown };
          const html = rendered(page);
          const verdicts = Array.from(
            html.matchAll(/class="verdict" tabindex="-1"><p>[^<]*<(?:a [^>]*><)?data value="([^"]*)"/g),
            ([, value]) => value,
          );
          expect(verdicts).toEqual(questions.slice(0, shown).map(({ answer }) => String(answer)));
          expect(html).not.toContain("<input");
        }
    },
  );
});

it("the projector names the choices by letters, before the answer and with it", () => {
  const page = pageAt("#/en/present/S16/walk");
  const letters = () => Array.from(rendered(page).matchAll(/<b>(\w)<\/b>/g), ([, letter]) => letter);
  expect(letters()).toEqual(["A", "B"]);
  expect(rendered(page)).not.toContain('role="img"');
  page.presented.value = { "S16/walk": 1 };
  expect(letters()).toEqual(["A", "B"]);
  expect(rendered(page)).toContain('role="img" aria-label="right"');
});

describe("a slide", () => {
  const shownAt = (step: string, shown: number, lesson = "S16") => {
    const page = pageAt(`#/en/present/${lesson}/${step}`);
    page.presented.value = { [`${lesson}/${step}`]: shown };
    return rendered(page);
  };

  it("says of earlier questions only what the answer was", () => {
    const choices = (shown: number) => shownAt("with", shown, "S18").match(/<ul class="choices">/g)?.length;
    expect([0, 1, 2, 3].map(choices)).toEqual([1, 2, 2, 1]);
  });

  it("does not say below a ladder that the ladder says it", () => {
    const html = shownAt("write", 1);
    expect(html).toContain('<ol class="rules">');
    expect(html).not.toContain("rung by rung");
    expect(html).toContain('<p class="disputed">');
    expect(shownAt("program", 1)).toContain('<div class="why">');
    expect(shownAt("program", 2)).not.toContain('<div class="why">');
  });
});

describe("the terms", () => {
  it.each(LANGUAGES)("are all there, each with an address of its own, in %s", (language) => {
    const text = textOf(rendered(pageAt(`#/${language}/terms`)));
    for (const [id, { name, says }] of Object.entries(glossary())) {
      expect(text).toContain(name[language]);
      expect(text).toContain(says[language].replaceAll("`", ""));
      const html = rendered(pageAt(`#/${language}/terms/${id}`));
      expect(html.match(/data-arrive="anchor"/g)?.length).toBe(1);
    }
  });
});

describe("every view", () => {
  const places = ["", "/lesson/S16", "/lesson/S16/mounted", "/present/S16/mounted", "/terms", "/terms/kuid", "/about"];

  it.each(places)("has one heading of the first level, and none of a level that is left out: %s", (place) => {
    for (const language of LANGUAGES)
      for (const progress of [NO_PROGRESS, withFinished(NO_PROGRESS, "S16")]) {
        const html = renderToString(h(Frame, { page: pageAt(`#/${language}${place}`, progress) }));
        const levels = Array.from(html.matchAll(/<h([1-6])/g), ([, level]) => Number(level));
        expect(levels.filter((level) => level === 1)).toEqual([1]);
        expect(levels.every((level, at) => level - (levels[at - 1] ?? 0) <= 1)).toBe(true);
        expect(html).not.toMatch(/ style=|<style| on\w+=/);
      }
  });

  it("keeps what was answered when its language is changed", () => {
    const name = nameOf("S16", "mounted", "compared");
    const given = withGiven(NO_PROGRESS, name, { choice: 1, shown: true });
    const [english, german] = LANGUAGES.map((language) => rendered(pageAt(`#/${language}/lesson/S16/mounted`, given)));
    expect(english).toContain("Not so:");
    expect(german).toContain("Stimmt nicht:");
  });
});

it.each([
  ["#/en", "Lessons · userns-sim"],
  ["#/de/lesson/S16", "Das selbst gebohrte Loch: hostPath · userns-sim"],
  ["#/de/lesson/S16/mounted", "2 von 5 · Das selbst gebohrte Loch: hostPath · userns-sim"],
  ["#/en/present/S16/walk", "1 of 5 · The hole you cut yourself: hostPath · userns-sim"],
  ["#/en/terms/overflow-id", "overflow ID · Terms · userns-sim"],
  ["#/de/play", "Eigene Pods · userns-sim"],
  ["#/de/about", "Über · userns-sim"],
])("the document at %s is called %s", (at, title) => {
  const page = pageAt(at);
  expect(titleOf(page.at.value.route, page.lesson)).toBe(title);
});
