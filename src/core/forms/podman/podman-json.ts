import { decodeStruct, type GoDecode, type GoSlice, goSlice, uint32Into } from "../../go/go-json.ts";
import { isUint32 } from "../../id/uint32.ts";
import type { IdMap } from "../../idmap/id-map.ts";
import { looksLikeJson, openJson } from "../../json/json-open.ts";
import type { JsonReader } from "../../json/json-reader.ts";
import { err, ok, type Result } from "../../result.ts";
import { textOf } from "../../text/given-text.ts";
import type { FormError } from "../form/form-error.ts";
import { alike, type FormMaps } from "../form/form-maps.ts";
import type { FormName } from "../form/form-names.ts";
import { type MappingDraft, mapOf } from "../form/json-map.ts";
import { looksLikePodmanYaml, readPodmanYaml } from "./podman-yaml.ts";

/** A mapping while its fields are read. */
interface PodmanDraft extends MappingDraft {
  /** The size under the name that CRI has for it. */
  length?: number;
}

/** What is found in a document. */
interface Slices {
  readonly list: GoSlice<PodmanDraft>;
  readonly uids: GoSlice<PodmanDraft>;
  readonly gids: GoSlice<PodmanDraft>;
  /** Those of them that are null. */
  readonly nulls: Set<GoSlice<PodmanDraft>>;
}

/**
 * The maps in what podman prints: of `podman info`, as JSON or YAML, or of `podman inspect`; or a list of mappings from it.
 *
 * `IDMappings` of `libpod/define/info.go` and `InspectIDMappings` of `libpod/define/container_inspect.go`, whose mappings are
 * texts `container:host:size`. null is no map: podman is not rootless, and `podman info` tells of maps only where it is
 * (`hostInfo` of `libpod/info.go`); or the container has no user namespace of its own.
 *
 * - Where: printed by `podman info` (`host.idMappings`) and `podman inspect` (`HostConfig.IDMappings`).
 * - One mapping: `{"container_id":0,"host_id":65536,"size":65536}`.
 * - First number: container (`container_id`).
 * - Third number: `size`.
 */
export function readPodmanJsonMaps(text: string | Uint8Array): Result<FormMaps, FormError> {
  const given = textOf(text);
  if (given !== undefined && looksLikePodmanYaml(given)) return readPodmanYaml(given);
  const opened = openJson("podman-json", given ?? text);
  if (!opened.ok) return opened;
  const reader = opened.value;
  const slices: Slices = { list: goSlice(), uids: goSlice(), gids: goSlice(), nulls: new Set() };
  const isNull = reader.kind() === "null";
  const error =
    reader.kind() === "array" ? listInto(slices, slices.list, true)(reader, "") : documentInto(slices)(reader, "");
  if (error !== undefined) return err(error);
  if (slices.list.length > 0) return alike(checkedMap(reader, slices.list));
  const uid = checkedMap(reader, slices.uids);
  if (!uid.ok) return uid;
  const gid = checkedMap(reader, slices.gids);
  if (!gid.ok) return gid;
  const maps = { uid: uid.value, gid: gid.value };
  return ok(isNull || slices.nulls.size === 2 ? { ...maps, otherIds: "as-outside" } : maps);
}

/** A list for a map of users and groups alike, else what `host.idMappings` of `podman info` is. */
export function writePodmanJsonMaps({ uid, gid }: FormMaps): Result<string, never> {
  const list = ({ mappings }: IdMap): readonly object[] =>
    mappings.map(({ containerId, hostId, size }) => ({ container_id: containerId, host_id: hostId, size }));
  return ok(JSON.stringify(gid === undefined ? list(uid) : { gidmap: list(gid), uidmap: list(uid) }));
}

export function recognisePodmanJson(text: string): boolean {
  return looksLikeJson(text) || /^\s*null\s*$/.test(text) || looksLikePodmanYaml(text);
}

function checkedMap(reader: JsonReader<FormName>, slice: GoSlice<PodmanDraft>): Result<IdMap, FormError> {
  const mixed = slice.memory.find(({ size, length }) => size !== undefined && length !== undefined);
  if (mixed !== undefined) return err(reader.fault("two-sizes", mixed.path, "mapping-fields", mixed.at));
  return mapOf(reader, slice);
}

function documentInto(slices: Slices): GoDecode {
  const idMappings = mapsInto(slices);
  const inner = structInto({ idMappings });
  return structInto({ ...mapFields(slices), idMappings, host: inner, HostConfig: inner });
}

function mapsInto(slices: Slices): GoDecode {
  return structInto(mapFields(slices));
}

function mapFields(slices: Slices): Readonly<Record<string, GoDecode>> {
  return { uidmap: listInto(slices, slices.uids), gidmap: listInto(slices, slices.gids) };
}

function structInto(fields: Readonly<Record<string, GoDecode>>): GoDecode {
  return (reader, path) => decodeStruct(reader, path, fields);
}

/** A list of mappings; or of containers, where there may be some. */
function listInto(slices: Slices, slice: GoSlice<PodmanDraft>, takesContainers = false): GoDecode {
  return (reader, path) => {
    slice.memory = [];
    slice.length = 0;
    slices.nulls.delete(slice);
    if (reader.kind() === "null") {
      slices.nulls.add(slice);
      reader.skip();
      return undefined;
    }
    if (reader.kind() !== "array") return reader.fault("wrong-type", path, "array");
    let index = 0;
    for (const _ of reader.entries()) {
      const draft: PodmanDraft = { at: reader.at, path: `${path}[${index++}]` };
      const error =
        reader.kind() === "string"
          ? textInto(draft)(reader, draft.path)
          : objectInto(draft, takesContainers ? slices : undefined)(reader, draft.path);
      if (error !== undefined) return error;
      // An object of which no field is known is no mapping.
      if (Object.keys(draft).length > 2 || !takesContainers) slice.memory.push(draft);
    }
    slice.length = slice.memory.length;
    return undefined;
  };
}

function objectInto(draft: PodmanDraft, slices: Slices | undefined): GoDecode {
  return structInto({
    container_id: uint32Into(draft, "containerId"),
    host_id: uint32Into(draft, "hostId"),
    size: uint32Into(draft, "size"),
    length: uint32Into(draft, "length"),
    ...(slices !== undefined && { HostConfig: structInto({ idMappings: mapsInto(slices) }) }),
  });
}

function textInto(draft: PodmanDraft): GoDecode {
  return (reader, path) => {
    const numbers = /^"(\d+):(\d+):(\d+)"$/.exec(reader.peek())?.slice(1).map(Number);
    if (numbers?.every(isUint32) !== true) return reader.fault("wrong-type", path, "container-or-mapping");
    const [containerId, hostId, size] = numbers;
    Object.assign(draft, { containerId, hostId, size });
    reader.skip();
    return undefined;
  };
}
