import { isUint32 } from "../../id/uint32.ts";
import { ok, type Result } from "../../result.ts";
import { cut, decimal, type Faults, type Field, faultsIn, linesIn, trimmed } from "../form/field-reader.ts";
import type { FormError } from "../form/form-error.ts";
import { alike, type FormMaps } from "../form/form-maps.ts";
import { type PlacedMapping, placedMap, placedMaps } from "../form/placed-map.ts";

type MappingKey = "container_id" | "host_id" | "size";

interface YamlDraft {
  readonly field: Field;
  readonly numbers: { [Key in MappingKey]?: number };
}

/** Tells whether a text has a line of the mappings of `podman info`, which prints YAML unless told otherwise. */
export function looksLikePodmanYaml(text: string): boolean {
  return /^[ \t]*(?:idMappings|uidmap|gidmap):|^[ \t]*-[ \t]+(?:container_id|host_id|size):/m.test(text);
}

/** The mappings of `podman info`, and no other YAML: a key and a number a line, a dash before the first of a mapping. */
export function readPodmanYaml(text: string): Result<FormMaps, FormError> {
  const faults = faultsIn("podman-json", text);
  const drafts: Record<"uidmap" | "gidmap" | "list", YamlDraft[]> = { uidmap: [], gidmap: [], list: [] };
  const nulls = new Set<string>();
  let current: YamlDraft[] | undefined = drafts.list;
  for (const line of linesIn({ text, at: 0 })) {
    const head = /^[ \t]*(-[ \t]+)?([A-Za-z_]+):/.exec(line.text);
    if (head === null) continue;
    const [start, dash, key] = head as unknown as [string, string | undefined, string];
    if (key === "idMappings") continue;
    if (key === "uidmap" || key === "gidmap") {
      current = drafts[key];
      if (trimmed(cut(line, start.length)).text === "null") nulls.add(key);
    } else if (key !== "container_id" && key !== "host_id" && key !== "size") current = undefined;
    else if (current !== undefined) {
      if (dash !== undefined) current.push({ field: trimmed(line), numbers: {} });
      const value = trimmed(cut(line, start.length));
      const number = decimal(value.text);
      if (Number.isNaN(number)) return faults.at("not-a-number", value, "decimal-number");
      if (!isUint32(number)) return faults.at("number-too-large", value, "uint32");
      const draft = current.at(-1);
      if (draft === undefined) return faults.at("missing-field", trimmed(line), "mapping-fields");
      draft.numbers[key] = number;
    }
  }
  if (drafts.list.length > 0) return alike(mapOfDrafts(faults, drafts.list));
  const uids = mappingsOf(faults, drafts.uidmap);
  if (!uids.ok) return uids;
  const gids = mappingsOf(faults, drafts.gidmap);
  if (!gids.ok) return gids;
  const maps = placedMaps(faults, uids.value, gids.value);
  const isNull = nulls.size === 2 && uids.value.length + gids.value.length === 0;
  return maps.ok && isNull ? ok({ ...maps.value, otherIds: "as-outside" }) : maps;
}

function mapOfDrafts(
  faults: Faults,
  drafts: readonly YamlDraft[],
): ReturnType<typeof placedMap> | Result<never, FormError> {
  const mappings = mappingsOf(faults, drafts);
  return mappings.ok ? placedMap(faults, mappings.value) : mappings;
}

function mappingsOf(faults: Faults, drafts: readonly YamlDraft[]): Result<readonly PlacedMapping[], FormError> {
  const mappings: PlacedMapping[] = [];
  for (const { field, numbers } of drafts) {
    const { container_id: containerId, host_id: hostId, size } = numbers;
    if (containerId === undefined || hostId === undefined || size === undefined)
      return faults.at("missing-field", field, "mapping-fields");
    mappings.push({ containerId, hostId, size, field });
  }
  return ok(mappings);
}
