import { expect, it } from "vitest";
import { VIEWS } from "./views.ts";
import { goTo, inChromium } from "./visit.ts";

inChromium("the page stays small", (visit) => {
  it("has at most 2,500 elements in every view", async () => {
    await visit({}, async (tab) => {
      for (const { at } of VIEWS) {
        await goTo(tab, at("de"));
        expect(await tab.evaluate(() => document.querySelectorAll("*").length), at("de")).toBeLessThanOrEqual(2_500);
      }
    });
  });
});
