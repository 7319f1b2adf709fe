import type { FormMaps } from "../../core/forms/form/form-maps.ts";
import { sameFunction } from "../../core/idmap/equal.ts";
import type { IdMapping } from "../../core/idmap/id-mapping.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { expectSeen, readMapArguments } from "./given-map.ts";

/** The mappings of an option whose map is for users and groups alike; a text about one of the two is for both. */
export async function readOneMap(io: Io, option: string, texts: readonly string[]): Promise<readonly IdMapping[]> {
  const read = await readMapArguments(io, { name: option, takesTriples: true }, texts);
  expectSeen({ name: option }, read);
  return oneMapOf(option, read);
}

/** The mappings for users and groups alike. */
export function oneMapOf(option: string, { uid, gid = uid }: FormMaps): readonly IdMapping[] {
  const [first = uid, other = first] = [uid, gid].filter(({ mappings }) => mappings.length > 0);
  if (sameFunction(first, other)) return first.mappings;
  throw new Failure(`${option}: users and groups have different maps in it, and here they have one: give one of them`);
}
