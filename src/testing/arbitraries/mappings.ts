import * as fc from "fast-check";
import { NO_ID } from "../../core/id/id.ts";
import { checkInteger } from "../../core/id/integer.ts";
import { type IdMapError, type IdMapping, MAX_MAPPINGS } from "../../core/idmap/id-mapping.ts";
import { expectObject } from "../../core/misuse/misuse.ts";

/** Which maps are wanted. */
export interface MappingsConstraints {
  /** The most mappings, 1 to 340; 5 when absent. */
  readonly maxMappings?: number;
}

/**
 * Generates lists of mappings that the kernel accepts as one map.
 *
 * @param constraints - which maps are wanted
 * @returns lists for `createIdMap`, in any order; they shrink towards the map of one pod
 * @example
 * ```ts
 * import * as fc from "fast-check";
 * import { createIdMap } from "userns-sim";
 * import { mappings } from "userns-sim/testing";
 *
 * fc.check(fc.property(mappings(), (list) => createIdMap(list).ok)).failed; // => false
 * ```
 */
export function mappings(constraints: MappingsConstraints = {}): fc.Arbitrary<readonly IdMapping[]> {
  return mappingsUpTo(mostOf("mappings", constraints));
}

function mostOf(caller: string, constraints: MappingsConstraints): number {
  expectObject(caller, "constraints", constraints, "an object such as { maxMappings: 5 }");
  const { maxMappings = 5 } = constraints;
  return checkInteger(caller, "maxMappings", maxMappings, 1, MAX_MAPPINGS);
}

function mappingsUpTo(maxMappings: number): fc.Arbitrary<readonly IdMapping[]> {
  const share = Math.floor(NO_ID / maxMappings / 4);
  const piece = fc.record({
    size: fc
      .oneof({ withCrossShrink: true }, fc.constant(65536), fc.integer({ min: 1, max: share }))
      .map((size) => Math.min(size, share)),
    gap: fc.oneof(fc.constant(0), fc.nat({ max: share })),
    hostGap: fc
      .oneof({ withCrossShrink: true }, fc.constant(65536), fc.nat({ max: share }))
      .map((gap) => Math.min(gap, share)),
    key: fc.nat(),
  });
  return fc.array(piece, { minLength: 1, maxLength: maxMappings, size: "max" }).map(layOut);
}

interface Piece {
  readonly size: number;
  readonly gap: number;
  readonly hostGap: number;
  readonly key: number;
}

/** Container IDs in the order of the list, host IDs in the order of the keys: the sides are disjoint by construction. */
function layOut(pieces: readonly Piece[]): readonly IdMapping[] {
  const hostIds = new Map<Piece, number>();
  let host = 0;
  for (const piece of [...pieces].sort((a, b) => a.key - b.key)) {
    hostIds.set(piece, host + piece.hostGap);
    host += piece.hostGap + piece.size;
  }
  let container = 0;
  return pieces.map((piece) => {
    const containerId = container + piece.gap;
    container = containerId + piece.size;
    return { containerId, hostId: hostIds.get(piece) ?? 0, size: piece.size };
  });
}

/** Mappings that are no map, and the refusal they must meet. */
export interface InvalidMappings {
  /** The code of the refusal. */
  readonly code: IdMapError["code"];
  /** The mappings. */
  readonly mappings: readonly IdMapping[];
}

/**
 * Generates lists of mappings that the kernel refuses, each a sound list with one thing wrong.
 *
 * @param constraints - how many mappings the sound list may have
 * @returns lists, tagged with the code that `createIdMap` must refuse them with
 * @example
 * ```ts
 * import * as fc from "fast-check";
 * import { createIdMap } from "userns-sim";
 * import { invalidMappings } from "userns-sim/testing";
 *
 * const property = fc.property(invalidMappings(), ({ code, mappings }) => {
 *   const made = createIdMap(mappings);
 *   return !made.ok && made.error.code === code;
 * });
 * fc.check(property).failed; // => false
 * ```
 */
export function invalidMappings(constraints: MappingsConstraints = {}): fc.Arbitrary<InvalidMappings> {
  const most = mostOf("invalidMappings", constraints);
  const side = fc.constantFrom<"containerId" | "hostId">("containerId", "hostId");
  const faults = fc.oneof(
    fc.record({ code: fc.constant("empty-mapping" as const), side }),
    fc.record({ code: fc.constant("reaches-no-id" as const), side }),
    fc.record({ code: fc.constant("wraps" as const), side }),
    fc.record({ code: fc.constant("overlapping-mappings" as const), side }),
    fc.record({ code: fc.constant("too-many-mappings" as const), side }),
  );
  return fc
    .tuple(mappingsUpTo(most), faults)
    .map(([list, fault]) => ({ code: fault.code, mappings: spoil(list, fault.code, fault.side) }));
}

/** Makes one thing wrong, at the end of the list, so that nothing before it is refused first. */
function spoil(
  list: readonly IdMapping[],
  code: IdMapError["code"],
  side: "containerId" | "hostId",
): readonly IdMapping[] {
  // The lower half of the IDs at most is in use, so a mapping that lies just below the end overlaps nothing.
  const far = { containerId: FAR, hostId: FAR, size: 1 };
  switch (code) {
    case "empty-mapping":
      return [...list, { ...far, size: 0 }];
    case "reaches-no-id":
      return [...list, { ...far, [side]: NO_ID }];
    case "wraps":
      return [...list, { ...far, [side]: NO_ID - 1, size: 3 }];
    case "overlapping-mappings":
      return [...list, { ...far, [side]: list[0]?.[side] ?? 0 }];
    case "too-many-mappings":
      return Array.from({ length: 341 }, (_, i) => ({ containerId: i, hostId: i, size: 1 }));
  }
}

const FAR = NO_ID - 16;
