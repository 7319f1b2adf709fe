// Node 20 cannot run TypeScript, so this file only bundles the rest and starts it: `npm run bench`.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const folder = await mkdtemp(join(tmpdir(), "userns-sim-bench-"));
try {
  const main = join(folder, "main.mjs");
  await build({
    entryPoints: [fileURLToPath(new URL("support/main.ts", import.meta.url))],
    outfile: main,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "es2022",
    external: ["esbuild"],
    logLevel: "warning",
  });
  const { main: start } = await import(pathToFileURL(main).href);
  process.exitCode = await start(build, fileURLToPath(new URL(".", import.meta.url)), folder, process.argv.slice(2));
} finally {
  await rm(folder, { recursive: true, force: true });
}
