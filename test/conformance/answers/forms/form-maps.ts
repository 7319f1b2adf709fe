import { createIdMap, type FormMaps, type IdMapping, readMap, unwrap } from "../../../../src/index.ts";
import { asInteger, MalformedRow } from "../../fields.ts";
import { asArrayOf, asTupleOf, type Read } from "../../shape.ts";

/** Reads `[container, host, size]` for each mapping. */
export const asTriples: Read<readonly (readonly number[])[]> = asArrayOf(
  asTupleOf(asInteger, asInteger, asInteger) as Read<readonly number[]>,
);

/**
 * Reads maps that a form looks into: a text, a list of texts, which are lines of the same map, or a list of
 * `[container, host, size]`. In a text `container:host:size` is a mapping: no option of this kind reads subordinate IDs.
 */
export function asMaps(value: unknown, path: string): FormMaps {
  const given = Array.isArray(value) ? value : [value];
  try {
    return joined(given.every((each) => typeof each === "string") ? given.map(mapsIn) : [fromTriples(value, path)]);
  } catch (error) {
    if (error instanceof MalformedRow) throw error;
    throw new MalformedRow(path, "maps that can be read", value);
  }
}

interface Mappings {
  readonly uid: readonly IdMapping[];
  readonly gid: readonly IdMapping[];
}

function joined(some: readonly Mappings[]): FormMaps {
  return {
    uid: unwrap(createIdMap(some.flatMap(({ uid }) => uid))),
    gid: unwrap(createIdMap(some.flatMap(({ gid }) => gid))),
  };
}

function mapsIn(text: string): Mappings {
  const words = text.split(/\s+/).filter((word) => word !== "");
  if (words.every((word) => /^\d+:\d+:\d+$/.test(word)))
    return fromTriples(
      words.map((word) => word.split(":").map(Number)),
      text,
    );
  const { uid, gid = uid } = unwrap(readMap(text));
  return { uid: uid.mappings, gid: gid.mappings };
}

function fromTriples(value: unknown, path: string): Mappings {
  const mappings = asTriples(value, path).map(([containerId = 0, hostId = 0, size = 0]) => ({
    containerId,
    hostId,
    size,
  }));
  return { uid: mappings, gid: mappings };
}
