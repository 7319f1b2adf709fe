import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compose } from "../../../src/core/idmap/compose.ts";
import { sameFunction } from "../../../src/core/idmap/equal.ts";
import { emptyIdMap, initialIdMap } from "../../../src/core/idmap/id-map.ts";
import { toHost } from "../../../src/core/idmap/translate.ts";
import { err, unwrap } from "../../../src/core/result.ts";
import { prop } from "../../support/prop.ts";
import {
  bases,
  foreignMap,
  idMap,
  idMapOf,
  mapping,
  OTHER_COPY,
  type Small,
  singles,
  smallMap,
  world,
} from "./arbitraries.ts";

describe("compose", () => {
  it("puts a nested container on the host", () => {
    const composed = unwrap(compose(idMapOf([0, 65536, 65536]), idMapOf([0, 1000, 10], [100, 0, 5])));
    expect(composed.mappings).toEqual([mapping(0, 66536, 10), mapping(100, 65536, 5)]);
  });

  it("cuts a mapping where the outer map has its bounds, and drops what that does not map", () => {
    const outer = idMapOf([20, 300, 5], [0, 100, 10], [10, 200, 5]);
    expect(unwrap(compose(outer, idMapOf([1000, 5, 30]))).mappings).toEqual([
      mapping(1000, 105, 5),
      mapping(1005, 200, 5),
      mapping(1015, 300, 5),
    ]);
  });

  it("does not cut where the outer map goes on", () => {
    const outer = idMapOf([0, 100, 10], [10, 110, 10]);
    expect(unwrap(compose(outer, idMapOf([0, 5, 10]))).mappings).toEqual([mapping(0, 105, 10)]);
  });

  it("maps nothing where one of the maps does not", () => {
    const map = idMapOf([0, 65536, 10]);
    expect([unwrap(compose(map, emptyIdMap())).mappings, unwrap(compose(emptyIdMap(), map)).mappings]).toEqual([
      [],
      [],
    ]);
  });

  it("composes maps of 340 mappings", () => {
    const outer = idMap(singles(340));
    const inner = idMap(singles(340).map(({ containerId }, i) => mapping(i, containerId as number, 1)));
    expect(unwrap(compose(outer, inner)).mappings).toEqual(singles(340).map(({ hostId }, i) => mapping(i, hostId, 1)));
  });

  it("gives 340 mappings and refuses to give 341", () => {
    const outer = idMap(Array.from({ length: 340 }, (_, i) => mapping(5 * i, 10 * i, 5)));
    expect(unwrap(compose(outer, idMapOf([0, 0, 5], [9000, 5, 1695]))).mappings).toHaveLength(340);
    expect(compose(outer, idMapOf([0, 0, 3], [9000, 3, 1697]))).toEqual(
      err({ code: "too-many-mappings", errno: "EINVAL", count: 341, limit: 340 }),
    );
  });

  it("refuses what is no map, on either side", () => {
    const message = (label: string): TypeError =>
      new TypeError(`compose: expected ${label} to be an IdMap made by createIdMap, ${OTHER_COPY}`);
    expect(() => compose(foreignMap(), initialIdMap())).toThrow(message("outer"));
    expect(() => compose(initialIdMap(), foreignMap())).toThrow(message("inner"));
  });

  prop("translates every ID as the inner and then the outer map would", [nested()], ([outer, inner]) => {
    const composed = unwrap(compose(outer.map, inner.map));
    for (const id of world(inner.containerBase)) {
      const between = toHost(inner.map, id);
      expect(toHost(composed, id)).toBe(between === undefined ? undefined : toHost(outer.map, between as number));
    }
  });

  prop("gives a map that the kernel would accept", [nested()], ([outer, inner]) => {
    const { mappings } = unwrap(compose(outer.map, inner.map));
    expect(idMap(mappings).mappings).toEqual(mappings);
  });

  prop("does not care which two of three maps are composed first", [nestedTwice()], ([a, b, c]) => {
    const left = unwrap(compose(unwrap(compose(a.map, b.map)), c.map));
    const right = unwrap(compose(a.map, unwrap(compose(b.map, c.map))));
    expect(sameFunction(left, right)).toBe(true);
  });

  prop("changes nothing with the map of the host around", [nested()], ([outer]) => {
    expect(unwrap(compose(initialIdMap(), outer.map)).mappings).toEqual(outer.mappings);
  });
});

function nested(): fc.Arbitrary<[Small, Small]> {
  return fc
    .tuple(bases, bases, bases)
    .chain(([host, between, container]) => fc.tuple(smallMap(between, host), smallMap(container, between)));
}

function nestedTwice(): fc.Arbitrary<[Small, Small, Small]> {
  return fc
    .tuple(bases, bases)
    .chain(([host, base]) => fc.tuple(smallMap(base, host), smallMap(base, base), smallMap(base, base)));
}
