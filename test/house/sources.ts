import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Sources } from "./walls.ts";

/** The root of the repository. */
export const root: string = fileURLToPath(new URL("../..", import.meta.url));

/** Every file of `src` that is TypeScript. */
export function ownSources(): Sources {
  const files = readdirSync(`${root}src`, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  return Object.fromEntries(files.sort().map((file) => [`src/${file}`, readFileSync(`${root}src/${file}`, "utf8")]));
}
