import { describe, expect, it } from "vitest";
import { docsIn, itemOf } from "./doc-comments.ts";
import { code, regionsIn, table, withRegions } from "./regions.ts";
import { contentOf } from "./tables.ts";

describe("the regions of a page", () => {
  it.each([
    ["on lines of its own", "a\n<!-- x -->\nold\nold\n<!-- /x -->\nb", "a\n<!-- x -->\nnew x\n<!-- /x -->\nb"],
    ["on lines of its own, empty", "<!-- x -->\n<!-- /x -->\n", "<!-- x -->\nnew x\n<!-- /x -->\n"],
    ["in a line", "| <!-- x -->old<!-- /x --> | b |", "| <!-- x -->new x<!-- /x --> | b |"],
    ["that is not closed", "<!-- x -->\nold\n<!-- /y -->", "<!-- x -->\nold\n<!-- /y -->"],
    [
      "of which there are two",
      "<!-- x -->1<!-- /x --> <!-- y -->2<!-- /y -->",
      "<!-- x -->new x<!-- /x --> <!-- y -->new y<!-- /y -->",
    ],
  ])("are written: one %s", (_what, text, written) => {
    expect(withRegions(text, (name) => `new ${name}`)).toBe(written);
    expect(withRegions(written, (name) => `new ${name}`)).toBe(written);
  });

  it("are read as they were written", () => {
    expect(regionsIn("<!-- x -->\na\nb\n<!-- /x --> <!-- y -->c<!-- /y -->")).toEqual([
      ["x", "a\nb"],
      ["y", "c"],
    ]);
  });

  it("have to be known", () => {
    expect(() => contentOf("nothing")).toThrow("there is no table nothing; expected one of strategies, ");
  });
});

describe("a table", () => {
  it("has a header, a line and its rows", () => {
    expect(
      table(
        ["a", "b"],
        [
          ["1", code("2")],
          ["3", code("`4`")],
        ],
      ),
    ).toBe("| a | b |\n|---|---|\n| 1 | `2` |\n| 3 | `` `4` `` |");
  });
});

describe("a doc comment", () => {
  it("has items of one line or more, and says which is missing", () => {
    const doc = "Does this.\n\n- Buys: a\n  b.\n- Costs: c.\n\n@returns d";
    expect([itemOf(doc, "Buys"), itemOf(doc, "Costs"), itemOf("- As: e", "As")]).toEqual(["a b", "c", "e"]);
    expect(() => itemOf(doc, "As")).toThrow('expected "- As: …"');
  });

  it("is found of each property of an interface", () => {
    const docs = docsIn("src/testing/laws/laws.ts", "Law");
    expect([...docs]).toEqual([
      ["sentence", "What must hold."],
      ["consequence", "What breaks in the real world where it does not."],
    ]);
  });
});
