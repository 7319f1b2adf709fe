import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page as Tab } from "playwright-core";
import { expect, it } from "vitest";
import { fromFile, pack, toFile, unpack } from "../../../docs/page/state/link.ts";
import { asCode } from "../../../docs/page/state/play/code/as-code.ts";
import { EXAMPLE } from "../../../docs/page/state/play/play.ts";
import { playEn as words } from "../../../docs/page/words/play.en.ts";
import { inChromium } from "./visit.ts";

/** More than the page has stops for the keyboard. */
const MOST_STOPS = 200;

const PLAY = { at: "#/en/play" };

inChromium("a play is shared", (visit) => {
  it("by a link, with keys alone, and opens with the same cell selected", async () => {
    const [link, selected] = await visit(PLAY, async (tab) => {
      const before = await selectedIn(tab);
      await tabTo(tab, '[role="grid"].matrix [data-at]');
      for (const key of ["ArrowDown", "ArrowDown", "ArrowRight"]) await tab.keyboard.press(key);
      const after = await selectedIn(tab);
      expect(after).not.toEqual(before);
      await tabTo(tab, `button:text-is("${words.link}")`);
      await tab.keyboard.press("Enter");
      await isTold(tab, words.linkCopied);
      return [await isSelected(tab), after] as const;
    });
    await visit({ at: link.slice(link.indexOf("#")) }, async (tab) => {
      await expect.poll(() => selectedIn(tab)).toEqual(selected);
      expect(tab.url()).toBe(link);
    });
  });

  it("by a link that was left while it opened, when it is come back to", async () => {
    const link = `#/en/play/${await pack({ ...EXAMPLE, seed: 7 })}`;
    await visit(PLAY, async (tab) => {
      await tab.evaluate(() => {
        const { DecompressionStream } = window;
        function Stuck() {
          Object.assign(window, { DecompressionStream });
          return new TransformStream({ transform: () => new Promise(() => undefined) });
        }
        Object.assign(window, { DecompressionStream: Stuck });
      });
      const go = (hash: string) =>
        tab.evaluate((to) => {
          location.hash = to;
        }, hash);
      await go(link);
      await expect.poll(() => tab.evaluate(() => DecompressionStream.name)).toBe("DecompressionStream");
      await go("#/en/about");
      await tab.getByLabel(words.seed).waitFor({ state: "detached" });
      await go(link);
      await expect.poll(() => tab.getByLabel(words.seed).inputValue()).toBe("7");
    });
  });

  it("by a link that is selected, where there is no clipboard, and selected again when it is asked for again", async () => {
    await visit(PLAY, async (tab) => {
      await tab.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
      for (const _ of [1, 2]) {
        await tab.getByRole("button", { name: words.link, exact: true }).click();
        await isTold(tab, words.linkSelected);
        const read = await unpack((await isSelected(tab)).split("/").at(-1) ?? "");
        expect(read).toEqual({ ok: true, play: EXAMPLE });
      }
      await tab.getByLabel(words.seed).fill("2");
      await expect.poll(() => tab.locator(".share input[readonly]").count()).toBe(0);
    });
  });

  it("by a file, where it is too much for a link", async () => {
    await visit(PLAY, async (tab) => {
      // Nothing that repeats, so that it is not made shorter.
      const noise = Array.from({ length: 3_000 }, (_, at) => Math.imul(at + 1, 2_654_435_761) >>> 0).join(" ");
      await tab.getByLabel(words.mapBox).fill(noise);
      await tab.getByText(words.idsFound(3_000)).waitFor();
      await tab.getByRole("button", { name: words.link, exact: true }).click();
      await isTold(tab, words.linkTooLong);
      const saved = await savedBy(tab, words.save);
      expect(saved.name).toBe("userns-sim-play.json");
      expect(fromFile(saved.text)).toEqual({ ok: true, play: { ...EXAMPLE, map: noise } });
    });
  });

  it("from a file, and tells what is wrong with one", async () => {
    await visit(PLAY, async (tab) => {
      const open = (name: string, text: string) =>
        tab.getByLabel(words.open).setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
      await open("<b>.json", toFile({ ...EXAMPLE, seed: 7 }));
      await isTold(tab, words.opened("<b>.json"));
      expect(await tab.getByLabel(words.seed).inputValue()).toBe("7");
      await open("play.json", '{"userns-sim":"1","play":{"seed":"<i>"}}');
      await isTold(tab, words.fileNotOpened);
      await isTold(tab, "seed");
      expect(await tab.getByLabel(words.seed).inputValue()).toBe("7");
      await open("play.json", toFile(EXAMPLE));
      await isTold(tab, words.opened("play.json"));
      expect(await tab.locator(".share").textContent()).not.toContain(words.fileNotOpened);
    });
  });

  it("as a picture of the slots, which needs nothing else", async () => {
    await visit(PLAY, async (tab) => {
      const { name, text } = await savedBy(tab, words.svg);
      expect(name).toBe("userns-sim-slots.svg");
      // The policy of the page would forbid the style in it.
      const empty = await tab.context().newPage();
      const [root, names] = await empty.evaluate((svg) => {
        const { documentElement } = new DOMParser().parseFromString(svg, "image/svg+xml");
        return [documentElement.localName, Array.from(documentElement.querySelectorAll("text"), (t) => t.textContent)];
      }, text);
      await empty.close();
      expect(root).toBe("svg");
      expect(names).toEqual(expect.arrayContaining([expect.stringMatching(/^A a \d+ – \d+$/)]));
      expect(text).toMatch(/<style>.*:root \{[^}]*--ink.*<\/style>/s);
      expect(text.replaceAll(/xmlns="[^"]*"/g, "")).not.toMatch(/https?:|href|<script|@import|url\((?!["']?#)/);
    });
  });

  it("as a program", async () => {
    await visit(PLAY, async (tab) => {
      await tabTo(tab, `summary:text-is("${words.asCode}")`);
      await tab.keyboard.press("Enter");
      expect(await tab.locator(".share pre").textContent()).toBe(asCode(EXAMPLE));
      await tab.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
      await tab.getByRole("button", { name: words.copyCode }).click();
      await isTold(tab, words.codeSelected);
      expect(await tab.evaluate(() => String(getSelection()).trim())).toBe(asCode(EXAMPLE).trim());
    });
  });
});

/** Goes on with the Tab key until something is reached, as one has to who has no mouse. */
async function tabTo(tab: Tab, selector: string): Promise<void> {
  const goal = tab.locator(selector);
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await tab.keyboard.press("Tab");
    if ((await goal.and(tab.locator(":focus")).count()) > 0) return;
  }
  throw new Error(`the Tab key does not lead to ${selector}`);
}

