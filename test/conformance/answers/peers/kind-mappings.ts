import { emptyIdMap, type FormMaps, type IdMap, type IdMapping } from "../../../../src/index.ts";
import { asArray, asFields, type Fields, field, MalformedRow } from "../../fields.ts";
import { mappings, shown } from "./input.ts";

/** A mapping of users, of groups, or of both, as Incus and LXD hold them. */
export interface KindMapping extends IdMapping {
  readonly kind: "uid" | "gid" | "both";
}

/** Reads mappings that have a kind; those without IDs are dropped. */
export function kindMappings(input: Fields, name: string): readonly KindMapping[] {
  return asArray(field(input, name, "input"), `input.${name}`).flatMap((each, index) => {
    const { kind } = asFields(each, `input.${name}[${index}]`);
    if (kind !== "uid" && kind !== "gid" && kind !== "both")
      throw new MalformedRow(`input.${name}[${index}].kind`, "uid, gid or both", kind);
    return mappings({ each: [each] }, "each").map((mapping) => ({ ...mapping, kind }));
  });
}

/** Reads the one mapping of a field. */
export function kindMapping(input: Fields, name: string): KindMapping {
  const [mapping] = kindMappings({ [name]: [field(input, name, "input")] }, name);
  if (mapping === undefined) throw new MalformedRow(`input.${name}`, "a mapping that is not empty", input[name]);
  return mapping;
}

/** Shows mappings the way the page does. */
export function shownKinds(some: readonly KindMapping[]): readonly KindMapping[] {
  return some.map((each) => ({ ...each, ...shown([each])[0], kind: each.kind }));
}

/** The kinds that a mapping is of. */
export function kindsOf({ kind }: KindMapping): readonly ("uid" | "gid")[] {
  return kind === "both" ? ["uid", "gid"] : [kind];
}

/** The maps of a text of one line, as mappings with a kind: of both where it says nothing else. */
export function mappingsOfLine({ uid, gid = uid }: FormMaps): readonly KindMapping[] {
  const of = (map: IdMap, kind: KindMapping["kind"]): readonly KindMapping[] =>
    shown(map.mappings).map((mapping) => ({ ...mapping, kind }));
  if (uid.mappings.length > 0 && gid.mappings.length > 0) return of(uid, "both");
  return [...of(uid, "uid"), ...of(gid, "gid")];
}

/** One mapping as the maps that a form writes. */
export function mapsOfOne(map: IdMap, kind: KindMapping["kind"]): FormMaps {
  if (kind === "both") return { uid: map, gid: undefined };
  return kind === "uid" ? { uid: map, gid: emptyIdMap() } : { uid: emptyIdMap(), gid: map };
}
