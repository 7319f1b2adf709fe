import type { IdMap } from "../../idmap/id-map.ts";
import type { UserNamespace } from "./user-namespace.ts";

/** The three maps of a user namespace: `uid_map`, `gid_map` and `projid_map`. */
export type IdMapKind = "uid" | "gid" | "projid";

export function mapOf(namespace: UserNamespace, kind: IdMapKind): IdMap {
  return kind === "uid" ? namespace.uidMap : kind === "gid" ? namespace.gidMap : namespace.projidMap;
}

export function withMap(namespace: UserNamespace, kind: IdMapKind, map: IdMap): UserNamespace {
  if (kind === "uid") return { ...namespace, uidMap: map };
  return kind === "gid" ? { ...namespace, gidMap: map } : { ...namespace, projidMap: map };
}

export const ID_MAP_KINDS: readonly IdMapKind[] = ["uid", "gid", "projid"];
