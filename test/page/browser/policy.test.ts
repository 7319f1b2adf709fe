import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Page as Tab } from "playwright-core";
import { expect, inject, it } from "vitest";
import { VIEWS } from "./views.ts";
import { goTo, inChromium } from "./visit.ts";

inChromium("the page runs what its policy names, and nothing else", (visit) => {
  it("has the policy before any script, with the hashes of its script and its style", () => {
    const html = readFileSync(inject("pages").plain, "utf8");
    const hashOf = (name: string) => {
      const text = html.slice(html.indexOf(`<${name}>`) + name.length + 2, html.lastIndexOf(`</${name}>`));
      return createHash("sha256").update(text).digest("base64");
    };
    expect(/<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html)?.[1]).toBe(
      `default-src 'none'; script-src 'sha256-${hashOf("script")}'; style-src 'sha256-${hashOf("style")}'; img-src data:; base-uri 'none'; form-action 'none'`,
    );
    expect(html.indexOf("Content-Security-Policy")).toBeLessThan(html.indexOf("<script"));
  });

  it("has no style and no handler in any element", async () => {
    await visit({}, async (tab) => {
      for (const { at } of VIEWS) {
        await goTo(tab, at("en"));
        expect(await inline(tab), at("en")).toEqual([]);
      }
    });
  });

  it("refuses a script that was put into it", async () => {
    await visit({ complains: /Content Security Policy/ }, async (tab) => {
      const ran = await tab.evaluate(
        () =>
          new Promise<boolean>((resolve) => {
            document.addEventListener("securitypolicyviolation", () => resolve(false));
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
            setTimeout(() => resolve("ran" in window), 2_000);
          }),
      );
      expect(ran).toBe(false);
    });
  });
});

function inline(tab: Tab): Promise<readonly string[]> {
  return tab.evaluate(() =>
    Array.from(document.querySelectorAll("*"))
      .filter((element) => element.getAttributeNames().some((name) => name === "style" || name.startsWith("on")))
      .map(({ outerHTML }) => outerHTML),
  );
}
