import { COURSE, playLesson, sayIn } from "userns-sim/lessons";
import { expect, it } from "vitest";
import { LESSON_WORDS } from "../../../docs/page/words/lesson.ts";
import { stopsOf, tabTo } from "./keys.ts";
import { VIEWS } from "./views.ts";
import { goTo, inChromium } from "./visit.ts";

const words = LESSON_WORDS.en;

inChromium("the page by keyboard", (visit) => {
  it("goes through S16 from the start to the end", async () => {
    const lesson = COURSE.find(({ id }) => id === "S16");
    if (lesson === undefined) throw new Error("there is no S16");
    const { steps, title } = playLesson(lesson);
    await visit({ at: "#/en" }, async (tab) => {
      await tabTo(tab, sayIn(title, "en"));
      await tab.keyboard.press("Enter");
      for (const [at, { id, questions }] of steps.entries()) {
        await tab
          .getByText(words.ofSteps(at + 1, steps.length))
          .first()
          .waitFor();
        for (const { choices } of questions) {
          if (choices !== undefined) {
            await tabTo(tab, /./);
            await tab.keyboard.press("ArrowDown");
          }
          await tabTo(tab, words.show);
          await tab.keyboard.press("Enter");
        }
        await expect.poll(() => tab.locator(".question .verdict").count(), { message: id }).toBe(questions.length);
        await tabTo(tab, at === steps.length - 1 ? words.finish : words.next);
        await tab.keyboard.press("Enter");
      }
      await tab.getByText(words.finished).waitFor();
    });
  });

  it("is not caught in any view", async () => {
    await visit({}, async (tab) => {
      for (const { at } of VIEWS) {
        await goTo(tab, at("en"));
        expect((await stopsOf(tab)).length, at("en")).toBeGreaterThan(3);
      }
    });
  });

  it("presents S16: on, back, the keys, and out again", async () => {
    await visit({ at: "#/en/present/S16", width: 1920 }, async (tab) => {
      const address = () => tab.evaluate(() => window.location.hash);
      for (let i = 0; i < 40 && !/#\/en$|present\/S17/.test(await address()); i++)
        await tab.keyboard.press("ArrowRight");
      expect(await address()).not.toMatch(/present\/S16$/);
      await goTo(tab, "#/en/present/S16/mounted");
      await tab.keyboard.press("PageUp");
      await tab.waitForFunction(() => !window.location.hash.endsWith("mounted"));
      await tab.keyboard.press("?");
      await tab.locator("dialog[open]").waitFor();
      await tab.keyboard.press("Escape");
      await tab.locator("dialog[open]").waitFor({ state: "detached" });
      await tab.keyboard.press("Escape");
      await tab.waitForFunction(() => window.location.hash.startsWith("#/en/lesson/S16"));
    });
  });
});
