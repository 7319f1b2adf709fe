import type { Page as Tab } from "playwright-core";
import { LANGUAGES } from "userns-sim/lessons";
import { expect, it } from "vitest";
import { VIEWS } from "./views.ts";
import { goTo, inChromium } from "./visit.ts";

inChromium("no text is forgotten by the translation", (visit) => {
  it.each(VIEWS)("has every text of $name from a dictionary or from the library", async ({ at }) => {
    await visit({ pseudo: true }, async (tab) => {
      for (const language of LANGUAGES) {
        await goTo(tab, at(language));
        await openFolds(tab);
        expect(await unsaid(tab), language).toEqual([]);
      }
    });
  });
});

/** Opens all that is folded, and what is folded in it. */
async function openFolds(tab: Tab): Promise<void> {
  await tab.evaluate(async () => {
    for (let folds = closed(); folds.length > 0; folds = closed()) {
      for (const fold of folds) fold.open = true;
      for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
    }
    function closed() {
      return Array.from(document.querySelectorAll<HTMLDetailsElement>("details:not([open])"));
    }
  });
}

/** Visible texts without brackets, which are no digits and signs, no code and no quotation in a language of its own. */
function unsaid(tab: Tab): Promise<readonly string[]> {
  return tab.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent ?? "";
      const around = node.parentElement;
      if (around === null || !/\p{L}/u.test(text) || around.closest("script, style, code, textarea, [lang]:not(html)"))
        continue;
      if (!around.checkVisibility()) continue;
      // A text may be cut into several nodes, by a term within it: its brackets are then around it.
      const whole = around.closest(
        "p, li, dd, dt, td, th, label, legend, h1, h2, h3, summary, button, a, span, option, figcaption, caption, text, title, desc",
      );
      if (/⟦[\s\S]*⟧/.test(text) || /^\s*⟦[\s\S]*⟧\s*$/.test(whole?.textContent ?? "")) continue;
      found.push(`${around.tagName}: ${text}`);
    }
    return found;
  });
}
