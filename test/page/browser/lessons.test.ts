import { COURSE, LANGUAGES, playLesson } from "userns-sim/lessons";
import { expect, it } from "vitest";
import { writeRoute } from "../../../docs/page/state/route.ts";
import { LESSON_WORDS } from "../../../docs/page/words/lesson.ts";
import { inChromium } from "./visit.ts";

const walks = COURSE.flatMap((lesson) => LANGUAGES.map((language) => ({ id: lesson.id, lesson, language })));

inChromium("each lesson, walked to its end", (visit) => {
  it.each(walks)("answers as the library does: $id, $language", async ({ lesson, language }) => {
    const words = LESSON_WORDS[language];
    await visit({ at: writeRoute({ view: "lesson", lesson: lesson.id, language }) }, async (tab) => {
      const walked: string[][] = [];
      const { steps } = playLesson(lesson);
      for (const { questions } of steps) {
        for (const _ of questions) await tab.getByRole("button", { name: words.show }).click();
        const told = await tab
          .locator(".verdict data")
          .evaluateAll((all) => all.map((one) => one.getAttribute("value")));
        walked.push(told.map(String));
        const last = walked.length === steps.length;
        await tab
          .getByRole("link", { name: last ? words.finish : words.next, exact: false })
          .last()
          .click();
        if (!last)
          await tab
            .getByText(words.ofSteps(walked.length + 1, steps.length), { exact: false })
            .first()
            .waitFor();
      }
      expect(walked).toEqual(steps.map(({ questions }) => questions.map(({ answer }) => String(answer))));
      await tab.getByText(words.finished).waitFor();
    });
  });
});
