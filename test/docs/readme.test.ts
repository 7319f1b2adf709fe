import { describe, expect, it } from "vitest";
import { page } from "../support/counts.ts";
import { entries } from "../support/entries.ts";
import { tableRows } from "../support/markdown-table.ts";

const readme = page("README.md");
const specifiers = Object.keys(entries)
  .map((name) => (name === "index" ? "userns-sim" : `userns-sim/${name}`))
  .sort();

describe("the README", () => {
  it("says of every entry what it is for", () => {
    const rows = tableRows(readme, "entry", "what it is for", "example");
    expect(rows.map(([entry = ""]) => entry.replaceAll("`", "")).sort()).toEqual(specifiers);
  });

  it("says of every entry what it weighs", () => {
    const rows = tableRows(readme, "import", "minified, brotli");
    const named = rows.flatMap(([name = ""]) => /^all of `([^`]+)`/.exec(name)?.[1] ?? []);
    expect(named.sort()).toEqual(specifiers);
  });

  it.each(specifiers)("shows %s in a program", (specifier) => {
    const programs = [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = ""]) => code);
    expect(programs.some((code) => code.includes(`from "${specifier}"`))).toBe(true);
  });
});

describe("the reference", () => {
  // The errno's namesakes are documented where the steps are.
  const entryPoints = Object.entries(entries).filter(([name]) => name !== "kernel/errno");

  it("has every entry", () => {
    expect(JSON.parse(page("typedoc.json")).entryPoints.sort()).toEqual(entryPoints.map(([, source]) => source).sort());
  });

  it.each(entryPoints)("calls %s by the name it is imported under", (name, source) => {
    expect(page(source)).toContain(`\n * @module ${name === "index" ? "userns-sim" : `userns-sim/${name}`}\n`);
  });
});
