import type { Page as Tab } from "playwright-core";
import { LANGUAGES } from "userns-sim/lessons";
import { expect, it } from "vitest";
import { VIEWS } from "./views.ts";
import { goTo, inChromium, type Visit } from "./visit.ts";

/** What readers do to a page: a narrow window, a zoom of two, and the spacing of success criterion 1.4.12. */
const READERS: Readonly<Record<string, Visit & { readonly spaced?: true }>> = {
  "320 px": { width: 320 },
  "640 px at twice the size": { width: 640, deviceScaleFactor: 2 },
  "320 px and wide spacing": { width: 320, spaced: true },
};

inChromium("the page fits", (visit) => {
  it.each(Object.entries(READERS))("is not cut and does not scroll sideways: %s", async (_, { spaced, ...reader }) => {
    await visit(reader, async (tab) => {
      if (spaced) await space(tab);
      for (const { at } of VIEWS)
        for (const language of LANGUAGES) {
          await goTo(tab, at(language));
          expect([await wider(tab), await cut(tab)], at(language)).toEqual([[], []]);
        }
    });
  });

  it.each([320, 1280])("has targets of 24 by 24 pixels, %i px wide", async (width) => {
    await visit({ width }, async (tab) => {
      for (const { at } of VIEWS) {
        await goTo(tab, at("de"));
        expect(await small(tab), at("de")).toEqual([]);
      }
    });
  });
});

/** The least that success criterion 1.4.12 asks to bear. The policy has no room for a style, so that its sheet is asked. */
async function space(tab: Tab): Promise<void> {
  await tab.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }",
    );
    document.adoptedStyleSheets = [sheet];
  });
}

/** What makes the page wider than its window: nothing but what scrolls by itself may be. */
function wider(tab: Tab): Promise<readonly string[]> {
  return tab.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    return Array.from(document.querySelectorAll("body *"))
      .filter((element) => element.getBoundingClientRect().right > room + 1)
      .map((element) => `${element.tagName} ${element.className}: ${element.textContent?.slice(0, 60)}`)
      .concat("the page scrolls sideways");
  });
}

/** Boxes that hide a part of their text. */
function cut(tab: Tab): Promise<readonly string[]> {
  return tab.evaluate(() =>
    Array.from(document.querySelectorAll<HTMLElement>("body *"))
      .filter((element) => {
        const { overflowX, overflowY, clipPath } = getComputedStyle(element);
        // What is only spoken is a pixel wide, by intention.
        if (clipPath !== "none") return false;
        const hides = [overflowX, overflowY].some((way) => way === "hidden" || way === "clip");
        return (
          hides && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
        );
      })
      .map((element) => `${element.tagName} ${element.className}: ${element.textContent?.slice(0, 60)}`),
  );
}

/** Targets under 24 pixels; links within a sentence are allowed to be (success criterion 2.5.8). */
function small(tab: Tab): Promise<readonly string[]> {
  return tab.evaluate(() =>
    Array.from(
      document.querySelectorAll<HTMLElement>(
        "a, button, input, select, textarea, summary, [tabindex], [role=gridcell], label:has(input)",
      ),
    )
      .filter((element) => !element.closest("p, dd") || element.tagName !== "A")
      .filter((element) => !(element.matches("input") && element.closest("label")))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
      .map(({ element, box }) => `${box.width} by ${box.height}: ${element.outerHTML.slice(0, 120)}`),
  );
}
