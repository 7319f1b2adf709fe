import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { page } from "../support/counts.ts";

const listed = Array.from(
  page("docs/guide/README.md").matchAll(/^(\d+)\. \[.*?\]\(([\w-]+\.md)\)/gm),
  ([, at, name]) => ({
    at: Number(at),
    name: name ?? "",
  }),
);
const pages = listed.map(({ name }) => name);

describe("the guide", () => {
  it("lists every page once, numbered in order", () => {
    const files = readdirSync(new URL("../../docs/guide", import.meta.url)).filter((name) => name.endsWith(".md"));
    expect([...pages].sort()).toEqual(files.filter((name) => name !== "README.md").sort());
    expect(listed.map(({ at }) => at)).toEqual(pages.map((_, index) => index + 1));
  });

  it.each(pages)("leads from %s to the page that the list has behind it", (name) => {
    const next = pages[pages.indexOf(name) + 1];
    const links = [...page(`docs/guide/${name}`).matchAll(/^Next: \[(.*)\]\((.*)\)\.$/gm)];
    const title = next === undefined ? "the guide from its start" : page(`docs/guide/${next}`).split("\n")[0]?.slice(2);
    expect(links.map(([, text, to]) => [text, to])).toEqual([[title, next ?? "README.md"]]);
    expect(
      page(`docs/guide/${name}`)
        .trimEnd()
        .endsWith(links[0]?.[0] ?? "?"),
    ).toBe(true);
  });

  it.each(pages)("says in the first line of %s what one can do after it", (name) => {
    expect(page(`docs/guide/${name}`).split("\n")[2]).toMatch(/^After this page you can /);
  });
});
