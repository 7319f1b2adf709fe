import fc from "fast-check";
import { COURSE, glossary, LANGUAGES, playLesson } from "userns-sim/lessons";
import { describe, expect, it } from "vitest";
import { lessonsPlayed } from "../../../docs/page/state/page.ts";
import { type Place, readRoute, writeRoute } from "../../../docs/page/state/route.ts";

const plays = lessonsPlayed();
const read = (fragment: string, preferred: readonly string[] = ["en"]) => readRoute(fragment, preferred, plays);

const places: readonly Place[] = [
  { view: "start" },
  { view: "about" },
  { view: "play" },
  { view: "play", state: "1.abc_-" },
  { view: "terms" },
  ...Object.keys(glossary()).map((term): Place => ({ view: "terms", term })),
  ...COURSE.flatMap((lesson): readonly Place[] => [
    { view: "lesson", lesson: lesson.id },
    ...playLesson(lesson).steps.flatMap(({ id: step }): readonly Place[] => [
      { view: "lesson", lesson: lesson.id, step },
      { view: "present", lesson: lesson.id, step },
    ]),
  ]),
];

describe("an address", () => {
  it("leads back to every place, in every language", () => {
    for (const place of places)
      for (const language of LANGUAGES) {
        const route = { ...place, language };
        expect(read(writeRoute(route))).toEqual({ route, unknown: false });
      }
  });

  it.each([
    ["", ["de-AT", "en"], "de", false],
    ["#/", ["fr", "de"], "de", false],
    ["", ["fr"], "en", false],
    ["", [], "en", false],
    ["#/fr/about", ["de"], "de", true],
    ["#/en/nowhere", ["de"], "en", true],
    ["#/en/lesson/S99", [], "en", true],
    ["#/de/lesson/S16/no-such-step", [], "de", true],
    ["#/de/terms/no-such-term", [], "de", true],
    ["#/de/terms/__proto__", [], "de", true],
    ["#/en/about/more", [], "en", true],
    ["#/en/%", [], "en", true],
  ])("%s, read by who prefers %j, is the start in %s", (fragment, preferred, language, unknown) => {
    expect(read(fragment, preferred)).toEqual({ route: { view: "start", language }, unknown });
  });

  it.each([
    ["#/lesson/S16", ["de-AT"], "de", { view: "lesson", lesson: "S16" }],
    ["#/terms/overflow-id", ["fr"], "en", { view: "terms", term: "overflow-id" }],
  ] as const)("%s, read by who prefers %j, is in %s", (fragment, preferred, language, place) => {
    expect(read(fragment, preferred)).toEqual({ route: { ...place, language }, unknown: false });
  });

  it("may be anything", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.constantFrom("en", "de", "lesson", "present", "terms", "play", "S16", "walk"), fc.string()),
        ),
        (path) => {
          const { route } = read(`#/${path.join("/")}`);
          expect(read(writeRoute(route)).route).toEqual(route);
        },
      ),
    );
  });
});
