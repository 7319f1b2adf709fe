import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where things are: the tree, and the bundled program of a runner. */
export interface Places {
  readonly root: string;
  readonly runner: string;
}

/** Biome wants no second configuration below its own. */
const LEFT_OUT: readonly string[] = [".git", "node_modules", "dist", "reports", "coverage", "biome.json"];

/** A copy of the tree, in which files can be changed; it lies within the tree, so that packages are found. */
export function sandboxOf(root: string, folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(root))
    if (!LEFT_OUT.includes(name)) cpSync(join(root, name), join(folder, name), { recursive: true });
  return folder;
}

/** The texts of all TypeScript below a folder, by their paths from the root. */
export function textsBelow(root: string, folder: string): Map<string, string> {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => name.endsWith(".ts")).map((name) => join(folder, name));
  return new Map(files.sort().map((file) => [file, readFileSync(join(root, file), "utf8")]));
}

export function rewrite(
  root: string,
  texts: ReadonlyMap<string, string>,
  change: (file: string, text: string) => string,
) {
  for (const [file, text] of texts) writeFileSync(join(root, file), change(file, text));
}
