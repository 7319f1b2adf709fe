import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { LANGUAGES } from "userns-sim/lessons";
import { expect, it } from "vitest";
import { VIEWS } from "./views.ts";
import { goTo, inChromium } from "./visit.ts";

/** For somebody to look at; git ignores it. */
const folder = fileURLToPath(new URL("../../../reports/page/", import.meta.url));

const DRESSES = {
  light: { colorScheme: "light", forcedColors: "none" },
  dark: { colorScheme: "dark", forcedColors: "none" },
  forced: { colorScheme: "dark", forcedColors: "active" },
} as const;

inChromium("the page, for somebody to look at", (visit) => {
  it.each([320, 1280, 1920])("is photographed %i px wide, and looks different in every dress", async (width) => {
    await mkdir(folder, { recursive: true });
    await visit({ width }, async (tab) => {
      for (const { name, at } of VIEWS)
        for (const language of LANGUAGES) {
          const looks = new Set<string>();
          for (const [dress, media] of Object.entries(DRESSES)) {
            await tab.emulateMedia(media);
            await goTo(tab, at(language));
            const picture = await tab.screenshot({ fullPage: true, type: "jpeg", quality: 85 });
            looks.add(picture.toString("base64"));
            await writeFile(`${folder}${name.replaceAll(" ", "-")}-${language}-${width}-${dress}.jpg`, picture);
          }
          expect(looks.size, `${name}, ${language}`).toBe(3);
        }
    });
  });
});
