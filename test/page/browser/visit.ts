import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page as Tab } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject } from "vitest";

/** How a page is opened, and in what profile. */
export type Visit = Opening & BrowserContextOptions;

/** How a page is opened. */
interface Opening {
  /** The fragment of the address. */
  readonly at?: string;
  /** The address without it; that of the built file unless given. */
  readonly address?: string;
  /** How wide the window is. */
  readonly width?: number;
  /** Whether every text stands in brackets. */
  readonly pseudo?: boolean;
  /** What the browser is expected to say, and nothing else. */
  readonly complains?: RegExp;
}

/** Opens pages in the one browser, each with nothing remembered, and fails for whatever they ask for or complain of. */
export type Visitor = <T>(visit: Visit, look: (tab: Tab) => Promise<T>) => Promise<T>;

/** Checks that need the browser: skipped where there is none. */
export function inChromium(name: string, checks: (visitor: Visitor) => void): void {
  describe.skipIf(inject("browser") === undefined)(name, () => {
    let browser: Browser;
    // The first page of a new profile costs five times one that is loaded anew, so that a tab that was left whole serves again.
    const left = new Map<string, Tab>();
    beforeAll(async () => {
      browser = await chromium.connect(inject("browser") as string);
    });
    afterAll(() => browser.close());
    checks(async (visit, look) => {
      const { at: _at, address: _address, width: _width, pseudo: _pseudo, complains: _complains, ...options } = visit;
      const profile = JSON.stringify(options);
      const tab = left.get(profile) ?? (await newTab(browser, options));
      left.delete(profile);
      try {
        const seen = await visited(tab, visit, look);
        left.set(profile, tab);
        return seen;
      } catch (error) {
        await tab.context().close();
        throw error;
      }
    });
  });
}

async function newTab(browser: Browser, options: BrowserContextOptions): Promise<Tab> {
  const context = await browser.newContext({ locale: "en-GB", ...options });
  // The visitor before may have answered questions.
  await context.addInitScript(() => {
    if (window.location.protocol !== "about:") window.localStorage.clear();
  });
  return context.newPage();
}

/** Goes to another address of the page that is open, as a link would: a page that is loaded anew takes ten times as long. */
export async function goTo(tab: Tab, at: string): Promise<void> {
  await tab.evaluate(async (fragment) => {
    window.location.hash = fragment;
    for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
  }, at);
  await tab.locator("h1").waitFor();
}

/** What a page may ask for: itself, and what it made. */
const OWN = /^(?:file|blob|data):/;

async function visited<T>(
  tab: Tab,
  { at = "#/en", address, width = 1280, pseudo = false, complains }: Opening,
  look: (tab: Tab) => Promise<T>,
): Promise<T> {
  // From another document, since an address that differs in its fragment alone would not load the page anew.
  await tab.goto("about:blank");
  await tab.emulateMedia({ colorScheme: null, forcedColors: null });
  await tab.setViewportSize({ width, height: 800 });
  const faults: string[] = [];
  tab.on("console", (message) => faults.push(`message: ${message.text()}`));
  tab.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  tab.on("request", (request) => {
    const url = request.url();
    if (!OWN.test(url) && url.split("#", 1)[0] !== address) faults.push(`request: ${url}`);
  });
  await tab.goto((address ?? pathToFileURL(inject("pages")[pseudo ? "pseudo" : "plain"]).href) + at);
  await tab.locator("h1").waitFor();
  const seen = await look(tab);
  for (const event of ["console", "pageerror", "request"]) tab.removeAllListeners(event);
  expect(faults.filter((fault) => complains === undefined || !complains.test(fault))).toEqual([]);
  if (complains !== undefined) expect(faults).not.toEqual([]);
  return seen;
}
