import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, inject, it } from "vitest";
import { VIEWS } from "./views.ts";
import { goTo, inChromium } from "./visit.ts";

inChromium("the page asks nobody for anything", (visit) => {
  it.each(VIEWS)("opens $name from a file, without a request or a message", async ({ at }) => {
    await visit({ at: at("en"), offline: true }, async (tab) => {
      expect(await tab.locator("h1").count()).toBe(1);
    });
  });

  it("asks a server for the document and nothing else", async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(String(request.url));
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(readFileSync(inject("pages").plain));
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    try {
      const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      await visit({ address, at: "#/de" }, async (tab) => {
        for (const { at } of VIEWS) {
          await goTo(tab, at("de"));
          expect(await tab.locator("h1").count()).toBe(1);
        }
      });
      expect(asked).toEqual(["/"]);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });
});
