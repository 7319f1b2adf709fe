import { sameLines } from "../../idmap/equal.ts";
import type { IdMap } from "../../idmap/id-map.ts";
import { ok, type Result } from "../../result.ts";

/** The maps that a text holds. */
export interface FormMaps {
  /** The map of the users; that of users and groups where the text does not tell the two apart. */
  readonly uid: IdMap;
  /** The map of the groups; `undefined` where the text does not tell the two apart. */
  readonly gid: IdMap | undefined;
  /**
   * What becomes of IDs without a mapping here, where they are not unmapped: `as-outside` where the program makes no user
   * namespace, so that each is what it is outside, `chosen-at-start` where it maps some of them when it starts.
   */
  readonly otherIds?: "as-outside" | "chosen-at-start";
  /** Set where the form has looked into the outer map itself, so that its numbers are those of the host already. */
  readonly isOnHost?: true;
}

/** The map of a text that does not tell users from groups. */
export function alike<E>(read: Result<IdMap, E>): Result<FormMaps, E> {
  return read.ok ? ok({ uid: read.value, gid: undefined }) : read;
}

/** The map that a text which does not tell users from groups can hold; `undefined` where the two differ. */
export function oneMap({ uid, gid }: FormMaps): IdMap | undefined {
  return gid === undefined || sameLines(uid, gid) ? uid : undefined;
}