/** What the matrix has selected, and what is explained. */
async function selectedIn(tab: Tab): Promise<readonly string[]> {
  const row = tab.locator(".matrix tr", { has: tab.locator('[aria-selected="true"]') });
  const cell = await row.locator('[aria-selected="true"]').getAttribute("data-at");
  return [String(cell), await row.innerText(), await tab.locator(".why h3").first().innerText()];
}

async function isTold(tab: Tab, text: string): Promise<void> {
  await tab.locator(".share [role=status]", { hasText: text }).first().waitFor();
}

/** The link in the field that has the keyboard, all of which is selected. */
async function isSelected(tab: Tab): Promise<string> {
  const { value, selected } = await tab.evaluate(() => {
    const field = document.activeElement as HTMLInputElement;
    return { value: field.value, selected: field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0) };
  });
  expect(value).toContain("#/en/play/1.");
  expect(selected).toBe(value);
  return value;
}

/** The file that a button saves. */
async function savedBy(tab: Tab, button: string): Promise<{ readonly name: string; readonly text: string }> {
  const [download] = await Promise.all([
    tab.waitForEvent("download"),
    tab.getByRole("button", { name: button }).click(),
  ]);
  const folder = await mkdtemp(join(tmpdir(), "userns-sim-saved-"));
  try {
    const path = join(folder, "saved");
    await download.saveAs(path);
    return { name: download.suggestedFilename(), text: await readFile(path, "utf8") };
  } finally {
    await rm(folder, { recursive: true });
  }
}
