// Packs vector files for the repository: node test/conformance/pack.mjs DIR. Every DIR/**/*.json becomes
// vectors/**/*.json.gz. The same files give the same bytes: no time stamp, no name, no system in the header.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

/** What a clone may have to carry. */
const LIMIT = 1_000_000;

const [from] = process.argv.slice(2);
if (from === undefined) throw new Error("usage: node test/conformance/pack.mjs DIR");
const to = fileURLToPath(new URL("vectors", import.meta.url));

let sum = 0;
for (const name of readdirSync(from, { recursive: true }).sort()) {
  if (!name.endsWith(".json")) continue;
  const plain = readFileSync(join(from, name));
  if (typeof JSON.parse(plain.toString()).schema !== "string") throw new Error(`${name} names no schema`);
  const packed = gzipSync(plain, { level: 9 });
  packed[9] = 255; // "unknown system": zlib writes the one it runs on
  const target = join(to, `${name}.gz`);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, packed);
  sum += packed.length;
  console.log(`${name}: ${plain.length} -> ${packed.length} bytes`);
}
console.log(`${sum} bytes in all`);
if (sum >= LIMIT) throw new Error(`the vectors take ${sum} bytes, the limit is ${LIMIT}`);
