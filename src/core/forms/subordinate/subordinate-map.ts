import { isUint32 } from "../../id/uint32.ts";
import { createIdMap, type IdMap } from "../../idmap/id-map.ts";
import type { IdMapping } from "../../idmap/id-mapping.ts";
import { err, ok, type Result } from "../../result.ts";
import type { FormReadError, FormWriteError } from "../form/form-error.ts";
import { type FormMaps, oneMap } from "../form/form-maps.ts";
import type { FormName } from "../form/form-names.ts";
import type { FormOptions } from "../form/form-row.ts";
import { entriesOfOwner } from "./owner.ts";
import { aroundSingle } from "./single-id.ts";
import { SUBID_READERS, type SubidReaderRow } from "./subid-readers.ts";
import type { SubordinateIds, SubordinateIdsRead } from "./subordinate-ids.ts";

/** The map that a program makes which takes the entries in their order, as shadow lists them. */
export function mapOfEntries(
  form: FormName,
  { entries, problems }: SubordinateIdsRead,
  options: FormOptions = {},
): Result<IdMap, FormReadError> {
  const own = entriesOfOwner(form, entries, SUBID_READERS.shadow, options);
  const [problem] = problems;
  if (!own.ok) return own;
  if (own.value.length === 0) return err(problem ?? { code: "no-entry", form, owner: options.owner });
  return mapInOrder(own.value, SUBID_READERS.shadow, options.rootless);
}

/** Subordinate IDs alone are no map: it is their reader who says which container IDs they are for. */
export function mapInOrder(
  entries: readonly SubordinateIds[],
  reader: SubidReaderRow,
  own: number | undefined,
): Result<IdMap, FormReadError> {
  return createIdMap(mappingsInOrder(entries, reader, own));
}

/** The same, where nobody has to take them for a map. */
export function mappingsInOrder(
  entries: readonly SubordinateIds[],
  { order, rootless }: SubidReaderRow,
  own: number | undefined,
): readonly IdMapping[] {
  const ordered = order === "start" ? [...entries].sort((a, b) => a.start - b.start) : entries;
  const mappings: IdMapping[] = [];
  if (own !== undefined && rootless === "front") mappings.push({ containerId: 0, hostId: own, size: 1 });
  let containerId = mappings.length;
  for (const { start, count } of order === "first" ? ordered.slice(0, 1) : ordered) {
    // What comes before has run past the last ID then, which is the first thing that is wrong.
    if (!isUint32(containerId)) break;
    mappings.push({ containerId, hostId: start, size: count });
    if (order !== "each-from-0") containerId += count;
  }
  const hole = own !== undefined && rootless === "hole";
  return hole ? aroundSingle(mappings, { containerId: 0, hostId: own, size: 1 }) : mappings;
}

/** The entry whose IDs container IDs from 0 on are mapped to. */
export function entryOfMap(
  form: FormName,
  maps: FormMaps,
  owner: string | undefined,
): Result<SubordinateIds, FormWriteError> {
  const mappings = oneMap(maps)?.mappings;
  const mapping = mappings?.length === 1 ? mappings[0] : undefined;
  if (mapping?.containerId !== 0)
    return err({
      code: "cannot-hold",
      form,
      expected: "one-entry-from-0",
    });
  if (owner === undefined) return err({ code: "owner-missing", form });
  return ok({ owner, start: mapping.hostId, count: mapping.size });
}
