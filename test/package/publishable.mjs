// Refuses to publish a package that says nowhere where it comes from. `npm publish` runs it first.
import { readFileSync } from "node:fs";

const wanted = {
  repository: '{ "type": "git", "url": "git+https://HOST/OWNER/userns-sim.git" }, which provenance is checked against',
  homepage: '"https://HOST/OWNER/userns-sim#readme"',
  bugs: '{ "url": "https://HOST/OWNER/userns-sim/issues" }',
};

const [path = new URL("../../package.json", import.meta.url)] = process.argv.slice(2);
const manifest = JSON.parse(readFileSync(path, "utf8"));
const missing = Object.keys(wanted).filter((field) => manifest[field] === undefined);
if (missing.length > 0) {
  console.error("Not published: package.json does not say where this package comes from. Set");
  for (const field of missing) console.error(`  "${field}": ${wanted[field]}`);
  process.exitCode = 1;
}
