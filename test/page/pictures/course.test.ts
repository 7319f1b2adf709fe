import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { COURSE, LANGUAGES, type LessonLanguage, type Picture, playLesson, sayIn } from "userns-sim/lessons";
import { describe, expect, it } from "vitest";
import { PictureTable } from "../../../docs/page/pictures/picture-table.tsx";
import { PictureView } from "../../../docs/page/pictures/picture-view.tsx";
import { tellPicture } from "../../../docs/page/pictures/tell-picture.ts";
import { textOf } from "./markup.ts";

const steps = COURSE.flatMap((lesson) =>
  playLesson(lesson).steps.map(({ id, picture }) => [`${lesson.id}/${id}`, picture] as const),
);

describe.each(LANGUAGES)("the pictures of the course, in %s", (language) => {
  it.each(steps)("%s says what it shows, in the drawing and in the table", (_name, picture) => {
    const view = renderToString(h(PictureView, { picture, language }));
    expect(view).toMatch(/<svg [^>]*role="img"[^>]*><title [^>]*>[^<]+<\/title><desc [^>]*>[^<]+<\/desc>/);
    expect(view).not.toMatch(/undefined|NaN| style="/);
    const [, desc = ""] = /<desc [^>]*>([^<]+)<\/desc>/.exec(view) ?? [];
    const told = tellPicture(picture, language);
    const table = textOf(renderToString(h(PictureTable, { told, language })));
    for (const fact of factsOf(picture, language)) {
      expect(table).toContain(fact);
      if (picture.kind !== "ladder") expect(textOf(desc)).toContain(fact);
    }
  });

  it.each(steps)("%s has a table only once that is opened, and few elements", (_name, picture) => {
    const view = renderToString(h(PictureView, { picture, language }));
    expect(view).not.toContain("<table");
    expect(view.match(/<\w/g)?.length).toBeLessThan(600);
  });

  it.each(steps)("%s marks nothing by colour alone", (_name, picture) => {
    const view = renderToString(h(PictureView, { picture, language }));
    const words = textOf(view);
    if (/class="[^"]*\bdenied\b/.test(view)) expect(words).toMatch(/✗\s\S/);
    if (/class="(rung|verdict) allowed|class="bar allowed" [^>]*width="4"/.test(view)) expect(words).toMatch(/✓\s\S/);
  });
});

/** What a picture is about, as it was given. */
function factsOf(picture: Picture, language: LessonLanguage): readonly string[] {
  const said = (thing: Parameters<typeof sayIn>[0] | number) =>
    typeof thing === "number" ? String(thing) : sayIn(thing, language);
  switch (picture.kind) {
    case "slots":
      return picture.taken.flatMap(({ slot, label }) => [
        said(label),
        said(picture.pool.start + slot * picture.pool.idsPerPod),
      ]);
    case "ruler":
      return [
        ...picture.mappings.flatMap(({ containerId, hostId }) => [containerId, hostId]),
        ...picture.marks.flatMap(({ containerId, hostId }) => [containerId, hostId ?? 65534]),
      ].map(String);
    case "observers":
      return picture.seen.flatMap(({ by, as }) => [said(by), said(as)]);
    case "owner":
      return [
        ...Object.values(picture.numbers).flatMap((id) => (id === undefined ? [] : [said(id)])),
        said(picture.reader),
      ];
    case "ladder":
      return picture.decision.steps
        .filter(({ outcome }, at) => at === picture.decision.decidedAt || !/skips|refuses/.test(outcome))
        .flatMap(({ rule, source }) => [rule, source]);
    case "matrix":
      return [
        ...picture.columns.map(said),
        ...picture.rows.flatMap(({ name, cells }) => [said(name), ...cells.map(({ text }) => said(text))]),
      ];
    case "timeline":
      return picture.events.flatMap(({ at, text }) => [said(at), said(text)]);
  }
}
