// Breaks the sources in small ways: node test/mutation/run.mjs [--folder DIR] [--sample N] [--seed N] [--from N]
// [--least PERCENT] [--workers N] [--planted].
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
const programs = `${root}/reports/mutation/programs`;

// Node 20 runs no TypeScript, and the runners are processes of their own: both are bundled, beside the packages.
await build({
  entryPoints: ["main.ts", "runner.ts"].map((name) => fileURLToPath(new URL(name, import.meta.url))),
  bundle: true,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node20",
  outdir: programs,
  outExtension: { ".js": ".mjs" },
});
const { main } = await import(`${programs}/main.mjs`);

try {
  const say = (line) => process.stdout.write(`${line}\n`);
  process.exitCode = await main(process.argv.slice(2), { root, runner: `${programs}/runner.mjs` }, say);
} catch (error) {
  process.stderr.write(`${error instanceof RangeError ? error.message : error.stack}\n`);
  process.exitCode = 2;
}
