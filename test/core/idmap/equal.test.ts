import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sameFunction, sameLines } from "../../../src/core/idmap/equal.ts";
import { emptyIdMap, initialIdMap } from "../../../src/core/idmap/id-map.ts";
import { mergeConsecutive } from "../../../src/core/idmap/merge.ts";
import { toHost } from "../../../src/core/idmap/translate.ts";
import { prop } from "../../support/prop.ts";
import {
  bases,
  foreignMap,
  idMap,
  idMapOf,
  mapping,
  OTHER_COPY,
  type Small,
  smallMap,
  smallMaps,
  world,
} from "./arbitraries.ts";

describe("mergeConsecutive", () => {
  it("sorts by container ID and joins what goes on on both sides", () => {
    const map = idMapOf([30, 400, 5], [10, 110, 10], [0, 100, 10], [20, 300, 5], [35, 399, 1]);
    expect(mergeConsecutive(map).mappings).toEqual([
      mapping(0, 100, 20),
      mapping(20, 300, 5),
      mapping(30, 400, 5),
      mapping(35, 399, 1),
    ]);
  });

  it("leaves the empty map and the map of the host as they are", () => {
    expect([mergeConsecutive(emptyIdMap()).mappings, mergeConsecutive(initialIdMap()).mappings]).toEqual([
      [],
      [mapping(0, 0, 4294967295)],
    ]);
  });

  it("refuses what is no map", () => {
    expect(() => mergeConsecutive(foreignMap())).toThrow(
      new TypeError(`mergeConsecutive: expected map to be an IdMap made by createIdMap, ${OTHER_COPY}`),
    );
  });

  prop("translates every ID as before", [smallMaps()], ({ map, containerBase }) => {
    const merged = mergeConsecutive(map);
    for (const id of world(containerBase)) expect(toHost(merged, id)).toBe(toHost(map, id));
  });

  prop("changes nothing the second time", [smallMaps()], ({ map }) => {
    const merged = mergeConsecutive(map);
    expect(mergeConsecutive(merged).mappings).toEqual(merged.mappings);
  });
});

describe("sameLines", () => {
  it.each<[string, [number, number, number][]]>([
    [
      "another order",
      [
        [10, 200, 10],
        [0, 100, 10],
      ],
    ],
    [
      "another container ID",
      [
        [0, 100, 10],
        [11, 200, 10],
      ],
    ],
    [
      "another host ID",
      [
        [0, 100, 10],
        [10, 201, 10],
      ],
    ],
    [
      "another size",
      [
        [0, 100, 10],
        [10, 200, 9],
      ],
    ],
    ["a line less", [[0, 100, 10]]],
    [
      "a line more",
      [
        [0, 100, 10],
        [10, 200, 10],
        [20, 300, 10],
      ],
    ],
  ])("tells a map from one with %s", (_, lines) => {
    expect(sameLines(idMapOf([0, 100, 10], [10, 200, 10]), idMapOf(...lines))).toBe(false);
  });

  it("refuses what is no map, on either side", () => {
    const message = (label: string): TypeError =>
      new TypeError(`sameLines: expected ${label} to be an IdMap made by createIdMap, ${OTHER_COPY}`);
    expect(() => sameLines(foreignMap(), initialIdMap())).toThrow(message("a"));
    expect(() => sameLines(initialIdMap(), foreignMap())).toThrow(message("b"));
  });

  prop("is true for a map made anew from the same mappings", [smallMaps()], ({ map, mappings }) => {
    expect(sameLines(map, idMap(mappings))).toBe(true);
  });
});

describe("sameFunction", () => {
  it("is true for halves and a whole", () => {
    expect(sameFunction(idMapOf([10, 110, 10], [0, 100, 10]), idMapOf([0, 100, 20]))).toBe(true);
  });

  it("refuses what is no map, on either side", () => {
    const message = (label: string): TypeError =>
      new TypeError(`sameFunction: expected ${label} to be an IdMap made by createIdMap, ${OTHER_COPY}`);
    expect(() => sameFunction(foreignMap(), initialIdMap())).toThrow(message("a"));
    expect(() => sameFunction(initialIdMap(), foreignMap())).toThrow(message("b"));
  });

  prop("is true exactly when both maps translate every ID alike", [twoMaps()], ([a, b]) => {
    const alike = world(a.containerBase).every((id) => toHost(a.map, id) === toHost(b.map, id));
    expect(sameFunction(a.map, b.map)).toBe(alike);
  });

  prop("is true however the mappings are cut", [smallMaps()], ({ map, mappings }) => {
    const cut = mappings.flatMap(({ containerId, hostId, size }) =>
      Array.from({ length: size }, (_, i) => mapping(containerId + i, hostId + i, 1)),
    );
    expect(sameFunction(map, idMap(cut.reverse()))).toBe(true);
  });
});

function twoMaps(): fc.Arbitrary<[Small, Small]> {
  return fc
    .tuple(bases, bases)
    .chain(([host, container]) => fc.tuple(smallMap(container, host), smallMap(container, host)));
}
