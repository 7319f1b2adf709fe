import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { page } from "../support/counts.ts";
import { drawing, floorsOf } from "./drawing.ts";
import { ROOMS } from "./rooms.ts";
import { ownSources, root } from "./sources.ts";

/** The folders of the sources, those too that only have chapters. */
const folders = new Set(Object.keys(ownSources()).flatMap((path) => foldersOn(path)));

function foldersOn(path: string): readonly string[] {
  const folder = dirname(path);
  return folder === "." ? [] : [...foldersOn(folder), folder];
}

/** The links of a page that lead to no file and to no folder. */
function deadLinks(path: string): readonly string[] {
  const links = [...page(path).matchAll(/\]\(([^)#]+)/g)].map(([, link = ""]) => link);
  return links.filter((link) => !/^https?:/.test(link) && !existsSync(join(root, dirname(path), link)));
}

describe.each([...folders].sort())("the page of %s", (folder) => {
  const path = `${folder}/README.md`;

  it("is there, and no longer than ten lines", () => {
    const lines = page(path).trimEnd().split("\n");
    expect(lines[0]).toMatch(/^# \S/);
    expect(lines.length).toBeLessThanOrEqual(10);
  });

  it("says which file to open, and what is left out", () => {
    const files = [...page(path).matchAll(/\]\(([^)#]+\.ts)\)/g)].map(([, link = ""]) => join(root, folder, link));
    expect(files.filter((file) => existsSync(file) && statSync(file).isFile())).not.toEqual([]);
    expect(folder === "src" || /^Left out: /m.test(page(path))).toBe(true);
  });

  it("leads to nothing that is not there", () => {
    expect(deadLinks(path)).toEqual([]);
    const named = [...page(path).matchAll(/`([\w-]+\.ts)`/g)].map(([, file = ""]) => file);
    expect(named.filter((file) => !existsSync(join(root, folder, file)))).toEqual([]);
  });
});

describe("the architecture", () => {
  const path = "docs/architecture.md";

  it("draws the house as the table of rooms has it", () => {
    const [, drawn] = page(path).match(/^```text\n([\s\S]*?)\n```$/m) ?? [];
    expect(drawn).toBe(drawing(ROOMS));
  });

  it.each([...Object.keys(ROOMS), "test", "bench"])("has a paragraph about %s", (room) => {
    expect(page(path)).toMatch(new RegExp(`\n\n\\*\\*\\[?${room}\\b`));
  });

  it("leads to nothing that is not there", () => {
    expect(deadLinks(path)).toEqual([]);
  });

  it("is linked from the page for those who contribute", () => {
    expect(page("CONTRIBUTING.md")).toContain("](docs/architecture.md)");
  });
});

describe("the drawing", () => {
  const house = {
    id: { rooms: [] },
    text: { rooms: [] },
    forms: { rooms: ["text"] },
    node: { rooms: ["id", "forms"] },
  };

  it("puts a room one floor above the highest of those it may import", () => {
    expect(floorsOf(house)).toEqual([["id", "text"], ["forms"], ["node"]]);
  });

  it("has walls between rooms and ceilings between floors", () => {
    expect(drawing(house).split("\n")).toEqual([
      "    ┌─────────────┐",
      " 3  │    node     │",
      "    ├─────────────┤",
      " 2  │    forms    │",
      "    ├──────┬──────┤",
      " 1  │  id  │ text │",
      "    └──────┴──────┘",
    ]);
  });
});
