import type { Page as Tab } from "playwright-core";

/** More stops than any view has. */
const MOST = 400;

/** Presses Tab until what has the focus says so, as somebody without a mouse does. */
export async function tabTo(tab: Tab, name: string | RegExp): Promise<void> {
  const met: string[] = [];
  for (let i = 0; i < MOST; i++) {
    await tab.keyboard.press("Tab");
    const focused = await nameOfFocus(tab);
    if (typeof name === "string" ? focused === name : name.test(focused)) return;
    met.push(focused);
  }
  throw new Error(`Tab never came to ${name}, but to ${[...new Set(met)].join(" | ")}`);
}

/** The stops of a view, in order, until the keyboard has left it. */
export async function stopsOf(tab: Tab): Promise<readonly string[]> {
  const stops: string[] = [];
  await tab.evaluate(() => {
    for (const element of document.querySelectorAll("[data-seen]")) element.removeAttribute("data-seen");
  });
  for (let i = 0; i < MOST; i++) {
    await tab.keyboard.press("Tab");
    const stop = await tab.evaluate(() => {
      const { activeElement: element } = document;
      if (element === null || element.tagName === "BODY" || element.hasAttribute("data-seen")) return undefined;
      element.setAttribute("data-seen", "");
      return element.outerHTML.slice(0, 120);
    });
    if (stop === undefined) return stops;
    stops.push(stop);
  }
  throw new Error(`the keyboard does not come out: ${stops.slice(-5).join(" | ")}`);
}

function nameOfFocus(tab: Tab): Promise<string> {
  return tab.evaluate(() => {
    const { activeElement: element } = document;
    if (element === null) return "";
    const label = element.getAttribute("aria-label") ?? (element as HTMLInputElement).labels?.[0]?.textContent;
    return (label ?? element.textContent ?? "").replace(/[←→✓]/g, "").replace(/\s+/g, " ").trim();
  });
}
