import * as fc from "fast-check";
import { type ContainerId, type HostId, NO_ID } from "../../../src/core/id/id.ts";
import { createIdMap, type IdMap } from "../../../src/core/idmap/id-map.ts";
import type { IdMapping } from "../../../src/core/idmap/id-mapping.ts";
import { unwrap } from "../../../src/core/result.ts";

/** How many IDs each side of a small map has at most, all of which are looked at. */
export const WORLD = 48;

/** Where the sides of the small maps begin: at 0, across 2^31 where signed numbers end, and up to the last ID. */
export const bases: fc.Arbitrary<number> = fc.constantFrom(0, 2 ** 31 - WORLD / 2, NO_ID - WORLD);

/** Every ID of one side of a small map, and numbers around it. */
export function world(base: number): number[] {
  const inside = Array.from({ length: WORLD }, (_, at) => base + at);
  return [...new Set([0, Math.max(base - 1, 0), ...inside, Math.min(base + WORLD, NO_ID), NO_ID])];
}

/** Mappings that the kernel accepts, in any order, adjacent ones and ones that continue included. */
export function smallMappings(containerBase: number, hostBase: number): fc.Arbitrary<IdMapping[]> {
  const block = fc.record({
    size: fc.integer({ min: 1, max: 5 }),
    gap: fc.constantFrom(0, 0, 1, 2),
    hostGap: fc.constantFrom(0, 0, 1, 2),
    hostPlace: fc.integer({ min: 0, max: 3 }),
    place: fc.integer({ min: 0, max: 9 }),
  });
  return fc.array(block, { maxLength: 6 }).map((blocks) => {
    const placed = blocks.map((one) => ({ ...one, containerId: 0, hostId: 0 }));
    let containerId = containerBase;
    for (const one of placed) {
      one.containerId = containerId + one.gap;
      containerId = one.containerId + one.size;
    }
    let hostId = hostBase;
    for (const one of [...placed].sort((a, b) => a.hostPlace - b.hostPlace)) {
      one.hostId = hostId + one.hostGap;
      hostId = one.hostId + one.size;
    }
    return placed.sort((a, b) => a.place - b.place).map((one) => mapping(one.containerId, one.hostId, one.size));
  });
}

/** A small map and where its sides begin. */
export interface Small {
  readonly containerBase: number;
  readonly hostBase: number;
  readonly mappings: readonly IdMapping[];
  readonly map: IdMap;
}

/** Small maps with either side anywhere. */
export function smallMaps(): fc.Arbitrary<Small> {
  return fc.tuple(bases, bases).chain(([containerBase, hostBase]) => smallMap(containerBase, hostBase));
}

/** Small maps with sides that begin at given IDs. */
export function smallMap(containerBase: number, hostBase: number): fc.Arbitrary<Small> {
  return smallMappings(containerBase, hostBase).map((mappings) => ({
    containerBase,
    hostBase,
    mappings,
    map: idMap(mappings),
  }));
}

export function mapping(containerId: ContainerId, hostId: HostId, size: number): IdMapping {
  return { containerId, hostId, size };
}

/** The map with these mappings, which must be right. */
export function idMap(mappings: Iterable<IdMapping>): IdMap {
  return unwrap(createIdMap(mappings));
}

/** The map with these lines: container ID, host ID, size. */
export function idMapOf(...lines: readonly (readonly [number, number, number])[]): IdMap {
  return idMap(lines.map(([containerId, hostId, size]) => mapping(containerId, hostId, size)));
}

/** Mappings of one ID each, `count` of them, apart on both sides. */
export function singles(count: number): IdMapping[] {
  return Array.from({ length: count }, (_, i) => mapping(2 * i, 1000000 + 3 * i, 1));
}

/** What a map gives for a container ID: the slow and obvious way. */
export function slowToHost(mappings: readonly IdMapping[], id: number): number | undefined {
  for (const { containerId, hostId, size } of mappings)
    for (let i = 0; i < size; i++) if (containerId + i === id) return hostId + i;
  return undefined;
}

/** What a map gives for a host ID: the slow and obvious way. */
export function slowToContainer(mappings: readonly IdMapping[], id: number): number | undefined {
  for (const { containerId, hostId, size } of mappings)
    for (let i = 0; i < size; i++) if (hostId + i === id) return containerId + i;
  return undefined;
}

/** What is said of {@link foreignMap}. */
export const OTHER_COPY = "got one of another copy of this library, such as its CommonJS build";

/** Something that looks like a map but was not made by the library. */
export function foreignMap(): IdMap {
  return { mappings: [], toJSON: () => [] } as unknown as IdMap;
}
