import { describe, expect, it } from "vitest";
import { line, no, plain, strong, type Text } from "../../../src/cli/base/line.ts";
import * as layout from "../../../src/cli/output/layout.ts";

const { joinBlocks, lengthOf } = layout;
const wrap = (text: Text, width: number): readonly string[] => layout.wrap(text, width).map(plain);
const columns = (rows: readonly (readonly Text[])[], width: number): readonly string[] =>
  layout.columns(rows, width).map(plain);

describe("wrap", () => {
  it("breaks between words, as late as possible", () => {
    expect(wrap("aa bb cc", 8)).toEqual(["aa bb cc"]);
    expect(wrap("aa bb cc", 7)).toEqual(["aa bb", "cc"]);
    expect(wrap("aa bb cc", 4)).toEqual(["aa", "bb", "cc"]);
    expect(wrap("", 4)).toEqual([""]);
  });

  it("lets a long word stick out", () => {
    expect(wrap("a bbbbbbbb c", 4)).toEqual(["a", "bbbbbbbb", "c"]);
    expect(wrap("bbbbbbbb c", 4)).toEqual(["bbbbbbbb", "c"]);
  });

  it("keeps the dress of each piece, across lines too", () => {
    expect(layout.wrap(line`aa ${no("bb cc")}${strong("d")} e`, 5)).toEqual([
      [{ text: "aa " }, { dress: "no", text: "bb" }],
      [{ dress: "no", text: "cc" }, { dress: "strong", text: "d" }, { text: " e" }],
    ]);
  });

  it("counts what cannot be printed as it will be shown, and breaks at no line break of a text", () => {
    expect(wrap("a\n b", 7)).toEqual(["a\\u000a", "b"]);
    expect(wrap("a\n b", 9)).toEqual(["a\\u000a b"]);
  });
});

describe("lengthOf", () => {
  it("counts characters, and those that cannot be printed as their escapes", () => {
    expect(["", "a→", no("ab"), "😀", "\u202e"].map(lengthOf)).toEqual([0, 2, 2, 1, 6]);
  });
});

describe("joinBlocks", () => {
  it("parts blocks by an empty line, leaves empty ones out, and ends lines where their words end", () => {
    const joined = joinBlocks([["a  ", ["b", "  "]], [], [["c", no(" ")]], ["\n "]]);
    expect(joined.map(plain)).toEqual(["a", "b", "", "c ", "", "\n"]);
  });
});

describe("columns", () => {
  it("makes every column as wide as its widest cell with another on its right", () => {
    expect(
      columns(
        [["a", "bbb", "c"], ["aaa", "b", "cccc"], ["a", "a last cell may be longer"], ["a last cell may be longer"]],
        80,
      ),
    ).toEqual(["a    bbb  c", "aaa  b    cccc", "a    a last cell may be longer", "a last cell may be longer"]);
  });

  it("leaves room for empty cells and keeps empty rows", () => {
    expect(columns([["aaa", "b"], ["", "c"], [""]], 80)).toEqual(["aaa  b", "     c", ""]);
  });

  it("breaks the last cell of a row between words, below its beginning", () => {
    const rows = [
      ["aaa", "one two three"],
      ["b", "four"],
    ];
    expect(columns(rows, 13)).toEqual(["aaa  one two", "     three", "b    four"]);
  });

  it("takes the room from the first column, down to 16", () => {
    const name = "a".repeat(30);
    const other = "b".repeat(20);
    const rows = [
      [name, other, "c"],
      ["a", other, "c"],
    ];
    expect(columns(rows, 45)).toEqual([name, `${" ".repeat(22)}${other}  c`, `a${" ".repeat(21)}${other}  c`]);
    expect(columns(rows, 39)).toEqual([
      name,
      `${" ".repeat(18)}${other}`,
      "       c",
      `a${" ".repeat(17)}${other}`,
      "       c",
    ]);
  });

  it("moves a cell that is too wide for its place to the left of the next line", () => {
    const wide = "b".repeat(12);
    expect(columns([["aaaaaaaaaaaa", wide, "c"]], 24)).toEqual(["aaaaaaaaaaaa", `       ${wide}`, "       c"]);
    expect(columns([["aaaaaaaaaaaa", wide, "c"]], 29)).toEqual([`aaaaaaaaaaaa  ${wide}  c`]);
  });
});
