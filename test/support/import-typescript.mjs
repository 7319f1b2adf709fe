import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { runInThisContext } from "node:vm";
import { build } from "esbuild";

/** Imports a program that Node 20 cannot run as it is: it is bundled in memory first. */
export async function importTypeScript(url) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(url)],
    bundle: true,
    write: false,
    platform: "node",
    // Of the packages that the command brings along, not all are modules.
    format: "cjs",
    target: "node20",
    define: { "import.meta.url": JSON.stringify(url.href) },
  });
  const module = { exports: {} };
  const start = runInThisContext(`(module, require) => {${outputFiles[0].text}}`, { filename: "bundle" });
  start(module, createRequire(url));
  return module.exports;
}
