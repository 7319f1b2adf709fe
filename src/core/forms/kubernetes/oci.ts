import { decodeStruct, type GoDecode, type GoSlice, goSlice, structsInto, uint32Into } from "../../go/go-json.ts";
import { CompiledMap, type IdMap } from "../../idmap/id-map.ts";
import { expectPodIdMap, type PodIdMap } from "../../idmap/pod-id-map.ts";
import { looksLikeList, openJsonValue } from "../../json/json-open.ts";
import type { JsonReader } from "../../json/json-reader.ts";
import { err, ok, type Result } from "../../result.ts";
import type { FormError, FormReadError } from "../form/form-error.ts";
import { alike, type FormMaps } from "../form/form-maps.ts";
import { type MappingDraft, mapOf } from "../form/json-map.ts";

/**
 * Reads a list of mappings as an OCI runtime has it: `[{ "containerID": 0, "hostID": 65536, "size": 65536 }]`.
 *
 * @param json - the list, as a JSON text or parsed from one
 * @returns the map, in the order of the list; or what is not understood, or what the kernel would refuse
 * @remarks OCI runtime specification, "User namespace mappings": the three fields are required, each a uint32. Read as
 * runc reads it, by Go's `encoding/json`, except that a missing number is refused: there it would be 0, and so root.
 * @example
 * ```ts
 * import { parseOciMappings, toHost, unwrap } from "userns-sim";
 *
 * const map = unwrap(parseOciMappings('[{"containerID":0,"hostID":65536,"size":65536}]'));
 * toHost(map, 1000); // => 66536
 * parseOciMappings([{ containerID: 0, size: 65536 }]).ok; // => false
 * ```
 */
export function parseOciMappings(json: unknown): Result<IdMap, FormError> {
  const opened = openJsonValue("oci", json);
  if (!opened.ok) return opened;
  const slice = goSlice<MappingDraft>();
  const error = listInto(slice)(opened.value, "");
  return error === undefined ? mapOf(opened.value, slice) : err(error);
}

/**
 * Reads the two maps of an OCI `config.json`.
 *
 * @param json - the configuration, or only its `linux` section, as a JSON text or parsed from one
 * @returns the maps, without mappings where there are none: then the container has no user namespace of its own; or what
 * is not understood, or what the kernel would refuse
 * @remarks OCI runtime specification, `linux.uidMappings` and `linux.gidMappings`.
 * @example
 * ```ts
 * import { parseOciConfig, toHost, unwrap } from "userns-sim";
 *
 * const mappings = [{ containerID: 0, hostID: 65536, size: 65536 }];
 * const { uid, gid } = unwrap(parseOciConfig({ linux: { uidMappings: mappings, gidMappings: mappings } }));
 * toHost(uid, 0); // => 65536
 * toHost(gid, 0); // => 65536
 * ```
 */
export function parseOciConfig(json: unknown): Result<PodIdMap, FormError> {
  const read = readConfig(json);
  return read.ok ? ok({ uid: read.value.uid, gid: read.value.gid }) : read;
}

interface OciConfig extends PodIdMap {
  /** The namespaces that it lists; `undefined` where it has no list of them. */
  readonly namespaces: readonly Namespace[] | undefined;
}

interface Namespace {
  type?: string;
  /** Where the namespace is that is joined. */
  path?: string;
}

function readConfig(json: unknown): Result<OciConfig, FormError> {
  const opened = openJsonValue("oci", json);
  if (!opened.ok) return opened;
  const uids = goSlice<MappingDraft>();
  const gids = goSlice<MappingDraft>();
  let namespaces: Namespace[] | undefined;
  const linux: Readonly<Record<string, GoDecode>> = {
    uidMappings: listInto(uids),
    gidMappings: listInto(gids),
    namespaces: (reader, path) => {
      if (reader.kind() !== "array") return skipped(reader);
      namespaces = [];
      return namespacesInto(namespaces)(reader, path);
    },
  };
  const error = decodeStruct(opened.value, "", {
    ...linux,
    linux: (reader, path) => decodeStruct(reader, path, linux),
  });
  if (error !== undefined) return err(error);
  const uid = mapOf(opened.value, uids);
  if (!uid.ok) return uid;
  const gid = mapOf(opened.value, gids);
  if (!gid.ok) return gid;
  return ok({ uid: uid.value, gid: gid.value, namespaces });
}

