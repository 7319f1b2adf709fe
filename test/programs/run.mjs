// Asks the programs of this machine what they make of maps: node test/programs/run.mjs [DIR...]; without DIR the rows of test/conformance/forms.
import { fileURLToPath } from "node:url";
import { importTypeScript } from "../support/import-typescript.mjs";

const { main } = await importTypeScript(new URL("main.ts", import.meta.url));

const given = process.argv.slice(2);
const committed = [fileURLToPath(new URL("../conformance/forms", import.meta.url))];
process.exitCode = main(given.length > 0 ? given : committed, {
  ci: process.env["CI"] === "true",
  print: (line) => process.stdout.write(`${line}\n`),
});
