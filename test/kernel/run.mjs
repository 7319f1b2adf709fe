// Asks the running kernel and the model the same questions: node test/kernel/run.mjs [--seed N] [--cases N] [--group NAME].
import { fileURLToPath } from "node:url";
import { importTypeScript } from "../support/import-typescript.mjs";

const { main } = await importTypeScript(new URL("main.ts", import.meta.url));

// With a handler, an interrupted compiler still lets its folder be removed; the helper ends with whoever started it.
for (const [signal, code] of Object.entries({ SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }))
  process.on(signal, () => process.exit(code));

try {
  process.exitCode = await main(process.argv.slice(2), {
    sources: fileURLToPath(new URL("helper", import.meta.url)),
    ci: process.env["CI"] === "true",
    print: (line) => process.stdout.write(`${line}\n`),
  });
} catch (error) {
  // The address of the bundle is the bundle.
  process.stderr.write(`${String(error.stack).replaceAll(/data:text\/javascript;base64,[^:)]*/g, "bundle")}\n`);
  process.exitCode = 1;
}
