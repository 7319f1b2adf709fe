// The tarball that would be published: what is in it, and what the checkers of packages say about it.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { folder, leg, npm, once, root, run, same, tool } from "./legs.mjs";

export const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** Builds and packs, and gives the tarball's path and the list of its files. */
export const tarball = once(async () => {
  await npm(["run", "build"]);
  const destination = folder("tarball");
  const [packed] = JSON.parse(
    await npm(["pack", "--ignore-scripts", "--json", "--pack-destination", destination], { seconds: 60 }),
  );
  const path = join(destination, packed.filename);
  // What npm prints has stars in the place of whatever looks like a secret, such as the UID of a pod.
  const listed = await run("tar", ["-tzf", path]);
  return { path, files: listed.match(/(?<=^package\/).+/gm), size: packed.size };
});

/** The names that can be imported: `index` for the package itself, `x` for `userns-sim/x`. */
const entries = Object.keys(manifest.exports)
  .filter((name) => !name.endsWith(".json"))
  .map((name) => (name === "." ? "index" : name.slice(2)));

/** The same names as an importer writes them. */
export const specifiers = entries.map((entry) => (entry === "index" ? manifest.name : `${manifest.name}/${entry}`));

const documents = ["CHANGELOG.md", "LICENSE", "NOTICE", "README.md", "SECURITY.md", "package.json"];
const folders = ["docs/guide", "examples"];
/** The pages and pictures of the guide, in bytes. */
const guideLimit = 600_000;
const command = ["dist/bin.cjs", "dist/bin.licenses.txt"];
const built = entries.flatMap((entry) => [".cjs", ".d.cts", ".d.ts", ".js"].map((end) => `dist/${entry}${end}`));
// What several entries share; the names carry a hash.
const shared = /^dist\/[\w-]+-[\w-]{8}\.(c?js|d\.c?ts)$/;

export async function checkTarball() {
  await leg("build and pack", async () => `${(await tarball()).size} bytes`);
  await leg("the tarball holds exactly what it should", async () => {
    const { files } = await tarball();
    const expected = [...documents, ...command, ...built, ...folders.flatMap(filesBelow)].sort();
    same("files", files.filter((file) => !(entries.length > 1 && shared.test(file))).sort(), expected);
    return `${files.length} files`;
  });
  await leg("the guide is of pages, pictures and example lessons, and small", () => {
    const guide = filesBelow("docs/guide");
    same(
      "other files",
      guide.filter((file) => !/\.(md|svg|jpg)$|^docs\/guide\/lessons\/[\w-]+\.mjs$/.test(file)),
      [],
    );
    const size = guide.reduce((sum, file) => sum + statSync(join(root, file)).size, 0);
    if (size > guideLimit) throw new Error(`${size} bytes, and ${guideLimit} are allowed`);
    return `${size} of ${guideLimit} bytes`;
  });
  await leg("it depends on nothing", () => {
    const { dependencies, optionalDependencies, peerDependencies = {}, peerDependenciesMeta = {} } = manifest;
    same("dependencies", [dependencies ?? {}, optionalDependencies ?? {}], [{}, {}]);
    const demanded = Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true);
    same("peers that are not optional", demanded, []);
  });
  await leg("publint", async () => {
    await tool("publint", ["run", "--strict", (await tarball()).path]);
  });
  await leg("attw", async () => {
    await tool("attw", [(await tarball()).path, "--profile", "node16", "--no-emoji"]);
  });
}

function filesBelow(path) {
  return readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(`${path}/${entry.name}`) : [`${path}/${entry.name}`],
  );
}
