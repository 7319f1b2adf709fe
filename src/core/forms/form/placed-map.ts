import { checkMappings } from "../../idmap/check-mappings.ts";
import { CompiledMap, type IdMap } from "../../idmap/id-map.ts";
import { type IdMapping, MAX_MAPPINGS } from "../../idmap/id-mapping.ts";
import { err, ok, type Result } from "../../result.ts";
import type { Faults, Field } from "./field-reader.ts";
import type { BadMap } from "./form-error.ts";
import type { FormMaps } from "./form-maps.ts";

/** A mapping that a text says, and where it says so. Its numbers may be larger than any ID: programs add before they write. */
export interface PlacedMapping extends IdMapping {
  readonly field: Field;
}

/** The map; or the place of the first mapping that the kernel would refuse. */
export function placedMap(faults: Faults, mappings: readonly PlacedMapping[]): Result<IdMap, BadMap> {
  const lines = mappings.map(({ containerId, hostId, size }) => ({ containerId, hostId, size }));
  // A number that is no ID is caught here: what it begins or ends at runs past the last one.
  const cause = checkMappings(lines);
  if (cause === undefined) return ok(CompiledMap.of(lines));
  const { field } = mappings["index" in cause ? cause.index : MAX_MAPPINGS] as PlacedMapping;
  return err({ code: "bad-map", ...faults.place(field), errno: "EINVAL", cause });
}

/** Both maps; or the first of them that the kernel would refuse. */
export function placedMaps(
  faults: Faults,
  uids: readonly PlacedMapping[],
  gids: readonly PlacedMapping[],
): Result<FormMaps & { readonly gid: IdMap }, BadMap> {
  const uid = placedMap(faults, uids);
  if (!uid.ok) return uid;
  const gid = placedMap(faults, gids);
  return gid.ok ? ok({ uid: uid.value, gid: gid.value }) : gid;
}
