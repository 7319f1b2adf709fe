import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NO_ID } from "../../../src/core/id/id.ts";
import { toContainerBatch, toHostBatch } from "../../../src/core/idmap/batch.ts";
import { emptyIdMap } from "../../../src/core/idmap/id-map.ts";
import { toContainer, toHost } from "../../../src/core/idmap/translate.ts";
import { prop } from "../../support/prop.ts";
import { foreignMap, idMap, idMapOf, OTHER_COPY, singles, smallMaps, world } from "./arbitraries.ts";

describe("toHostBatch", () => {
  it("translates each ID in its place, with one mapping", () => {
    const map = idMapOf([5, 2147483645, 10]);
    const ids = Uint32Array.of(4, 5, 14, 15, 0, 6, 7, 8, NO_ID, 9, 4294967294);
    expect([...toHostBatch(map, ids)]).toEqual([
      NO_ID,
      2147483645,
      2147483654,
      NO_ID,
      NO_ID,
      2147483646,
      2147483647,
      2147483648,
      NO_ID,
      2147483649,
      NO_ID,
    ]);
  });

  it("translates down from large IDs, with one mapping", () => {
    const map = idMapOf([4294967284, 0, 11]);
    expect([...toHostBatch(map, Uint32Array.of(4294967283, 4294967284, 4294967294, NO_ID, 0))]).toEqual([
      NO_ID,
      0,
      10,
      NO_ID,
      NO_ID,
    ]);
  });

  it("gives 4294967295 for everything, without a mapping", () => {
    expect([...toHostBatch(emptyIdMap(), Uint32Array.of(0, 1, 2, 3, NO_ID))]).toEqual(new Array(5).fill(NO_ID));
  });

  it("agrees with toHost on each of 340 mappings", () => {
    const map = idMap(singles(340));
    const ids = Uint32Array.from({ length: 681 }, (_, id) => id);
    expect([...toHostBatch(map, ids)]).toEqual([...ids].map((id) => toHost(map, id) ?? NO_ID));
  });
});

describe("toContainerBatch", () => {
  it("translates each ID in its place", () => {
    const map = idMapOf([0, 65536, 10], [20, 100, 1]);
    expect([...toContainerBatch(map, Uint32Array.of(65535, 65536, 65545, 65546, 100, NO_ID))]).toEqual([
      NO_ID,
      0,
      9,
      NO_ID,
      20,
      NO_ID,
    ]);
  });
});

describe("both batches", () => {
  prop("agree with translating one ID after the other", [smallMaps(), rotation()], (small, by) => {
    const hosts = rotate(world(small.hostBase), by);
    const containers = rotate(world(small.containerBase), by);
    expect([[...toHostBatch(small.map, containers)], [...toContainerBatch(small.map, hosts)]]).toEqual([
      [...containers].map((id) => toHost(small.map, id) ?? NO_ID),
      [...hosts].map((id) => toContainer(small.map, id) ?? NO_ID),
    ]);
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])("write no further than %s IDs reach", (count) => {
    for (const map of [idMapOf([0, 100, 50]), idMapOf([0, 100, 5], [5, 200, 50])]) {
      const out = new Uint32Array(12).fill(77);
      expect(toHostBatch(map, new Uint32Array(count), out)).toBe(out);
      expect([...out]).toEqual([...new Array(count).fill(100), ...new Array(12 - count).fill(77)]);
    }
  });

  it("may write over the IDs, and change them nowhere else", () => {
    for (const map of [idMapOf([0, 100, 50]), idMapOf([0, 100, 5], [5, 105, 45])]) {
      const ids = Uint32Array.of(0, 1, 2, 3, 4, 5, 6);
      toHostBatch(map, ids);
      expect([...ids]).toEqual([0, 1, 2, 3, 4, 5, 6]);
      expect(toHostBatch(map, ids, ids)).toBe(ids);
      expect([...ids]).toEqual([100, 101, 102, 103, 104, 105, 106]);
    }
  });

  it.each([
    ["toHostBatch", toHostBatch],
    ["toContainerBatch", toContainerBatch],
  ])("%s refuses what is no map, no Uint32Array and too short", (name, batch) => {
    const map = idMapOf([0, 0, 1]);
    const ids = Uint32Array.of(0, 0);
    expect(() => batch(foreignMap(), ids)).toThrow(
      new TypeError(`${name}: expected map to be an IdMap made by createIdMap, ${OTHER_COPY}`),
    );
    expect(() => batch(map, [0] as never)).toThrow(
      new TypeError(`${name}: expected ids to be a Uint32Array, got an array`),
    );
    expect(() => batch(map, ids, [0, 0] as never)).toThrow(
      new TypeError(`${name}: expected out to be a Uint32Array, got an array`),
    );
    expect(() => batch(map, ids, new Uint32Array(1))).toThrow(
      new RangeError(`${name}: expected room for 2 IDs, got room for 1`),
    );
  });
});

/** So that every ID comes to lie at every place of the unrolled loops. */
function rotation(): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: 7 });
}

function rotate(ids: readonly number[], by: number): Uint32Array {
  return Uint32Array.from([...ids.slice(by), ...ids.slice(0, by)]);
}
