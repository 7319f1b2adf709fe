import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseKubeletUserns } from "../../../src/core/forms/kubernetes/kubelet-userns.ts";
import { createIdMap, emptyIdMap, initialIdMap } from "../../../src/core/idmap/id-map.ts";
import type { IdMapping, WrittenMapping } from "../../../src/core/idmap/id-mapping.ts";
import { podIdMap } from "../../../src/core/idmap/pod-id-map.ts";
import { toContainer, toHost } from "../../../src/core/idmap/translate.ts";
import { err, unwrap } from "../../../src/core/result.ts";
import { prop } from "../../support/prop.ts";
import { foreignMap, idMap, mapping, OTHER_COPY, singles, smallMaps } from "./arbitraries.ts";
import { kernelRefusal } from "./kernel-oracle.ts";

describe("createIdMap", () => {
  it.each<[string, [number, number, number][]]>([
    ["no mapping", []],
    ["one ID", [[0, 65536, 1]]],
    [
      "two adjacent mappings",
      [
        [0, 100, 5],
        [5, 105, 5],
      ],
    ],
    [
      "mappings adjacent on the host only",
      [
        [0, 105, 5],
        [7, 100, 5],
      ],
    ],
    [
      "mappings out of order",
      [
        [1000, 0, 5],
        [0, 1000, 5],
      ],
    ],
    ["all IDs", [[0, 0, 4294967295]]],
    ["the last ID on both sides", [[4294967294, 4294967294, 1]]],
    [
      "IDs on both sides of 2^31",
      [
        [2147483647, 2147483648, 1],
        [2147483648, 2147483647, 1],
      ],
    ],
  ])("accepts %s", (_, lines) => {
    const mappings = lines.map(([containerId, hostId, size]) => mapping(containerId, hostId, size));
    const map = createIdMap(mappings);
    expect(map).toMatchObject({ ok: true, value: { mappings } });
  });

  it.each([["size"], ["length"], ["count"]])("takes what a form calls its %s", (word) => {
    const line = { containerId: 0, hostId: 65536 };
    const written = { ...line, [word]: 65536 } as WrittenMapping;
    expect(createIdMap([written])).toMatchObject({ ok: true, value: { mappings: [{ ...line, size: 65536 }] } });
    expect(createIdMap([{ ...written, [word]: 0 } as WrittenMapping])).toEqual(
      err({ code: "empty-mapping", errno: "EINVAL", index: 0, mapping: { ...line, size: 0 } }),
    );
  });

  it("takes what the kubelet's file was read to", () => {
    const file = unwrap(parseKubeletUserns('{"uidMappings":[{"hostId":65536,"length":65536}]}'));
    expect(toHost(unwrap(createIdMap(file?.uidMappings ?? [])), 1000)).toBe(66536);
  });

  it.each<[string, object, string]>([
    ["twice how many IDs it has", { size: 1, length: 1 }, "expected one of size, length and count, got several"],
    ["it in two words of forms", { length: 1, count: 2 }, "expected one of size, length and count, got several"],
    ["nowhere how many", {}, "expected each size to be an integer, got undefined"],
  ])("throws where a mapping says %s", (_, words, sentence) => {
    const mappings = [{ containerId: 0, hostId: 0, ...words } as WrittenMapping];
    expect(() => createIdMap(mappings)).toThrow(new TypeError(`createIdMap: ${sentence}`));
  });

  it("accepts 340 mappings and refuses 341", () => {
    expect(createIdMap(singles(340)).ok).toBe(true);
    expect(createIdMap(singles(341))).toEqual(
      err({ code: "too-many-mappings", errno: "EINVAL", count: 341, limit: 340 }),
    );
  });

  it("counts all mappings of a map with too many", () => {
    expect(createIdMap(singles(1000))).toEqual(
      err({ code: "too-many-mappings", errno: "EINVAL", count: 1000, limit: 340 }),
    );
  });

  it("refuses what is wrong with the 340th mapping before the 341st, and never looks at that one", () => {
    const empty = mapping(5000, 5000, 0);
    expect(createIdMap([...singles(339), empty, ...singles(1)])).toEqual(
      err({ code: "empty-mapping", errno: "EINVAL", index: 339, mapping: empty }),
    );
    expect(createIdMap([...singles(340), empty])).toEqual(
      err({ code: "too-many-mappings", errno: "EINVAL", count: 341, limit: 340 }),
    );
  });

  it.each<[string, [number, number, number], object]>([
    ["an empty mapping", [0, 65536, 0], { code: "empty-mapping" }],
    ["a container side that starts at no ID", [4294967295, 0, 1], { code: "reaches-no-id", side: "container" }],
    ["a host side that starts at no ID", [0, 4294967295, 1], { code: "reaches-no-id", side: "host" }],
    ["a start at no ID before the size", [4294967295, 0, 0], { code: "reaches-no-id", side: "container" }],
    [
      "a host start at no ID before the container's end",
      [5, 4294967295, 4294967295],
      { code: "reaches-no-id", side: "host" },
    ],
    ["a container side that ends with no ID", [4294967286, 0, 10], { code: "reaches-no-id", side: "container" }],
    ["a host side that ends with no ID", [0, 4294967286, 10], { code: "reaches-no-id", side: "host" }],
    ["a container side that wraps", [4294967286, 0, 11], { code: "wraps", side: "container" }],
    ["a host side that wraps", [0, 4294967286, 11], { code: "wraps", side: "host" }],
    ["the container side before the host side", [4294967286, 4294967286, 11], { code: "wraps", side: "container" }],
  ])("refuses %s", (_, [containerId, hostId, size], facts) => {
    const wrong = mapping(containerId, hostId, size);
    const expected = { errno: "EINVAL", index: 1, mapping: wrong, ...facts };
    expect(createIdMap([mapping(7, 7, 1), wrong])).toEqual(err(expected));
  });

  it.each<[string, [number, number, number], object]>([
    [
      "the container side",
      [9, 500, 5],
      { side: "container", otherIndex: 0, other: mapping(0, 100, 10), overlap: { start: 9, size: 1 } },
    ],
    [
      "the host side",
      [500, 95, 6],
      { side: "host", otherIndex: 0, other: mapping(0, 100, 10), overlap: { start: 100, size: 1 } },
    ],
    [
      "both sides, the container side first",
      [0, 100, 10],
      { side: "container", otherIndex: 0, other: mapping(0, 100, 10), overlap: { start: 0, size: 10 } },
    ],
    [
      "a mapping around",
      [18, 500, 50],
      { side: "container", otherIndex: 1, other: mapping(20, 200, 10), overlap: { start: 20, size: 10 } },
    ],
    [
      "a mapping inside",
      [500, 203, 2],
      { side: "host", otherIndex: 1, other: mapping(20, 200, 10), overlap: { start: 203, size: 2 } },
    ],
    [
      "the first of two, on the host, before the second, in the container",
      [20, 109, 1],
      { side: "host", otherIndex: 0, other: mapping(0, 100, 10), overlap: { start: 109, size: 1 } },
    ],
  ])("refuses an overlap on %s", (_, [containerId, hostId, size], facts) => {
    const wrong = mapping(containerId, hostId, size);
    expect(createIdMap([mapping(0, 100, 10), mapping(20, 200, 10), wrong])).toEqual(
      err({ code: "overlapping-mappings", errno: "EINVAL", index: 2, mapping: wrong, ...facts }),
    );
  });

  it("refuses the first wrong mapping, whatever is wrong with later ones", () => {
    const first = mapping(0, 0, 10);
    const overlapping = mapping(9, 50, 1);
    expect(createIdMap([first, overlapping, mapping(0, 0, 0)])).toEqual(
      err({
        code: "overlapping-mappings",
        errno: "EINVAL",
        side: "container",
        index: 1,
        mapping: overlapping,
        otherIndex: 0,
        other: first,
        overlap: { start: 9, size: 1 },
      }),
    );
  });

  it.each([
    [mapping(-1, 0, 1), new RangeError("createIdMap: expected each container ID from 0 to 4294967295, got -1")],
    [
      mapping(0, 4294967296, 1),
      new RangeError("createIdMap: expected each host ID from 0 to 4294967295, got 4294967296"),
    ],
    [mapping(0, 0, 1.5), new TypeError("createIdMap: expected each size to be an integer, got 1.5")],
  ])("throws for the misuse in %j, even behind a mapping that the kernel refuses", (wrong, error) => {
    expect(() => createIdMap([mapping(0, 0, 0), wrong])).toThrow(error);
  });

  it.each([
    ["null", null, "null"],
    ["a line", "0 65536 1", '"0 65536 1"'],
    ["the names of another form", { containerID: 0, hostID: 65536, size: 1 }, "an object"],
  ])("throws for what is no mapping: %s", (_what, wrong, got) => {
    expect(() => createIdMap([mapping(0, 0, 1), wrong as unknown as IdMapping])).toThrow(
      new TypeError(`createIdMap: expected each of mappings to be an object { containerId, hostId, size }, got ${got}`),
    );
  });

  it("takes any iterable and keeps nothing of the caller's objects", () => {
    const given = { ...mapping(0, 65536, 1), note: "mine" };
    const map = idMap(new Set([given]));
    given.hostId = 1;
    expect(map.mappings).toEqual([mapping(0, 65536, 1)]);
  });

  prop(
    "agrees with the kernel's checks in 32-bit arithmetic",
    [fc.array(edgyMapping(), { maxLength: 5 })],
    (mappings) => {
      const result = createIdMap(mappings);
      expect(result.ok ? undefined : factsOf(result.error)).toEqual(kernelRefusal(mappings));
    },
    { numRuns: 1000 },
  );

  prop("keeps the mappings in the order they were given", [smallMaps()], ({ mappings, map }) => {
    expect(map.mappings).toEqual(mappings);
  });
});

