import { createIdMap, type IdMap } from "../../idmap/id-map.ts";
import { type IdMapping, MAX_MAPPINGS } from "../../idmap/id-mapping.ts";
import { err, ok, type Result } from "../../result.ts";
import type { Faults, Field } from "./field-reader.ts";
import type { BadMap } from "./form-error.ts";
import type { FormMaps } from "./form-maps.ts";

/** A mapping that a text says, and where it says so. */
export interface PlacedMapping extends IdMapping {
  readonly field: Field;
}

/** The map; or the place of the first mapping that the kernel would refuse. */
export function placedMap(faults: Faults, mappings: readonly PlacedMapping[]): Result<IdMap, BadMap> {
  const map = createIdMap(mappings.map(({ containerId, hostId, size }) => ({ containerId, hostId, size })));
  if (map.ok) return map;
  const index = "index" in map.error ? map.error.index : MAX_MAPPINGS;
  const { field } = mappings[index] as PlacedMapping;
  return err({ code: "bad-map", ...faults.place(field), errno: "EINVAL", cause: map.error });
}

/** Both maps; or the first of them that the kernel would refuse. */
export function placedMaps(
  faults: Faults,
  uids: readonly PlacedMapping[],
  gids: readonly PlacedMapping[],
): Result<FormMaps, BadMap> {
  const uid = placedMap(faults, uids);
  if (!uid.ok) return uid;
  const gid = placedMap(faults, gids);
  return gid.ok ? ok({ uid: uid.value, gid: gid.value }) : gid;
}
