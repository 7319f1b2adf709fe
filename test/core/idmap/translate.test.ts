import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type IdMap, initialIdMap } from "../../../src/core/idmap/id-map.ts";
import { toContainer, toContainerOrOverflow, toHost, toHostOrOverflow } from "../../../src/core/idmap/translate.ts";
import { prop } from "../../support/prop.ts";
import {
  bases,
  foreignMap,
  idMap,
  idMapOf,
  OTHER_COPY,
  singles,
  slowToContainer,
  slowToHost,
  smallMap,
  smallMaps,
  world,
} from "./arbitraries.ts";

describe("toHost", () => {
  it.each([
    [0, 65536],
    [9, 65545],
    [10, undefined],
    [1000, 2147483648],
    [1001, 2147483649],
    [1002, undefined],
    [4294967293, undefined],
    [4294967294, 4294967294],
    [4294967295, undefined],
  ])("of %s is %s", (id, expected) => {
    expect(toHost(threeMappings(), id)).toBe(expected);
  });

  it("finds the first and the last ID of each of 340 mappings, and nothing between them", () => {
    const mappings = singles(340).map((one) => ({ ...one, containerId: one.containerId * 2, size: 3 }));
    const map = idMap(mappings);
    for (const { containerId, hostId } of mappings)
      expect([0, 2, 3].map((by) => toHost(map, containerId + by))).toEqual([hostId, hostId + 2, undefined]);
  });

  prop("agrees with looking at every mapping", [smallMaps()], ({ containerBase, mappings, map }) => {
    for (const id of world(containerBase)) expect(toHost(map, id)).toBe(slowToHost(mappings, id));
  });
});

describe("toContainer", () => {
  it.each([
    [65535, undefined],
    [65536, 0],
    [65545, 9],
    [65546, undefined],
    [2147483648, 1000],
    [4294967294, 4294967294],
    [4294967295, undefined],
  ])("of %s is %s", (id, expected) => {
    expect(toContainer(threeMappings(), id)).toBe(expected);
  });

  prop("agrees with looking at every mapping", [smallMaps()], ({ hostBase, mappings, map }) => {
    for (const id of world(hostBase)) expect(toContainer(map, id)).toBe(slowToContainer(mappings, id));
  });

  prop("brings back every ID that toHost translates", [smallMaps()], ({ containerBase, map }) => {
    for (const id of world(containerBase)) {
      const host = toHost(map, id);
      if (host !== undefined) expect(toContainer(map, host)).toBe(id);
    }
  });

  prop("gives nothing that toHost would not translate back", [smallMaps()], ({ hostBase, map }) => {
    for (const id of world(hostBase)) {
      const container = toContainer(map, id);
      if (container !== undefined) expect(toHost(map, container)).toBe(id);
    }
  });
});

describe("toHostOrOverflow", () => {
  it("gives the host ID, or 65534, or the overflow ID asked for", () => {
    const map = threeMappings();
    expect([toHostOrOverflow(map, 0), toHostOrOverflow(map, 10), toHostOrOverflow(map, 10, 99)]).toEqual([
      65536, 65534, 99,
    ]);
  });
});

describe("toContainerOrOverflow", () => {
  it("gives the container ID, or 65534, or the overflow ID asked for", () => {
    const map = threeMappings();
    expect([
      toContainerOrOverflow(map, 65536),
      toContainerOrOverflow(map, 0),
      toContainerOrOverflow(map, 0, 99),
    ]).toEqual([0, 65534, 99]);
  });
});

describe("every translation", () => {
  it.each([
    ["toHost", (map: IdMap, id: number) => toHost(map, id)],
    ["toContainer", (map: IdMap, id: number) => toContainer(map, id)],
    ["toHostOrOverflow", (map: IdMap, id: number) => toHostOrOverflow(map, id)],
    ["toContainerOrOverflow", (map: IdMap, id: number) => toContainerOrOverflow(map, id)],
  ])("%s refuses what is no ID and what is no map", (name, translate) => {
    expect(() => translate(initialIdMap(), 4294967296)).toThrow(
      new RangeError(`${name}: expected the ID from 0 to 4294967295, got 4294967296`),
    );
    expect(() => translate(initialIdMap(), 0.5)).toThrow(
      new TypeError(`${name}: expected the ID to be an integer, got 0.5`),
    );
    expect(() => translate(foreignMap(), 0)).toThrow(
      new TypeError(`${name}: expected map to be an IdMap made by createIdMap, ${OTHER_COPY}`),
    );
  });

  it.each([
    ["toHostOrOverflow", toHostOrOverflow],
    ["toContainerOrOverflow", toContainerOrOverflow],
  ])("%s refuses an overflow ID that is none", (name, translate) => {
    expect(() => translate(initialIdMap(), 0, -1)).toThrow(
      new RangeError(`${name}: expected the overflow ID from 0 to 4294967295, got -1`),
    );
  });

  prop(
    "leaves the map and its mappings as they are",
    [bases.chain((base) => fc.tuple(fc.constant(base), smallMap(base, base)))],
    ([base, { map, mappings }]) => {
      for (const id of world(base)) toHost(map, id);
      expect(map.mappings).toEqual(mappings);
    },
  );
});

function threeMappings(): IdMap {
  return idMapOf([1000, 2147483648, 2], [0, 65536, 10], [4294967294, 4294967294, 1]);
}
