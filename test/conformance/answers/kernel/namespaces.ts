import { compose, emptyIdMap, type IdMap, initialIdMap, parseProcMap } from "../../../../src/index.ts";
import { asArray, asFields, asInteger, asText, type Fields, field, MalformedRow } from "../../fields.ts";

/** Which of the two maps of a namespace. */
export type MapFile = "uid_map" | "gid_map";

/** The user namespaces of a vector file; 0 is the initial one, which no file lists. */
export interface Namespaces {
  /** The parent of a namespace; the initial namespace is its own. */
  readonly parentOf: (id: number) => number;
  /** The map of a namespace from the IDs inside to the IDs of the node, through all its parents. */
  readonly mapOf: (id: number, file: MapFile) => IdMap;
}

/** Reads `namespaces`. A namespace that is missing, malformed or its own ancestor fails the rows that ask for it. */
export function readNamespaces(document: Fields): Namespaces {
  const written = new Map<number, Fields>();
  for (const [index, each] of asArray(field(document, "namespaces", "document"), "namespaces").entries()) {
    const path = `namespaces[${index}]`;
    const fields = asFields(each, path);
    const id = asInteger(field(fields, "id", path), `${path}.id`);
    if (id <= 0 || written.has(id)) throw new MalformedRow(`${path}.id`, "a positive number of its own", id);
    written.set(id, fields);
  }

  const get = (id: number): Fields => {
    const fields = written.get(id);
    if (fields === undefined) throw new MalformedRow("namespaces", `a namespace ${id}`, undefined);
    return fields;
  };
  const parentOf = (id: number): number => (id === 0 ? 0 : asInteger(field(get(id), "parent", `ns ${id}`), "parent"));

  const known = new Map<string, IdMap>();
  const mapOf = (id: number, file: MapFile, descendants: readonly number[] = []): IdMap => {
    if (id === 0) return initialIdMap();
    const key = `${id} ${file}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    if (descendants.includes(id)) throw new MalformedRow("namespaces", "no namespace above itself", id);
    const text = asText(field(get(id), file, `ns ${id}`), `ns ${id}.${file}`);
    const composed = compose(mapOf(parentOf(id), file, [...descendants, id]), writtenMap(text, `ns ${id}.${file}`));
    if (!composed.ok) throw new MalformedRow(`ns ${id}.${file}`, "a map that fits its parent's", composed.error);
    known.set(key, composed.value);
    return composed.value;
  };
  return { parentOf, mapOf: (id, file) => mapOf(id, file) };
}

/** An empty text says that nothing was written to the file; writing nothing would be refused. */
function writtenMap(text: string, path: string): IdMap {
  if (text === "") return emptyIdMap();
  const map = parseProcMap(text);
  if (!map.ok) throw new MalformedRow(path, "a map that the kernel takes", map.error);
  return map.value;
}
