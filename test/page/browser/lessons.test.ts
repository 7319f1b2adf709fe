import type { Page as Tab } from "playwright-core";
import { COURSE, LANGUAGES, playLesson } from "userns-sim/lessons";
import { expect, it } from "vitest";
import { writeRoute } from "../../../docs/page/state/route.ts";
import { LESSON_WORDS } from "../../../docs/page/words/lesson.ts";
import { inChromium } from "./visit.ts";

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

/** What somebody does at a step of a lesson. */
interface Walked {
  readonly questions: number;
  /** The link that leads on, and what is read where it leads. */
  readonly on: string;
  readonly reads: string;
}

/** Has the answers of each step shown and goes on, all of it within the page: each way there and back costs more than a click. */
function walk(tab: Tab, show: string, steps: readonly Walked[]): Promise<readonly (readonly string[])[]> {
  return tab.evaluate(
    async ({ show, steps }) => {
      /** Far more than the page takes to change. */
      const mostFrames = 1_000;
      const told: string[][] = [];
      for (const { questions, on, reads } of steps) {
        for (let i = 0; i < questions; i++) {
          const pressed = await press("button", show);
          await until(`an answer instead of ${show}`, () => !pressed.isConnected);
        }
        told.push(Array.from(document.querySelectorAll(".verdict data"), (one) => String(one.getAttribute("value"))));
        await press("a[href]", on);
        await until(reads, () => document.body.innerText.includes(reads));
      }
      return told;

      /** Clicks where a pointer would: on what lies uppermost in the middle of the last thing that says so. */
      async function press(selector: string, text: string): Promise<HTMLElement> {
        const found = await until(`${selector}: ${text}`, () =>
          Array.from(document.querySelectorAll<HTMLElement>(selector)).findLast(
            (one) =>
              one.checkVisibility() && !one.closest("[inert], [aria-hidden=true]") && one.innerText.includes(text),
          ),
        );
        found.scrollIntoView({ block: "center" });
        const [box] = found.getClientRects();
        const hit = box && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        if (!(hit instanceof HTMLElement && found.contains(hit))) throw new Error(`${text} is under ${hit?.outerHTML}`);
        hit.click();
        return found;
      }

      async function until<T>(what: string, comes: () => T | undefined | false): Promise<T> {
        for (let frame = 0; frame < mostFrames; frame++) {
          const came = comes();
          if (came !== undefined && came !== false) return came;
          await new Promise(requestAnimationFrame);
        }
        throw new Error(`never came: ${what}`);
      }
    },
    { show, steps },
  );
}
