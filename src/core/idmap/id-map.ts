import { checkUint32 } from "../id/uint32.ts";
import { isObject } from "../misuse/came.ts";
import { expectIterable, misuse, OTHER_COPY } from "../misuse/misuse.ts";
import { err, ok, type Result } from "../result.ts";
import { checkMappings } from "./check-mappings.ts";
import type { IdMapError, IdMapping, WrittenMapping } from "./id-mapping.ts";
import { compileLookup, type Lookup } from "./lookup.ts";

declare const opaque: unique symbol;

/**
 * A map between the IDs inside a container and those on the host, checked and compiled once.
 *
 * {@link createIdMap} makes one. It never changes, and keeps the mappings in the order they were given. A structured
 * clone or parsed JSON of it is a plain object and no longer a map: give its `mappings` to {@link createIdMap}.
 */
export interface IdMap {
  /** The mappings, in the order they were given. */
  readonly mappings: readonly IdMapping[];
  /**
   * Gives what `JSON.stringify` writes: the mappings.
   *
   * @returns the mappings, in the order they were given
   */
  toJSON(): readonly IdMapping[];
  /** Nothing: no other value passes for a map. */
  readonly [opaque]: never;
}

/** The only class of maps. */
export class CompiledMap implements Omit<IdMap, typeof opaque> {
  readonly mappings: readonly IdMapping[];
  readonly #down: Lookup;
  readonly #up: Lookup;

  private constructor(mappings: readonly IdMapping[]) {
    this.mappings = mappings;
    this.#down = compileLookup(mappings, "containerId", "hostId");
    this.#up = compileLookup(mappings, "hostId", "containerId");
  }

  toJSON(): readonly IdMapping[] {
    return this.mappings;
  }

  /** @param mappings - mappings that the kernel would accept; the map keeps the array */
  static of(mappings: readonly IdMapping[]): IdMap {
    return new CompiledMap(mappings) as Omit<IdMap, typeof opaque> as IdMap;
  }

  /** Whether a value is a map, and of this copy of the library. */
  static is(value: unknown): boolean {
    return isObject(value) && #down in value;
  }

  /** Gives the mappings of what must be a map. */
  static lines(caller: string, map: IdMap, label?: string): readonly IdMapping[] {
    CompiledMap.down(caller, map, label);
    return map.mappings;
  }

  /** Gives the compiled way from container to host. */
  static down(caller: string, map: IdMap, label?: string): Lookup {
    // Reading the private field is itself the test, and costs nothing where it succeeds.
    try {
      return (map as object as CompiledMap).#down;
    } catch {
      throw noIdMap(caller, map, label);
    }
  }

  /** Gives the compiled way from host to container. */
  static up(caller: string, map: IdMap, label?: string): Lookup {
    try {
      return (map as object as CompiledMap).#up;
    } catch {
      throw noIdMap(caller, map, label);
    }
  }
}

/**
 * Makes a map from its mappings, as the kernel accepts or refuses them.
 *
 * @param mappings - the mappings, in any order, each with a `size`, or a `length` or a `count` where its form calls it so;
 * none at all gives the map that maps nothing
 * @returns the map, or the first reason why the kernel refuses it
 * @throws TypeError when a number is not an integer, or a mapping says twice, or not at all, how many IDs it has; RangeError
 * when a number lies outside 0 to 4294967295.
 * @remarks The order of `map_write` in Linux 6.12 `kernel/user_namespace.c`: one mapping after the other; of each, first
 * that neither side starts at 4294967295, then that it is not empty and neither side runs past 4294967294, then that it
 * overlaps none of the earlier ones. A map of more than 340 mappings is refused once the first 340 have passed. The
 * kernel has no way to write an empty map: there it is a namespace whose map has not been written yet.
 * @example
 * ```ts
 * import { createIdMap, toHost, unwrap } from "userns-sim";
 *
 * const map = unwrap(createIdMap([{ containerId: 0, hostId: 65536, size: 65536 }]));
 * toHost(map, 1000); // => 66536
 * ```
 * @example
 * What the kubelet wrote calls its size `length`:
 *
 * ```ts
 * import { createIdMap, parseKubeletUserns, toHost, unwrap } from "userns-sim";
 *
 * const mappings = '[{"hostId":65536,"containerId":0,"length":65536}]';
 * const file = unwrap(parseKubeletUserns(`{"uidMappings":${mappings},"gidMappings":${mappings}}`));
 * toHost(unwrap(createIdMap(file?.uidMappings ?? [])), 1000); // => 66536
 * ```
 */
export function createIdMap(mappings: Iterable<WrittenMapping>): Result<IdMap, IdMapError> {
  expectIterable("createIdMap", "mappings", mappings, "an array of mappings");
  const copies: IdMapping[] = [];
  for (const mapping of mappings) {
    // One whose fields are called otherwise is met with the names of those that are looked for.
    if (mapping?.containerId === undefined) throw misuse("createIdMap", "each of mappings", MAPPING, mapping);
    copies.push({
      containerId: checkUint32("createIdMap", "each container ID", mapping.containerId),
      hostId: checkUint32("createIdMap", "each host ID", mapping.hostId),
      size: sizeIn(mapping),
    });
  }
  const error = checkMappings(copies);
  return error === undefined ? ok(CompiledMap.of(copies)) : err(error);
}

const MAPPING = "an object { containerId, hostId, size }";

function sizeIn({ size, length, count }: WrittenMapping): number {
  const [said, another] = [size, length, count].filter((number) => number !== undefined);
  if (another !== undefined) throw new TypeError("createIdMap: expected one of size, length and count, got several");
  return checkUint32("createIdMap", "each size", said as number);
}

/**
 * Gives the map that maps nothing: that of a user namespace before its map is written.
 *
 * @returns a map without mappings
 * @remarks user_namespaces(7): "When a user namespace is created, it starts out without a mapping of user IDs".
 * @example
 * ```ts
 * import { emptyIdMap, toHost } from "userns-sim";
 *
 * toHost(emptyIdMap(), 0); // => undefined
 * ```
 */
export function emptyIdMap(): IdMap {
  return CompiledMap.of([]);
}

/**
 * Gives the map of the host itself, where every ID stands for itself.
 *
 * @returns the map `0 0 4294967295`
 * @remarks user_namespaces(7), of the initial namespace's `0 0 4294967295`: "This leaves 4294967295 (the 32-bit signed -1
 * value) unmapped. This is deliberate".
 * @example
 * ```ts
 * import { initialIdMap } from "userns-sim";
 *
 * initialIdMap().mappings; // => [{ containerId: 0, hostId: 0, size: 4294967295 }]
 * ```
 */
export function initialIdMap(): IdMap {
  return CompiledMap.of([{ containerId: 0, hostId: 0, size: 4294967295 }]);
}

export function expectIdMap(caller: string, label: string, map: IdMap): void {
  if (!CompiledMap.is(map)) throw noIdMap(caller, map, label);
}

export function noIdMap(caller: string, value: unknown, label = "map"): TypeError {
  return misuse(caller, label, "an IdMap made by createIdMap", value, insteadOfMap(value));
}

function insteadOfMap(value: unknown): string | undefined {
  const { mappings, toJSON, uid } = Object(value);
  if (mappings) return toJSON ? OTHER_COPY : "a copy: give its mappings to createIdMap";
  return uid && "a PodIdMap: give its uid or gid";
}
