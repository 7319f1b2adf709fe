// What the published declarations promise, against what is there.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { leg, root, same } from "./legs.mjs";
import { manifest, tarball } from "./tarball.mjs";

export async function checkDeclarations() {
  await leg("the declarations promise only what is there", async () => {
    const { files } = await tarball();
    const values = new Set((await Promise.all(modules().map((path) => import(path)))).flatMap(Object.keys));
    const declarations = files.filter((file) => /\.d\.c?ts$/.test(file));
    same(
      "what is wrong",
      declarations.flatMap((file) => wrongIn(file, values)),
      [],
    );
    return `${declarations.length} files`;
  });
}

function modules() {
  const entries = Object.values(manifest.exports).filter((entry) => typeof entry === "object");
  return entries.map((entry) => pathToFileURL(join(root, entry.import.default)).href);
}

/** A class that no entry exports is a class of the inside: whoever names it compiles, and fails at the import. */
function wrongIn(file, values) {
  const text = readFileSync(join(root, file), "utf8");
  const classes = [...text.matchAll(/^(?:export )?declare (?:abstract )?class (\w+)/gm)].map(([, name]) => name);
  const absent = classes.filter((name) => !values.has(name)).map((name) => `${file}: no class ${name}`);
  return text.includes("@internal") ? [...absent, `${file}: something marked internal`] : absent;
}
