import { elementsOf, type GoSlice } from "../../go/go-json.ts";
import { createIdMap, type IdMap } from "../../idmap/id-map.ts";
import { type IdMapping, MAX_MAPPINGS } from "../../idmap/id-mapping.ts";
import type { JsonReader } from "../../json/json-reader.ts";
import { err, type Result } from "../../result.ts";
import type { FormError } from "./form-error.ts";
import type { FormName } from "./form-names.ts";

/** A mapping of a JSON form while its fields are read. */
export interface MappingDraft {
  containerId?: number;
  hostId?: number;
  size?: number;
  /** The place of the mapping in the text, from 0. */
  readonly at: number;
  readonly path: string;
}

/** The map; or the first mapping that lacks a field, or that the kernel would refuse. */
export function mapOf(reader: JsonReader<FormName>, slice: GoSlice<MappingDraft>): Result<IdMap, FormError> {
  const drafts = elementsOf(slice);
  const mappings: IdMapping[] = [];
  for (const { containerId, hostId, size, at, path } of drafts) {
    if (containerId === undefined || hostId === undefined || size === undefined)
      return err(reader.fault("missing-field", path, "mapping-fields", at));
    mappings.push({ containerId, hostId, size });
  }
  const map = createIdMap(mappings);
  if (map.ok) return map;
  const index = "index" in map.error ? map.error.index : MAX_MAPPINGS;
  const { path, at } = drafts[index] as MappingDraft;
  return err({ code: "bad-map", ...reader.place(path, at), errno: "EINVAL", cause: map.error });
}
