// Runs the conformance vectors: node test/conformance/run.mjs [DIR...]; without DIR the committed ones.
import { fileURLToPath } from "node:url";
import { importTypeScript } from "../support/import-typescript.mjs";

const { main } = await importTypeScript(new URL("main.ts", import.meta.url));

const given = process.argv.slice(2);
const paths = given.length > 0 ? given : [fileURLToPath(new URL("vectors", import.meta.url))];
process.exitCode = main(paths, (line) => process.stdout.write(`${line}\n`));
