// Empty projects with the tarball installed, and in them the same small program in every dialect.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "esbuild";
import { folder, npm, once, root } from "./legs.mjs";
import { tarball } from "./tarball.mjs";

const fixture = (name) => readFileSync(join(root, "test/package/fixtures", name), "utf8");

/** The last line that the program prints when all is well. */
export const printed = /^userns-sim placed two pods at \d+ and \d+\n$/;

/** A project that has nothing but the package, and the program as a module, as CommonJS and as TypeScript. */
export const project = once(() => makeProject("project", []));

/** Installs the tarball, and more if told, into an empty project, and gives its folder. */
export async function makeProject(name, more) {
  const path = folder(name);
  const source = fixture("consumer.ts");
  const write = (file, text) => writeFileSync(join(path, file), text);
  write("package.json", JSON.stringify({ name, private: true }));
  for (const file of ["consumer.mts", "consumer.cts"]) write(file, source);
  write("consumer.mjs", (await transform(source, { loader: "ts", format: "esm" })).code);
  write("consumer.cjs", (await transform(source, { loader: "ts", format: "cjs" })).code);
  write("pod.yaml", fixture("pod.yaml"));
  await npm(["install", "--no-audit", "--no-fund", (await tarball()).path, ...more], { cwd: path, seconds: 400 });
  return path;
}