/** What is none of them is left to the runtime to refuse: a map is read from what else there is. */
function namespacesInto(list: Namespace[]): GoDecode {
  return (reader, path) => {
    for (const _ of reader.entries()) {
      const namespace: Namespace = {};
      if (reader.kind() === "object")
        decodeStruct(reader, path, { type: stringInto(namespace, "type"), path: stringInto(namespace, "path") });
      else reader.skip();
      list.push(namespace);
    }
    return undefined;
  };
}

function stringInto(namespace: Namespace, field: keyof Namespace): GoDecode {
  return (reader) => {
    if (reader.kind() === "string") namespace[field] = JSON.parse(reader.peek());
    return skipped(reader);
  };
}

function skipped(reader: JsonReader<string>): undefined {
  reader.skip();
  return undefined;
}

/**
 * Writes a map as an OCI runtime takes it.
 *
 * @param map - what {@link createIdMap} made
 * @returns a JSON text: the list of the mappings, in the order of the map
 * @example
 * ```ts
 * import { formatOciMappings, podIdMap } from "userns-sim";
 *
 * formatOciMappings(podIdMap({ start: 65536, size: 65536 }).uid);
 * // => '[{"containerID":0,"hostID":65536,"size":65536}]'
 * ```
 */
export function formatOciMappings(map: IdMap): string {
  return mappingsJson("formatOciMappings", map);
}

function mappingsJson(caller: string, map: IdMap, label?: string): string {
  return JSON.stringify(
    CompiledMap.lines(caller, map, label).map(({ containerId, hostId, size }) => ({
      containerID: containerId,
      hostID: hostId,
      size,
    })),
  );
}

/**
 * Writes two maps as they stand in an OCI `config.json`.
 *
 * @param maps - the maps of the users and of the groups
 * @returns a JSON text: a configuration that has nothing but these maps
 * @example
 * ```ts
 * import { formatOciConfig, podIdMap } from "userns-sim";
 *
 * formatOciConfig(podIdMap({ start: 65536, size: 1 }));
 * // => '{"linux":{"uidMappings":[{"containerID":0,"hostID":65536,"size":1}],"gidMappings":[{"containerID":0,"hostID":65536,"size":1}]}}'
 * ```
 */
export function formatOciConfig(maps: PodIdMap): string {
  expectPodIdMap("formatOciConfig", "maps", maps);
  const { uid, gid } = maps;
  return `{"linux":{"uidMappings":${formatOciMappings(uid)},"gidMappings":${formatOciMappings(gid)}}}`;
}

/**
 * The maps of a list, or those of a configuration: without mappings, and without a user namespace in the list of its
 * namespaces, it makes none.
 *
 * - Where: from the runtime to runc.
 * - One mapping: `{"containerID":0,"hostID":65536,"size":65536}`.
 * - First number: container.
 * - Third number: `size`.
 */
export function readOciMaps(text: string | Uint8Array): Result<FormMaps, FormReadError> {
  if (looksLikeList(text)) return alike(parseOciMappings(text));
  const read = readConfig(text);
  if (!read.ok) return read;
  const { namespaces, ...maps } = read.value;
  if (namespaces === undefined || maps.uid.mappings.length + maps.gid.mappings.length > 0) return ok(maps);
  const user = namespaces.find(({ type }) => type === "user");
  if (user?.path) return err({ code: "not-told", form: "oci", needs: "shared-namespace" });
  return ok(user === undefined ? { ...maps, otherIds: "as-outside" } : maps);
}

/** A list for a map of users and groups alike, else a configuration. */
export function writeOciMaps({ uid, gid }: FormMaps): Result<string, never> {
  return ok(gid === undefined ? formatOciMappings(uid) : formatOciConfig({ uid, gid }));
}

function listInto(slice: GoSlice<MappingDraft>): GoDecode {
  return structsInto(
    slice,
    (at, path): MappingDraft => ({ at, path }),
    (draft) => ({
      containerID: uint32Into(draft, "containerId"),
      hostID: uint32Into(draft, "hostId"),
      size: uint32Into(draft, "size"),
    }),
  );
}
