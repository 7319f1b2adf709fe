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
      if (around === null || !/\p{L}/u.test(text)) continue;
      if (around.closest("script, style, code, textarea, [lang]:not(html)") || !around.checkVisibility()) continue;
      // The letter of a pod in a picture is a sign.
      if (/^[A-Z]$/.test(text.trim()) || /⟦[\s\S]*⟧/.test(text) || isWithin(node, around)) continue;
      found.push(`${around.tagName}: ${text}`);
    }
    return found;

    // A text may be cut into several nodes, by a link or a piece of code within it.
    function isWithin(node: Node, around: Element): boolean {
      const whole = around.closest("p, li, dd, dt, td, th, label, legend, h1, h2, h3, h4, summary, button, figcaption");
      if (whole === null) return false;
      return [0, node.textContent?.length ?? 0].some((offset) => {
        const before = document.createRange();
        before.setStart(whole, 0);
        before.setEnd(node, offset);
        const text = before.toString();
        return text.lastIndexOf("⟦") > text.lastIndexOf("⟧");
      });
    }
  });
}
