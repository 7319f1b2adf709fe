import { COURSE, LANGUAGES, playLesson } from "userns-sim/lessons";
import { expect, it } from "vitest";
import { writeRoute } from "../../../docs/page/state/route.ts";
import { LESSON_WORDS } from "../../../docs/page/words/lesson.ts";
import { inChromium } from "./visit.ts";
import { walk } from "./walk.ts";

const walks = COURSE.flatMap((lesson) => LANGUAGES.map((language) => ({ id: lesson.id, lesson, language })));

inChromium("each lesson, walked to its end", (visit) => {
  it.each(walks)("answers as the library does: $id, $language", async ({ lesson, language }) => {
    const { show, next, finish, finished, ofSteps } = LESSON_WORDS[language];
    const { steps } = playLesson(lesson);
    await visit({ at: writeRoute({ view: "lesson", lesson: lesson.id, language }) }, async (tab) => {
      const told = await walk(
        tab,
        show,
        steps.map(({ questions }, at) => ({
          questions: questions.length,
          ...(at === steps.length - 1
            ? { on: finish, reads: finished }
            : { on: next, reads: ofSteps(at + 2, steps.length) }),
        })),
      );
      expect(told).toEqual(steps.map(({ questions }) => questions.map(({ answer }) => String(answer))));
    });
  });
});
