import { createIdMap } from "../../idmap/id-map.ts";
import { err, ok, type Result } from "../../result.ts";
import type { FormReadError, FormWriteError } from "../form/form-error.ts";
import { alike, type FormMaps, oneMap } from "../form/form-maps.ts";
import type { FormName } from "../form/form-names.ts";
import type { SubordinateIds, SubordinateIdsRead } from "./subid.ts";

/** Subordinate IDs alone are no map; the kubelet, and unshare --map-auto, map container IDs from 0 on to them. */
export function mapOfEntry(
  form: FormName,
  { entries, problems }: SubordinateIdsRead,
  owner: string | undefined,
): Result<FormMaps, FormReadError> {
  const own = entries.filter((entry) => owner === undefined || entry.owner === owner);
  const [entry] = own;
  const [problem] = problems;
  if (entry === undefined) return err(problem ?? { code: "no-entry", form, owner });
  if (own.length > 1) return err({ code: "several-entries", form, count: own.length, owner });
  return alike(createIdMap([{ containerId: 0, hostId: entry.start, size: entry.count }]));
}

/** The entry whose IDs container IDs from 0 on are mapped to. */
export function entryOfMap(
  form: FormName,
  maps: FormMaps,
  owner: string | undefined,
): Result<SubordinateIds, FormWriteError> {
  const [mapping, ...more] = oneMap(maps)?.mappings ?? [];
  if (mapping === undefined || mapping.containerId !== 0 || more.length > 0)
    return err({
      code: "cannot-hold",
      form,
      expected: "one-mapping-from-0",
    });
  if (owner === undefined) return err({ code: "owner-missing", form });
  return ok({ owner, start: mapping.hostId, count: mapping.size });
}
