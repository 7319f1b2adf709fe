import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { GUIDE_PICTURES, pictureFile } from "../../docs/tables/pictures.ts";
import { standAlone } from "./stand-alone.ts";

const root = new URL("../../../", import.meta.url);

const files = Object.entries(GUIDE_PICTURES).map(([name, { picture, language }]) => ({
  path: pictureFile(name),
  content: () => standAlone(picture(), language),
}));

if (process.env["UPDATE_TABLES"] !== undefined)
  for (const { path, content } of files) writeFileSync(new URL(path, root), content());

describe.each(files)("$path", ({ path, content }) => {
  const file = () => readFileSync(new URL(path, root), "utf8");

  it("is as the page draws it", () => {
    expect(file(), "this is written by `npm run tables`").toBe(content());
  });

  it("is small, and asks nobody for anything", () => {
    expect(file().length).toBeLessThan(10_000);
    expect(file().replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(/https?:|href|<script|url\(|@import/);
  });

  it("is well-formed, as a file of XML has to be", () => {
    const open: string[] = [];
    const rest = file().replace(
      /<(\/?)([a-z]+)((?: [A-Za-z-]+="[^"<>&]*")*)(\/?)>/g,
      (_all, end, name, _attributes, alone) => {
        if (end === "/") expect(open.pop()).toBe(name);
        else if (alone === "") open.push(name);
        return "";
      },
    );
    expect(open).toEqual([]);
    expect(rest.replace(/&(lt|gt|amp|quot);/g, "")).not.toMatch(/[<>&]/);
  });

  it("has colours of its own, light and dark", () => {
    const [, ...used] = [...file().matchAll(/var\((--\w+)\)/g)].map(([, name = ""]) => name);
    const [light = "", dark = ""] = file().split("prefers-color-scheme:dark");
    for (const name of new Set(used)) {
      expect(light).toContain(`${name}:#`);
      expect(dark).toContain(`${name}:#`);
    }
  });
});

describe("the guide", () => {
  it("has no picture that is not drawn", () => {
    const there = ["docs/guide/", "docs/guide/de/"].flatMap((folder) =>
      readdirSync(new URL(folder, root))
        .filter((name) => /^(picture|bild)-.*\.svg$/.test(name))
        .map((name) => folder + name),
    );
    expect(there.sort()).toEqual(files.map(({ path }) => path).sort());
  });
});
