import * as fc from "fast-check";
import { expect } from "vitest";
import { linesAndColumns } from "../../../src/cli/documents/lines-and-columns.ts";
import { lineAndColumn } from "../../../src/core/text/line-and-column.ts";
import { prop } from "../../support/prop.ts";

const texts = fc.array(fc.constantFrom("a", "\n", "\r"), { maxLength: 20 }).map((letters) => letters.join(""));

prop(
  "the lines and columns of many places are those of each",
  [texts, fc.array(fc.nat(20), { maxLength: 8 })],
  (text, numbers) => {
    const places = numbers.map((number) => Math.min(number, text.length));
    expect(linesAndColumns(text, places)).toEqual(places.map((at) => lineAndColumn(text, at)));
  },
);
