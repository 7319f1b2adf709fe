import axe from "axe-core";
import type { Page as Tab } from "playwright-core";
import { COURSE, LANGUAGES, type LessonLanguage, playLesson } from "userns-sim/lessons";
import { expect, it } from "vitest";
import { writeRoute } from "../../../docs/page/state/route.ts";
import { VIEWS } from "./views.ts";
import { goTo, inChromium } from "./visit.ts";

/** WCAG 2.2, levels A and AA, with all that came before. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

/** A way of looking at a view. */
interface Look {
  readonly language: LessonLanguage;
  readonly colorScheme: "light" | "dark";
  readonly width: number;
}

/** Every way of looking at a view. */
const LOOKS: readonly Look[] = LANGUAGES.flatMap((language) =>
  (["light", "dark"] as const).flatMap((colorScheme) => [1280, 320].map((width) => ({ language, colorScheme, width }))),
);

inChromium("the page is accessible", (visit) => {
  it.each(VIEWS)("has no violation in $name, in any language, light and dark, wide and narrow", async ({ at }) => {
    await visit({}, async (tab) => {
      for (const look of LOOKS) await isAccessible(tab, at(look.language), look);
    });
  });

  it.each(COURSE.map((lesson, i) => ({ id: lesson.id, lesson, i })))(
    "has no violation in any step of $id",
    async ({ lesson, i }) => {
      await visit({}, async (tab) => {
        for (const [j, step] of playLesson(lesson).steps.entries()) {
          const look = LOOKS[(i + j) % LOOKS.length] as Look;
          await isAccessible(
            tab,
            writeRoute({ view: "lesson", lesson: lesson.id, step: step.id, language: look.language }),
            look,
          );
        }
      });
    },
  );
});

async function isAccessible(tab: Tab, at: string, { colorScheme, width }: Look): Promise<void> {
  await tab.emulateMedia({ colorScheme });
  await tab.setViewportSize({ width, height: 800 });
  await goTo(tab, at);
  expect(await violations(tab), `${at}, ${colorScheme}, ${width} px`).toEqual([]);
}

/** What axe finds wrong, and where. */
async function violations(tab: Tab): Promise<readonly string[]> {
  if (!(await tab.evaluate(() => "axe" in globalThis))) await tab.evaluate(axe.source);
  const { violations } = await tab.evaluate(
    (tags) => (globalThis as unknown as { axe: typeof axe }).axe.run({ runOnly: tags, resultTypes: ["violations"] }),
    TAGS,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${help}: ${target.join(" ")}: ${html}`),
  );
}
