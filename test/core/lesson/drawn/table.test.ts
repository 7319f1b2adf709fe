import { describe, expect, it } from "vitest";
import { table, widthOf } from "../../../../src/core/lesson/drawn/table.ts";

describe("table", () => {
  it.each<[string, string[][], number, string[]]>([
    [
      "sets columns below each other",
      [
        ["a", "b"],
        ["ccc", "d"],
      ],
      20,
      ["a    b", "ccc  d"],
    ],
    ["takes a row that ends before the others", [["a"], ["ccc", "d"]], 20, ["a", "ccc  d"]],
    ["breaks the last cell between words", [["a", "one two"]], 6, ["a  one", "   two"]],
    [
      "goes on below with a cell for which there is no room",
      [["abc", "defghi", "x y"]],
      8,
      ["abc  ", "  defghi  ", "  x y"],
    ],
    ["goes on below with a word for which there is no room", [["abc", "defgh"]], 8, ["abc  ", "  defgh"]],
    ["stays in the line with a cell that just has room", [["ab", "cdef", "x"]], 8, ["ab  cdef  ", "  x"]],
    [
      "goes on in the same line while there is nothing in it",
      [
        ["", "defghi", "x"],
        ["", "defghi"],
      ],
      4,
      ["  defghi  ", "  x", "  defghi"],
    ],
    ["has no line for no row", [], 8, []],
  ])("%s", (_name, rows, width, lines) => {
    expect(table(rows, width)).toEqual(lines);
  });
});

describe("widthOf", () => {
  it("is that of the widest line, where no cell is broken", () => {
    const rows = [
      ["a", "bbbb", "c"],
      ["ccc", "d"],
    ];
    expect(widthOf(rows)).toBe(Math.max(...table(rows, 80).map((line) => line.length)));
  });
});
