import { at, type Cursor, report } from "./cursor.ts";
import type { ManifestPath } from "./place.ts";
import { ownKeys } from "./value.ts";

/** Finds `hostUsers` in a place or a spelling that nothing reads, so that the pod would silently be a host user. */
export function findMisplaced(cursor: Cursor, specPath: ManifestPath, rightful: boolean): void {
  for (const key of ownKeys(cursor.value))
    if (key.toLowerCase() === "hostusers" && !(rightful && key === "hostUsers"))
      report(at(cursor, key), { code: "misplaced", found: key, belongs: [...specPath, "hostUsers"] });
}
