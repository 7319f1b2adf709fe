// Throws hostile input at the readers and the commands: node test/hostile/run.mjs [--seconds N] [--seed S] [--case I].
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { runInThisContext } from "node:vm";
import { buildSync } from "esbuild";

const { outputFiles } = buildSync({
  entryPoints: [fileURLToPath(new URL("main.ts", import.meta.url))],
  bundle: true,
  write: false,
  platform: "node",
  // Of the packages that the command brings along, not all are modules.
  format: "cjs",
  target: "node20",
});
const start = runInThisContext(`(module, require) => {${outputFiles[0].text}}`, { filename: "bundle" });
const module = { exports: {} };
start(module, createRequire(import.meta.url));
process.exitCode = await module.exports.main(process.argv.slice(2), {
  root: new URL("../../", import.meta.url),
  print: (line) => process.stdout.write(`${line}\n`),
});
