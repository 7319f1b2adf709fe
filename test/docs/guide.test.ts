import { readdirSync } from "node:fs";
import { dirname, relative } from "node:path/posix";
import { describe, expect, it } from "vitest";
import { COURSE } from "../../src/lessons.ts";
import { page } from "../support/counts.ts";
import { pages as everyPage } from "./fences.ts";
import { termsOf } from "./terms.ts";

const listed = Array.from(
  page("docs/guide/README.md").matchAll(/^(\d+)\. \[.*?\]\(((?:[\w-]+\/)?[\w-]+\.md)\)/gm),
  ([, at, name]) => ({
    at: Number(at),
    name: name ?? "",
  }),
);
const pages = listed.map(({ name }) => name);

describe("the guide", () => {
  it("lists every page once, numbered in order", () => {
    const files = ["", "questions/"].flatMap((folder) =>
      readdirSync(new URL(`../../docs/guide/${folder}`, import.meta.url))
        .filter((name) => name.endsWith(".md"))
        .map((name) => `${folder}${name}`),
    );
    expect([...pages].sort()).toEqual(files.filter((name) => name !== "README.md").sort());
    expect(listed.map(({ at }) => at)).toEqual(pages.map((_, index) => index + 1));
  });

  it.each(pages)("leads from %s to the page that the list has behind it", (name) => {
    const next = pages[pages.indexOf(name) + 1];
    const links = [...page(`docs/guide/${name}`).matchAll(/^Next: \[(.*)\]\((.*)\)\.$/gm)];
    const title = next === undefined ? "the guide from its start" : page(`docs/guide/${next}`).split("\n")[0]?.slice(2);
    expect(links.map(([, text, to]) => [text, to])).toEqual([[title, relative(dirname(name), next ?? "README.md")]]);
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

/** Those of which a newcomer needs each. */
const FIRST = pages.slice(0, 7);

describe("the first pages of the guide", () => {
  it.each(FIRST)("opens %s with a picture that the code draws", (name) => {
    const [, promise, picture] = page(`docs/guide/${name}`).split("\n\n");
    expect(promise).toMatch(/^After this page /);
    const region = `picture-${name.replace(".md", "")}`;
    expect(picture?.split("\n")).toEqual([
      `<!-- ${region} -->`,
      expect.stringMatching(new RegExp(`^!\\[.*\\]\\(${region}.svg\\)$`)),
      `<!-- /${region} -->`,
    ]);
  });

  it.each(FIRST)("ends %s with the lessons that go with it", (name) => {
    const before = page(`docs/guide/${name}`).split("\n\n").at(-2)?.split("\n");
    expect(before?.[0]).toBe(`<!-- lessons-${name.replace(".md", "")} -->`);
    expect(before?.[1]).toMatch(/^To practise: `userns-sim lesson S\d\d( S\d\d)*`\.$/);
  });
});

describe("the lessons that pages name", () => {
  const named = new Map(
    everyPage().flatMap((path) =>
      [...page(path).matchAll(/userns-sim lesson((?: S\d\d)+)/g)]
        .flatMap(([, ids = ""]) => ids.trim().split(" "))
        .map((id) => [id, path] as const),
    ),
  );

  it("exist, each of them", () => {
    const known = COURSE.map(({ id }) => id);
    expect([...named].filter(([id]) => !known.includes(id))).toEqual([]);
  });

  it.each(COURSE.map(({ id }) => id))("are all that there are: %s", (id) => {
    expect(named.has(id)).toBe(true);
  });
});

describe("the terms of the glossary", () => {
  const read = pages.filter((name) => name !== "glossary.md");

  it.each(read)("are explained or linked before %s uses them", (name) => {
    const before = read
      .slice(0, read.indexOf(name))
      .reduce<ReadonlySet<string>>((known, earlier) => termsOf(page(`docs/guide/${earlier}`), known).known, new Set());
    expect(termsOf(page(`docs/guide/${name}`), before).unexplained).toEqual([]);
  });

  it("are missed where nothing explains them, and found where something does", () => {
    const missed = (text: string) => termsOf(text, new Set(["pool"])).unexplained.map(({ term }) => term);
    expect(missed("# Slot\n\nAfter this page you know slots.\n\nA slot of a pool.")).toEqual(["slot"]);
    expect(missed("A slot.\n\nA *slot* is a place.")).toEqual(["slot"]);
    expect(missed("A *slot* is a place.\n\nTwo slots, [EPERM](glossary.md), and `mapping`.")).toEqual([]);
    expect(missed("**A slot.**")).toEqual(["slot"]);
    expect(missed('<a id="slot"></a>\n\n## Slot\n\nA *slot*.')).toEqual([]);
  });
});

describe("the German page about an article", () => {
  const article = page("docs/guide/de/artikel.md");
  const statements = new Map(
    [...article.matchAll(/^\*\*(Z\d+)\*\* ([\s\S]*?)(?=\n\n)/gm)].map(([, name = "", says = ""]) => [name, says]),
  );

  it("has all 29 statements, in order", () => {
    const named = [...article.matchAll(/^\*\*(Z\d+)\*\*/gm)].map(([, name]) => name);
    expect(named).toEqual(Array.from({ length: 29 }, (_, index) => `Z${index + 1}`));
  });

  // Those that say too much, or leave out what they rest on.
  it.each([1, 6, 7, 9, 12, 13, 15, 17, 18, 19, 21, 22, 25, 26, 28, 29])("corrects Z%i", (number) => {
    expect(statements.get(`Z${number}`)).toMatch(/\*Genauer:\*/);
  });

  it("shows something behind the statements of every section, by code that is run", () => {
    const shown = article.split(/^```$/m).map((part) => part.split(/^```ts$/m));
    // Behind the last fence no statement is left without one.
    expect(shown.at(-1)?.join("")).not.toMatch(/\*\*Z\d+\*\*/);
    expect(
      shown.slice(0, -1).filter(([prose = "", code = ""]) => !/\*\*Z/.test(prose) || !code.includes("// =>")),
    ).toEqual([]);
  });
});
