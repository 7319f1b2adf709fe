import { complaintsAbout } from "../support/compiler.ts";
import { entries } from "../support/entries.ts";
import { type Fence, root } from "./fences.ts";

/** Compiles examples against the sources and gives what the compiler says, each complaint with its place. */
export function complaints(fences: readonly Fence[]): string[] {
  const examples = new Map(fences.map((fence, index) => [`${root}test/docs/example-${index}.ts`, fence]));
  // `export {}` gives each its own scope, on its last line.
  const texts = new Map([...examples].map(([path, { code }]) => [path, `${code}export {};`]));
  const paths = Object.entries(entries).map(([name, source]) => [
    name === "index" ? "userns-sim" : `userns-sim/${name}`,
    [root + source],
  ]);
  return complaintsAbout(texts, {
    // Examples show values without using them.
    noUnusedLocals: false,
    noUnusedParameters: false,
    paths: Object.fromEntries(paths),
  }).map(({ path, line, message }) => {
    const fence = examples.get(path);
    return `${fence?.file}:${(fence?.line ?? 0) + line}: ${message}`;
  });
}
