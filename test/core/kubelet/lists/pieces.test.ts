import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  entryAt,
  firstNotBefore,
  joined,
  nextPiece,
  type PieceIndex,
  type Pieces,
  pieceAt,
  piecesOf,
  some,
  spliced,
} from "../../../../src/core/kubelet/lists/pieces.ts";
import { prop } from "../../../support/prop.ts";
import { inPieces } from "./in-pieces.ts";

const list = fc.array(fc.nat(20), { maxLength: 12 }).map((numbers) => numbers.sort((a, b) => a - b));
const cuts = fc.array(fc.nat(12), { maxLength: 5 });

/** The first place, counted through all pieces. */
function placeIn({ blocks }: Pieces<number>, { block, piece, at }: PieceIndex): number {
  const before = [...blocks.slice(0, block).flat(), ...(blocks[block] ?? []).slice(0, piece)];
  return before.flat().length + at;
}

/** Blocks and pieces without anything in them. */
function empties({ blocks }: Pieces<number>): number {
  return [...blocks, ...blocks.flat()].filter(({ length }) => length === 0).length;
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
      expect(entryAt(pieces, index)).toBe(numbers[place]);
      const more = spliced(pieces, index, 0, wanted);
      expect(joined(more)).toEqual([...numbers.slice(0, place), wanted, ...numbers.slice(place)]);
      expect(more.length).toBe(numbers.length + 1);
      if (place === numbers.length) return;
      const fewer = spliced(pieces, index, 1);
      expect(joined(fewer)).toEqual([...numbers.slice(0, place), ...numbers.slice(place + 1)]);
      expect(fewer.length).toBe(numbers.length - 1);
      expect(empties(fewer)).toBe(fewer.length === 0 ? 1 : 0);
    },
  );

  prop("is walked through piece by piece", [list, cuts], (numbers, ends) => {
    const pieces = inPieces(numbers, ends);
    const walked: number[] = [];
    for (let place: PieceIndex | undefined = { block: 0, piece: 0, at: 0 }; place; place = nextPiece(pieces, place))
      walked.push(...pieceAt(pieces, place));
    expect(walked).toEqual(numbers);
  });

  it("is the very list where nothing changed", () => {
    const plain = [1, 2, 3];
    expect(joined(piecesOf(plain))).toBe(plain);
  });

  it("copies little of many for each change", () => {
    let pieces = piecesOf<number>([]);
    let copied = 0;
    for (let i = 0; i < 5000; i++) {
      const number = (i * 7919) % 5000;
      const before = new Set<unknown>([...pieces.blocks, ...pieces.blocks.flat()]);
      pieces = spliced(
        pieces,
        firstNotBefore(pieces, (other) => other < number),
        0,
        number,
      );
      for (const made of [pieces.blocks, ...pieces.blocks, ...pieces.blocks.flat()])
        if (!before.has(made)) copied += made.length;
    }
    expect(joined(pieces)).toEqual(Array.from({ length: 5000 }, (_, i) => i));
    // Plain lists would copy 12 million entries.
    expect(copied).toBeLessThan(5000 * 130);
  });
});