describe("emptyIdMap", () => {
  it("maps nothing", () => {
    const map = emptyIdMap();
    expect(map.mappings).toEqual([]);
    expect([0, 4294967294, 4294967295].flatMap((id) => [toHost(map, id), toContainer(map, id)])).toEqual(
      new Array(6).fill(undefined),
    );
  });
});

describe("initialIdMap", () => {
  it("maps every ID to itself, and 4294967295 to nothing", () => {
    const map = initialIdMap();
    expect(map.mappings).toEqual([mapping(0, 0, 4294967295)]);
    expect([0, 2147483648, 4294967294, 4294967295].map((id) => toHost(map, id))).toEqual([
      0,
      2147483648,
      4294967294,
      undefined,
    ]);
  });
});

describe("IdMap", () => {
  it("is written to JSON as its mappings", () => {
    const map = idMap([mapping(0, 65536, 10)]);
    expect(JSON.stringify(map)).toBe('[{"containerId":0,"hostId":65536,"size":10}]');
  });

  it("is told from everything else", () => {
    const clone = structuredClone(initialIdMap());
    for (const [map, got] of [
      [foreignMap(), OTHER_COPY],
      [clone, "got a copy: give its mappings to createIdMap"],
      [undefined as never, "got undefined"],
      [null as never, "got null"],
      [createIdMap([]) as never, "got a Result: unwrap it"],
      [podIdMap({ start: 65536, size: 65536 }) as never, "got a PodIdMap: give its uid or gid"],
    ] as const) {
      expect(() => toHost(map, 0)).toThrow(
        new TypeError(`toHost: expected map to be an IdMap made by createIdMap, ${got}`),
      );
      expect(() => toContainer(map, 0)).toThrow(
        new TypeError(`toContainer: expected map to be an IdMap made by createIdMap, ${got}`),
      );
    }
  });
});

/** Numbers around which the 32-bit checks change their answer. */
function edgyMapping(): fc.Arbitrary<IdMapping> {
  const edge = fc.constantFrom(0, 2147483648, 4294967290, 4294967295);
  const number = fc
    .tuple(edge, fc.integer({ min: -5, max: 5 }))
    .map(([at, by]) => Math.min(Math.max(at + by, 0), 4294967295));
  const size = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: 6 }) }, { weight: 1, arbitrary: number });
  return fc.record({ containerId: number, hostId: number, size });
}

function factsOf(error: object): object {
  const { code, side, index, otherIndex } = error as Record<string, unknown>;
  return { code, side, index, otherIndex };
}
