import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";
import { page } from "../../../docs/page/build.mjs";
import { args, executablePath } from "../../support/chromium.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the browser listens; `undefined` where there is none. */
    readonly browser: string | undefined;
    /** The built page, and the one whose texts stand in brackets. */
    readonly pages: { readonly plain: string; readonly pseudo: string };
  }
}

/** Builds the page and starts one Chromium for all files. */
export async function setup({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (!existsSync(executablePath)) {
    const missing = `no ${executablePath}; name a Chromium in CHROMIUM`;
    if (process.env["CI"] !== undefined) throw new Error(missing);
    console.log(`SKIPPED: every check of the page, since there is ${missing}`);
    provide("browser", undefined);
    return undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), "userns-sim-page-"));
  const pages = { plain: join(folder, "index.html"), pseudo: join(folder, "pseudo.html") };
  const [plain, pseudo] = await Promise.all([page(), page({ pseudo: true })]);
  await writeFile(pages.plain, plain);
  await writeFile(pages.pseudo, pseudo);
  const server = await chromium.launchServer({ executablePath, args });
  provide("browser", server.wsEndpoint());
  provide("pages", pages);
  return async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  };
}
