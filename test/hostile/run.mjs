// Throws hostile input at the readers and the commands: node test/hostile/run.mjs [--seconds N] [--seed S] [--case I].
import { importTypeScript } from "../support/import-typescript.mjs";

const { main } = await importTypeScript(new URL("main.ts", import.meta.url));

process.exitCode = await main(process.argv.slice(2), {
  root: new URL("../../", import.meta.url),
  print: (line) => process.stdout.write(`${line}\n`),
});
