import { expect, it } from "vitest";
import { LIMITS } from "../../../docs/page/state/play/play.ts";
import { PLAY_WORDS } from "../../../docs/page/words/play.ts";
import { tabTo } from "./keys.ts";
import { inChromium } from "./visit.ts";

const words = PLAY_WORDS.en;

/** As many pods as the page takes. */
const MANY = Array.from({ length: 250 }, (_, i) => podOf(`pod-${i}`)).join("---\n");

inChromium("pods of one's own", (visit) => {
  it("stays within 6,000 elements with 250 pods", async () => {
    await visit({ at: "#/en/play" }, async (tab) => {
      await tab.getByLabel(words.pods, { exact: true }).fill(MANY);
      await tab.getByText(words.podCount(250), { exact: true }).waitFor();
      expect(await tab.evaluate(() => document.querySelectorAll("*").length)).toBeLessThanOrEqual(6_000);
    });
  });

  it("leads from a problem to its line", async () => {
    await visit({ at: "#/en/play" }, async (tab) => {
      const field = tab.getByLabel(words.pods, { exact: true });
      await field.fill(
        `${podOf("a")}---\nkind: Pod\nmetadata: { name: b }\nspec: { hostUsers: maybe, containers: [{ name: main }] }\n`,
      );
      await tab.getByText(`✗ ${words.problems(1)}`).waitFor();
      await tab.getByRole("button", { name: words.line(8) }).click();
      const before = await field.evaluate((area: HTMLTextAreaElement) => area.value.slice(0, area.selectionStart));
      expect(before.split("\n").length).toBe(8);
    });
  });

  it("keeps the pods of the other documents where one is wrong", async () => {
    await visit({ at: "#/en/play" }, async (tab) => {
      const field = tab.getByLabel(words.pods, { exact: true });
      await field.fill([podOf("a"), "a: [\n", podOf("b")].join("---\n"));
      await tab.getByText(`✗ ${words.problems(1)}`).waitFor();
      expect(await tab.locator(".pods button").allTextContents()).toEqual(["a", "b"]);
    });
  });

  it("cuts no text that is too long, and takes it when it is shorter", async () => {
    await visit({ at: "#/en/play" }, async (tab) => {
      const field = tab.getByLabel(words.pods, { exact: true });
      const before = await field.inputValue();
      const long = `${podOf("c")}#${"x".repeat(LIMITS.manifest)}`;
      await field.fill(long);
      await tab.getByText(words.tooLong(LIMITS.manifest)).waitFor();
      expect(await field.inputValue()).toBe(long);
      expect(await tab.locator(".pods button").allTextContents()).toEqual(["a", "b"]);
      await field.fill(podOf("c"));
      await expect.poll(() => tab.locator(".pods button").allTextContents()).toEqual(["c"]);
      expect(await tab.getByText(words.tooLong(LIMITS.manifest)).count()).toBe(0);
      await field.fill(long);
      await tab.getByRole("button", { name: words.undo }).click();
      await expect.poll(() => field.inputValue()).toBe(before);
    });
  });

  it("undoes and redoes by keys, but not where somebody types", async () => {
    await visit({ at: "#/en/play" }, async (tab) => {
      await tabTo(tab, words.strategy);
      await tab.keyboard.press("ArrowUp");
      const strategy = tab.getByLabel(words.strategy);
      await expect.poll(() => strategy.inputValue()).not.toBe("kubelet");
      await tab.keyboard.press("Control+z");
      expect(await strategy.inputValue()).not.toBe("kubelet");
      await tabTo(tab, words.asCode);
      await tab.keyboard.press("Control+z");
      await expect.poll(() => strategy.inputValue()).toBe("kubelet");
      await tab.keyboard.press("Control+y");
      await expect.poll(() => strategy.inputValue()).not.toBe("kubelet");
    });
  });

  it("walks through slots and the matrix by keys, and says why", async () => {
    await visit({ at: "#/en/play" }, async (tab) => {
      const why = tab.locator(".why h3").first();
      await tab.locator("[role=grid] [tabindex='0']").first().focus();
      await tab.keyboard.press("End");
      await tab.keyboard.press("Home");
      await expect.poll(() => why.textContent()).toMatch(/^Slot \d+$/);
      await tab.locator("table.matrix [tabindex='0']").focus();
      await tab.keyboard.press("ArrowDown");
      await expect.poll(() => why.textContent()).toMatch(/:/);
    });
  });

  it("looks up an ID inside, also one that no mapping has", async () => {
    await visit({ at: "#/en/play" }, async (tab) => {
      const field = tab.getByRole("textbox", { name: "ID inside" });
      await field.fill("70000");
      await tab.getByText("65534", { exact: false }).first().waitFor();
      await field.fill("1000");
      await expect.poll(() => tab.locator(".numbers dd").allTextContents()).toContain("1000");
    });
  });

  it("shows markup in names as text", async () => {
    await visit({ at: "#/en/play" }, async (tab) => {
      await tab.getByLabel(words.pods, { exact: true }).fill(podOf('"<img src=x onerror=alert(1)>"'));
      await tab.getByText("<img", { exact: false }).first().waitFor();
      expect(await tab.locator("img").count()).toBe(0);
    });
  });
});

function podOf(name: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\nspec: { hostUsers: false, containers: [{ name: main }] }\n`;
}
