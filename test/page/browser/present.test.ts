import type { Page as Tab } from "playwright-core";
import { LANGUAGES } from "userns-sim/lessons";
import { expect, it } from "vitest";
import { inChromium } from "./visit.ts";

/** A projector. */
const WALL = { width: 1920, height: 1080 };

inChromium("a slide", (visit) => {
  it.each(LANGUAGES.flatMap((language) => ["S08", "S16", "S18"].map((lesson) => [lesson, language] as const)))(
    "of %s, %s, has on the screen what came last, in letters that can be read from afar",
    async (lesson, language) => {
      await visit({ at: `#/${language}/present/${lesson}` }, async (tab) => {
        await tab.setViewportSize(WALL);
        for (let i = 0; i < 40 && (await addressOf(tab)).includes(`present/${lesson}`); i++) {
          const { below, small } = await seen(tab);
          expect([below, small], `${await addressOf(tab)}, ${i}`).toEqual([false, []]);
          await tab.keyboard.press("ArrowRight");
        }
      });
    },
  );

  it("hears keys as fast as they come", async () => {
    const after = (pause: "frame" | "task") =>
      visit({ at: "#/en/present/S16" }, async (tab) => {
        await tab.evaluate(async (pause) => {
          for (let pressed = 0; pressed < 6; pressed++) {
            document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
            if (pause === "task") await new Promise((resolve) => setTimeout(resolve));
            else for (const _ of [1, 2, 3]) await new Promise(requestAnimationFrame);
          }
        }, pause);
        return [await addressOf(tab), await tab.locator(".told").innerText()];
      });
    expect(await after("task")).toEqual(await after("frame"));
  });

  it("does not frame what nobody can press", async () => {
    await visit({ at: "#/en/present/S16" }, async (tab) => {
      await tab.setViewportSize(WALL);
      await tab.keyboard.press("ArrowRight");
      await tab.keyboard.press("ArrowRight");
      await tab.locator("h2:focus").waitFor();
      expect(await tab.locator("h2:focus").evaluate((heading) => getComputedStyle(heading).outlineStyle)).toBe("none");
      await tab.keyboard.press("Tab");
      expect(await tab.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle)).toBe("solid");
    });
  });
});

function addressOf(tab: Tab): Promise<string> {
  return tab.evaluate(() => window.location.hash);
}

/** Whether the newest text lies below the screen, and texts of less than a fiftieth of its height. */
function seen(tab: Tab): Promise<{ readonly below: boolean; readonly small: readonly string[] }> {
  return tab.evaluate(async () => {
    for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
    const edge = document.querySelector(".controls")?.getBoundingClientRect().top ?? 0;
    const newest = document.querySelector(".told > :last-child")?.getBoundingClientRect();
    const texts = [...document.querySelectorAll(".columns :is(p, li, h3, summary, text)")];
    return {
      below: newest === undefined || newest.bottom > edge,
      small: texts.filter((text) => heightOf(text) < 20).map((text) => `${heightOf(text)}: ${text.textContent}`),
    };

    function heightOf(text: Element): number {
      const svg = text.closest("svg");
      const scale = svg === null ? 1 : svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
      return Number.parseFloat(getComputedStyle(text).fontSize) * scale;
    }
  });
}
