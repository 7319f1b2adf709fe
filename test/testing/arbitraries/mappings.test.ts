import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createIdMap } from "../../../src/core/idmap/id-map.ts";
import type { IdMapping } from "../../../src/core/idmap/id-mapping.ts";
import { invalidMappings, mappings } from "../../../src/testing/arbitraries/mappings.ts";
import { prop } from "../../support/prop.ts";
import { minimaOf, sampleOf } from "./minimum.ts";

const POD: IdMapping = { containerId: 0, hostId: 65536, size: 65536 } as IdMapping;

describe("mappings", () => {
  for (const maxMappings of [undefined, 1, 2, 340])
    prop(
      `make a map, ${maxMappings ?? "by default 5"} of them at most`,
      [mappings(maxMappings === undefined ? {} : { maxMappings })],
      (list) => {
        expect(createIdMap(list)).toMatchObject({ ok: true });
        expect(list.length).toBeGreaterThanOrEqual(1);
        expect(list.length).toBeLessThanOrEqual(maxMappings ?? 5);
      },
    );

  it("are as many as there may be", () => {
    expect(Math.max(...sampleOf(mappings(), 500).map(({ length }) => length))).toBe(5);
    expect(Math.max(...sampleOf(mappings({ maxMappings: 340 }), 500).map(({ length }) => length))).toBeGreaterThan(330);
  });

  it("are in any order, touch or have gaps, and start at 0 or not", () => {
    const lists = sampleOf(mappings());
    const some = (isSo: (list: readonly IdMapping[]) => boolean) => lists.filter(isSo).length;
    const pairs = (isSo: (a: IdMapping, b: IdMapping) => boolean) => (list: readonly IdMapping[]) =>
      list.some((b, at) => at > 0 && isSo(list[at - 1] ?? b, b));
    expect(some(pairs((a, b) => a.hostId > b.hostId))).toBeGreaterThan(200);
    expect(some(pairs((a, b) => a.hostId < b.hostId))).toBeGreaterThan(200);
    expect(some(pairs((a, b) => a.containerId + a.size === b.containerId))).toBeGreaterThan(200);
    expect(some(pairs((a, b) => a.containerId + a.size < b.containerId))).toBeGreaterThan(200);
    expect(some(([first]) => first?.containerId === 0)).toBeGreaterThan(200);
    expect(some(([first]) => first?.size === 65536)).toBeGreaterThan(200);
    expect(some(([first]) => first?.hostId === 65536)).toBeGreaterThan(200);
    expect(some(([first]) => first !== undefined && first.size > 65536)).toBeGreaterThan(200);
  });

  it("keep to the lower half of the IDs, on both sides", () => {
    for (const maxMappings of [1, 5, 340])
      for (const { containerId, hostId, size } of sampleOf(mappings({ maxMappings }), 200).flat())
        expect(Math.max(containerId, hostId) + size).toBeLessThanOrEqual(2147483648);
  });

  it("shrink towards the map of one pod", () => {
    expect(minimaOf(mappings())).toEqual([[POD]]);
    expect(minimaOf(mappings({ maxMappings: 340 }))).toEqual([[POD]]);
  });
});

describe("invalidMappings", () => {
  const CODES = ["empty-mapping", "reaches-no-id", "wraps", "overlapping-mappings", "too-many-mappings"] as const;

  for (const maxMappings of [1, 5, 339])
    prop(`are refused with their code, from ${maxMappings} at most`, [invalidMappings({ maxMappings })], (invalid) => {
      expect(createIdMap(invalid.mappings)).toMatchObject({ ok: false, error: { code: invalid.code } });
    });

  it("have every code, on either side", () => {
    const all = sampleOf(invalidMappings());
    for (const code of CODES) expect(all.filter((invalid) => invalid.code === code).length, code).toBeGreaterThan(100);
    const sides = new Set<string>();
    for (const invalid of all) {
      const made = createIdMap(invalid.mappings);
      if (!made.ok && "side" in made.error) sides.add(`${invalid.code} ${made.error.side}`);
    }
    expect(sides.size % 2).toBe(0);
    expect([...sides].filter((side) => side.startsWith("overlapping-mappings"))).toHaveLength(2);
  });

  it("have one thing wrong: without the last mapping the list is sound", () => {
    for (const { code, mappings: list } of sampleOf(invalidMappings(), 300))
      expect(createIdMap(list.slice(0, -1)).ok, code).toBe(true);
  });

  it("shrink towards the map of one pod with one thing wrong", () => {
    for (const code of CODES.slice(0, 4)) {
      const found = minimaOf(invalidMappings(), (invalid) => invalid.code === code);
      for (const { mappings: list } of found) {
        expect(list).toHaveLength(2);
        expect(list[0], code).toEqual(POD);
      }
    }
  });

  it("can be drawn with any seed of fast-check", () => {
    expect(fc.sample(invalidMappings(), { seed: 42, numRuns: 3 })).toEqual(
      fc.sample(invalidMappings(), { seed: 42, numRuns: 3 }),
    );
  });
});
