// Runs the conformance vectors: node test/conformance/run.mjs [DIR...]; without DIR the committed ones.
// Node 20 runs no TypeScript, so the runner is bundled in memory first and imported from there.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL("main.ts", import.meta.url))],
  bundle: true,
  write: false,
  platform: "node",
  format: "esm",
  target: "node20",
});
const bundle = Buffer.from(outputFiles[0].contents).toString("base64");
const { main } = await import(`data:text/javascript;base64,${bundle}`);

const given = process.argv.slice(2);
const paths = given.length > 0 ? given : [fileURLToPath(new URL("vectors", import.meta.url))];
process.exitCode = main(paths, (line) => process.stdout.write(`${line}\n`));
