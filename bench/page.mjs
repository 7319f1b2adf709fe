// What the page costs a reader's processor: `node bench/page.mjs`. Chromium counts the time that the page's thread worked, which a
// busy machine does not change; nothing is asserted.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { page } from "../docs/page/build.mjs";
import { args, executablePath } from "../test/support/chromium.mjs";

const TIMES = 5;

/** As many pods as the page takes, of as many names. */
const pods = Array.from(
  { length: 250 },
  (_, i) =>
    `---\napiVersion: v1\nkind: Pod\nmetadata: { name: pod-${i} }\nspec: { hostUsers: false, containers: [{ name: main }] }\n`,
).join("");
/** The last of them has another name. */
const edited = pods.replace("pod-249", "last");
const LAST = '.pods >> text="last"';

const folder = await mkdtemp(join(tmpdir(), "userns-sim-bench-"));
try {
  const file = join(folder, "index.html");
  await writeFile(file, await page());
  const browser = await chromium.launch({ executablePath, args });
  const rows = [
    ["first view", 0.3, async (tab) => tab.goto(`${pathToFileURL(file)}#/en`)],
    ["a lesson's step", 0.05, async (tab) => go(tab, "#/en/lesson/S16/mounted"), "#/en/lesson/S16"],
    ["250 pods pasted", 0.2, async (tab) => edit(tab, pods), "#/en/play"],
    ["250 pods, one edited", 0.2, async (tab) => edit(tab, edited, LAST), "#/en/play", async (tab) => edit(tab, pods)],
  ];
  for (const [name, asked, act, before, first] of rows) {
    const seconds = [];
    for (let i = 0; i < TIMES; i++)
      seconds.push(await measured(browser, act, before && `${pathToFileURL(file)}${before}`, first));
    const [least, middle] = [Math.min(...seconds), seconds.sort((a, b) => a - b)[TIMES >> 1]];
    console.log(`${name.padEnd(24)} ${middle.toFixed(3)} s of CPU (least ${least.toFixed(3)}), ${asked} asked`);
  }
  await browser.close();
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Seconds of the page's own thread. */
async function measured(browser, act, before, first) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  if (before !== undefined) {
    await tab.goto(before);
    await tab.locator("h1").waitFor();
  }
  if (first !== undefined) {
    await first(tab);
    await settled(tab);
  }
  const session = await context.newCDPSession(tab);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const start = await worked(session);
  await act(tab);
  await tab.locator("h1").waitFor();
  await settled(tab);
  const seconds = (await worked(session)) - start;
  await context.close();
  return seconds;
}

/** What the thread did, without what the browser was told to do for this measurement. */
async function worked(session) {
  const { metrics } = await session.send("Performance.getMetrics");
  const [all, told] = ["TaskDuration", "DevToolsCommandDuration"].map((of) => metrics.find(({ name }) => name === of));
  return all.value - told.value;
}

function go(tab, at) {
  return tab.evaluate((fragment) => {
    location.hash = fragment;
  }, at);
}

/** As if it was pasted. A browser that is driven types so much text for seconds. */
async function edit(tab, text, shown = 'text="250 pods"') {
  await tab
    .locator("textarea")
    .first()
    .evaluate((field, pasted) => {
      field.value = pasted;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }, text);
  await tab.locator(shown).waitFor();
}

function settled(tab) {
  return tab.evaluate(async () => {
    for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
  });
}
