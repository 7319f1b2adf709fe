import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  firstNotBefore,
  joined,
  type Pieces,
  piecesOf,
  some,
  spliced,
} from "../../../../src/core/kubelet/lists/pieces.ts";
import { prop } from "../../../support/prop.ts";
import { inPieces } from "./in-pieces.ts";

const list = fc.array(fc.nat(20), { maxLength: 12 }).map((numbers) => numbers.sort((a, b) => a - b));
const cuts = fc.array(fc.nat(12), { maxLength: 5 });

/** The first place, counted through all pieces. */
function placeIn({ pieces }: Pieces<number>, { piece, at }: { readonly piece: number; readonly at: number }): number {
  return pieces.slice(0, piece).flat().length + at;
}

describe("a list in pieces", () => {
  prop("is the list", [list, cuts], (numbers, ends) => {
    expect(joined(inPieces(numbers, ends))).toEqual(numbers);
    expect(some(inPieces(numbers, ends), (number) => number > 10)).toBe(numbers.some((number) => number > 10));
  });

  prop(
    "finds as the list does, and changes as a copy of it does",
    [list, cuts, fc.nat(21)],
    (numbers, ends, wanted) => {
      const pieces = inPieces(numbers, ends);
      const index = firstNotBefore(pieces, (number) => number < wanted);
      const found = numbers.findIndex((number) => number >= wanted);
      const place = found === -1 ? numbers.length : found;
      expect(placeIn(pieces, index)).toBe(place);
      const more = spliced(pieces, index, 0, wanted);
      expect(joined(more)).toEqual([...numbers.slice(0, place), wanted, ...numbers.slice(place)]);
      expect(more.length).toBe(numbers.length + 1);
      if (place === numbers.length) return;
      const fewer = spliced(pieces, index, 1);
      expect(joined(fewer)).toEqual([...numbers.slice(0, place), ...numbers.slice(place + 1)]);
      expect(fewer.length).toBe(numbers.length - 1);
      expect(fewer.pieces.filter(({ length }) => length === 0).length).toBe(fewer.length === 0 ? 1 : 0);
    },
  );

  it("is the very list where nothing changed", () => {
    const plain = [1, 2, 3];
    expect(joined(piecesOf(plain))).toBe(plain);
  });

  it("copies no more than a piece of many for each change", () => {
    let pieces = piecesOf<number>([]);
    let copied = 0;
    for (let i = 0; i < 20_000; i++) {
      const number = (i * 7919) % 20_000;
      const before = new Set(pieces.pieces);
      pieces = spliced(
        pieces,
        firstNotBefore(pieces, (other) => other < number),
        0,
        number,
      );
      for (const piece of pieces.pieces) if (!before.has(piece)) copied += piece.length;
    }
    expect(joined(pieces)).toEqual(Array.from({ length: 20_000 }, (_, i) => i));
    // Plain lists would copy 200 million entries.
    expect(copied).toBeLessThan(20_000 * 260);
  });
});
