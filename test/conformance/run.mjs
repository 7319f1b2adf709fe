// Runs the conformance vectors: node test/conformance/run.mjs [DIR...]; without DIR what is committed.
import { fileURLToPath } from "node:url";
import { importTypeScript } from "../support/import-typescript.mjs";

const { main } = await importTypeScript(new URL("main.ts", import.meta.url));

const given = process.argv.slice(2);
const committed = ["vectors", "forms", "situations"].map((folder) => fileURLToPath(new URL(folder, import.meta.url)));
process.exitCode = await main(given.length > 0 ? given : committed, (line) => process.stdout.write(`${line}\n`));
