import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawSvg as linesOf, type Picture } from "../../../src/cli/compare/svg.ts";
import { prop } from "../../support/prop.ts";

const picture: Picture = {
  title: "A title",
  description: "What it is about",
  panels: [
    { title: "share", unit: "%" },
    { title: "nothing", unit: "at all" },
  ],
  rows: [
    { name: "first", marked: false, values: [50, undefined] },
    { name: "last", marked: true, values: [25, 0] },
  ],
};

function drawSvg(any: Picture): string {
  return `${linesOf(any).join("\n")}\n`;
}

function attributes(svg: string, pattern: RegExp): readonly (string | undefined)[] {
  return [...svg.matchAll(pattern)].map(([, value]) => value);
}

/** Checks that every `<` and `>` belongs to a tag of the drawing, that tags are closed, and `&` begins an entity. */
function expectWellFormed(svg: string): void {
  const open: string[] = [];
  const rest = svg.replace(
    /<(\/?)([a-z]+)((?: [A-Za-z-]+="[^"<>&]*")*)(\/?)>/g,
    (_all, end, name, _attributes, alone) => {
      if (end === "/") expect(open.pop()).toBe(name);
      else if (alone === "") open.push(name);
      return "";
    },
  );
  expect(open).toEqual([]);
  expect(rest.replace(/&#\d+;/g, "")).not.toMatch(/[<>&]/);
}

describe("drawSvg", () => {
  it("draws a bar for each value, in proportion to the largest of its panel", () => {
    const svg = drawSvg(picture);
    expect(attributes(svg, /<rect class="bar[^>]* width="([\d.]+)"/g)).toEqual(["130", "65", "0", "0"]);
    expect(attributes(svg, /class="value"[^>]*>([^<]*)</g)).toEqual(["50", "25", "–", "0"]);
    expect(attributes(svg, /class="(bar[^"]*)"/g)).toEqual(["bar", "bar warn", "bar", "bar warn"]);
    expect(attributes(svg, /class="(name[^"]*)"/g)).toEqual(["name", "name warn"]);
    expectWellFormed(svg);
  });

  it("says what it is to those who cannot see it, and follows the reader's colours", () => {
    const svg = drawSvg(picture);
    expect(svg).toContain('role="img" aria-labelledby="title desc"');
    expect(svg).toContain('<title id="title">A title</title>');
    expect(svg).toContain('<desc id="desc">What it is about</desc>');
    expect(svg).toContain("prefers-color-scheme:dark");
  });

  it("has room for long names", () => {
    const widthOf = (name: string): number =>
      Number(/ width="(\d+)"/.exec(drawSvg({ ...picture, rows: [{ name, marked: false, values: [] }] }))?.[1]);
    expect(widthOf("a")).toBe(widthOf("ab"));
    expect(widthOf("a".repeat(60)) - widthOf("a")).toBe(280);
  });

  it("draws nothing at all", () => {
    expectWellFormed(drawSvg({ title: "", description: "", panels: [], rows: [] }));
  });

  it("makes visible what cannot be printed, and leaves out what is no character of XML", () => {
    const svg = drawSvg({ ...picture, title: "a\u0000\u001b\u009b\u202e\ud800\ufffeb&<\u{1f600}" });
    expect(svg).toContain('<title id="title">a\\u0000\\u001b\\u009b\\u202e\\ud800b&#38;&#60;\u{1f600}</title>');
  });

  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("<script>alert(1)</script>", '"><a b="', "]]>", "&lt;"),
  );
  const row = fc.record({
    name: text,
    marked: fc.boolean(),
    values: fc.array(fc.option(fc.nat(), { nil: undefined }), { maxLength: 3 }),
  });

  prop(
    "is well-formed whatever the texts are, and always the same",
    [
      fc.record({
        title: text,
        description: text,
        panels: fc.array(fc.record({ title: text, unit: text })),
        rows: fc.array(row),
      }),
    ],
    (any) => {
      expectWellFormed(drawSvg(any));
      expect(drawSvg(any)).toBe(drawSvg(any));
    },
  );
});
