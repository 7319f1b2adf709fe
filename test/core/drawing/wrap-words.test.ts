import { expect, it } from "vitest";
import { wrapWords } from "../../../src/core/drawing/wrap-words.ts";

it.each([
  ["", 5, [""]],
  ["one two", 7, ["one two"]],
  ["one two", 6, ["one", "two"]],
  ["one overlong two", 5, ["one", "overlong", "two"]],
  ["overlong", 5, ["overlong"]],
])("wraps %j in %i columns", (text, width, lines) => {
  expect(wrapWords(text, width)).toEqual(lines);
});
