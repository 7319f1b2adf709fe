import { describe, expect, it } from "vitest";
import { columns, lengthOf, wrap } from "../../../src/cli/output/layout.ts";

const red = (text: string): string => `\u001b[31m${text}\u001b[0m`;

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

  it("does not count colours", () => {
    expect(wrap(`${red("aa")} ${red("bb")}`, 5)).toEqual([`${red("aa")} ${red("bb")}`]);
  });
});

describe("lengthOf", () => {
  it("counts characters, without colours", () => {
    expect([lengthOf(""), lengthOf("a→"), lengthOf(red("ab")), lengthOf("😀")]).toEqual([0, 2, 2, 1]);
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

  it("does not count colours", () => {
    expect(
      columns(
        [
          [red("a"), "b"],
          ["aaa", "b"],
        ],
        80,
      ),
    ).toEqual([`${red("a")}    b`, "aaa  b"]);
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
