// A page, without a bundler, that imports the built files and places pods.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { args, executablePath } from "../support/chromium.mjs";
import { leg, Skip } from "./legs.mjs";
import { printed, project } from "./project.mjs";

const page = `<!doctype html>
<title>userns-sim</title>
<script type="importmap">{ "imports": { "userns-sim": "/node_modules/userns-sim/dist/index.js" } }</script>
<script type="module" src="/consumer.mjs"></script>`;

export async function checkBrowser() {
  await leg("Chromium, a page that imports dist", async () => {
    if (!existsSync(executablePath)) throw new Skip(`no ${executablePath}; name a Chromium in CHROMIUM`);
    const server = await serve(await project());
    const browser = await chromium.launch({ executablePath, args });
    try {
      const output = await visit(await browser.newPage(), `http://127.0.0.1:${server.address().port}/`);
      if (!printed.test(output)) throw new Error(`the page said ${JSON.stringify(output)}`);
      return browser.version();
    } finally {
      await browser.close();
      server.close();
      server.closeAllConnections();
    }
  });
}

/** What the page says first: a line of its program, or why it broke. */
function visit(tab, url) {
  return new Promise((resolve, reject) => {
    tab.setDefaultTimeout(20_000);
    tab.on("console", (message) => resolve(`${message.text()}\n`));
    tab.on("pageerror", (error) => resolve(`error: ${error.message}`));
    tab.on("requestfailed", (request) => resolve(`error: ${request.url()} failed`));
    setTimeout(resolve, 20_000, "nothing for 20 s").unref();
    tab.goto(url).catch(reject);
  });
}

async function serve(folder) {
  const server = createServer(async (request, response) => {
    try {
      const isPage = request.url === "/";
      const body = isPage ? page : await readFile(join(folder, new URL(request.url, "http://local").pathname));
      response.setHeader("content-type", isPage ? "text/html; charset=utf-8" : "text/javascript");
      response.end(body);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
