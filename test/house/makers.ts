import { readdirSync, readFileSync } from "node:fs";

const root = new URL("../../", import.meta.url);

/** The functions that the files of a folder export and that return a strategy. */
export function makersIn(folder: string): readonly string[] {
  const files = readdirSync(new URL(folder, root)).filter((file) => file.endsWith(".ts"));
  return files.flatMap((file) => {
    const text = readFileSync(new URL(`${folder}/${file}`, root), "utf8");
    return [...text.matchAll(/^export function (\w+)\(.*\): Strategy\b/gm)].map(([, name = ""]) => name);
  });
}

/** What the function is called that makes a strategy: `firstFit` for `first-fit`. */
export function functionOf(name: string): string {
  return name.replace(/-(.)/g, (_dash, letter: string) => letter.toUpperCase());
}
