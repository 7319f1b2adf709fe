import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { IdMap } from "../../../src/core/idmap/id-map.ts";
import { initialIdMap } from "../../../src/core/idmap/id-map.ts";
import { type MappedPiece, rangeToContainer, rangeToHost } from "../../../src/core/idmap/ranges.ts";
import { toContainer, toHost } from "../../../src/core/idmap/translate.ts";
import { prop } from "../../support/prop.ts";
import { foreignMap, idMapOf, OTHER_COPY, type Small, smallMaps, WORLD } from "./arbitraries.ts";

describe("rangeToHost", () => {
  it.each<[string, [number, number], Piece[]]>([
    ["an empty range", [5, 5], []],
    ["an empty range at 0", [0, 0], []],
    ["one mapping exactly", [10, 20], [[10, 500, 10]]],
    ["a part of a mapping", [12, 14], [[12, 502, 2]]],
    [
      "an ID before the mapping and one in it",
      [9, 11],
      [
        [9, undefined, 1],
        [10, 500, 1],
      ],
    ],
    [
      "the last ID of a mapping and one behind",
      [39, 41],
      [
        [39, 609, 1],
        [40, undefined, 1],
      ],
    ],
    [
      "neighbours that do not go on",
      [18, 22],
      [
        [18, 508, 2],
        [20, 100, 2],
      ],
    ],
    [
      "neighbours that go on, as one piece",
      [22, 38],
      [
        [22, 102, 8],
        [30, 600, 8],
      ],
    ],
    ["what goes on, which lies in two mappings", [20, 30], [[20, 100, 10]]],
    ["a gap", [0, 10], [[0, undefined, 10]]],
    ["everything behind", [40, 4294967296], [[40, undefined, 4294967256]]],
    [
      "all there is",
      [0, 4294967296],
      [
        [0, undefined, 10],
        [10, 500, 10],
        [20, 100, 10],
        [30, 600, 10],
        [40, undefined, 4294967256],
      ],
    ],
  ])("of %s", (_, [start, end], expected) => {
    const pieces = rangeToHost(fourMappings(), { start, size: end - start });
    expect(pieces).toEqual(expected.map(([containerId, hostId, size]) => ({ containerId, hostId, size })));
  });

  it("joins no gap with the mapping behind it, whatever the numbers", () => {
    expect(rangeToHost(idMapOf([5, 0, 5]), { start: 0, size: 10 })).toEqual([
      { containerId: 0, hostId: undefined, size: 5 },
      { containerId: 5, hostId: 0, size: 5 },
    ]);
  });

  it("joins no mappings that go on only on the host", () => {
    expect(rangeToHost(idMapOf([0, 100, 5], [6, 105, 5]), { start: 0, size: 11 })).toEqual([
      { containerId: 0, hostId: 100, size: 5 },
      { containerId: 5, hostId: undefined, size: 1 },
      { containerId: 6, hostId: 105, size: 5 },
    ]);
  });

  it("leaves 4294967295 unmapped", () => {
    expect(rangeToHost(initialIdMap(), { start: 0, size: 4294967296 })).toEqual([
      { containerId: 0, hostId: 0, size: 4294967295 },
      { containerId: 4294967295, hostId: undefined, size: 1 },
    ]);
  });

  prop("fills the range without gaps, each piece as toHost translates it", [mapAndRange()], ([small, at, size]) => {
    const start = small.containerBase + at;
    const pieces = rangeToHost(small.map, { start, size });
    expect(pieces.flatMap((piece) => expand(piece, piece.containerId, piece.hostId))).toEqual(
      Array.from({ length: size }, (_, i) => [start + i, toHost(small.map, start + i)]),
    );
  });

  prop("gives as few pieces as possible", [mapAndRange()], ([small, at, size]) => {
    const pieces = rangeToHost(small.map, { start: small.containerBase + at, size });
    for (const [i, piece] of pieces.slice(1).entries()) {
      const before = pieces[i];
      const goesOn = before?.hostId === undefined ? undefined : before.hostId + before.size;
      expect(piece.hostId).not.toBe(goesOn);
    }
  });
});

describe("rangeToContainer", () => {
  it("gives the pieces by ascending host ID", () => {
    expect(rangeToContainer(fourMappings(), { start: 100, size: 502 })).toEqual([
      { containerId: 20, hostId: 100, size: 10 },
      { containerId: undefined, hostId: 110, size: 390 },
      { containerId: 10, hostId: 500, size: 10 },
      { containerId: undefined, hostId: 510, size: 90 },
      { containerId: 30, hostId: 600, size: 2 },
    ]);
  });

  prop(
    "fills the range without gaps, each piece as toContainer translates it",
    [mapAndRange()],
    ([small, at, size]) => {
      const start = small.hostBase + at;
      const pieces = rangeToContainer(small.map, { start, size });
      expect(pieces.flatMap((piece) => expand(piece, piece.hostId, piece.containerId))).toEqual(
        Array.from({ length: size }, (_, i) => [start + i, toContainer(small.map, start + i)]),
      );
    },
  );
});

describe("both directions", () => {
  it.each([
    ["rangeToHost", rangeToHost],
    ["rangeToContainer", rangeToContainer],
  ])("%s refuses what is no range and what is no map", (name, translate) => {
    expect(() => translate(fourMappings(), { start: 0, size: -1 })).toThrow(
      new RangeError(`${name}: expected the size of a range from 0 to 4294967296, got -1`),
    );
    expect(() => translate(foreignMap(), { start: 0, size: 1 })).toThrow(
      new TypeError(`${name}: expected map to be an IdMap made by createIdMap, ${OTHER_COPY}`),
    );
  });
});

type Piece = [number, number | undefined, number];

function fourMappings(): IdMap {
  return idMapOf([30, 600, 10], [25, 105, 5], [10, 500, 10], [20, 100, 5]);
}

function mapAndRange(): fc.Arbitrary<[Small, number, number]> {
  return fc
    .tuple(smallMaps(), fc.integer({ min: 0, max: WORLD }), fc.integer({ min: 0, max: WORLD }))
    .map(([small, at, size]) => [small, at, Math.min(size, WORLD + 1 - at)]);
}

function expand(piece: MappedPiece, from: number | undefined, to: number | undefined): (number | undefined)[][] {
  return Array.from({ length: piece.size }, (_, i) => [
    (from ?? Number.NaN) + i,
    to === undefined ? undefined : to + i,
  ]);
}
