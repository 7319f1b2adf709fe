import { decodeStruct, type GoDecode, type GoSlice, goSlice, structsInto, uint32Into } from "../../go/go-json.ts";
import { CompiledMap, type IdMap } from "../../idmap/id-map.ts";
import { looksLikeList, openJsonValue } from "../../json/json-open.ts";
import { expectObject, expectOneOf } from "../../misuse/misuse.ts";
import { err, ok, type Result } from "../../result.ts";
import type { FormError } from "../form/form-error.ts";
import { alike, type FormMaps } from "../form/form-maps.ts";
import { type MappingDraft, mapOf } from "../form/json-map.ts";

/** Whose user namespace a container runs in, as `NamespaceMode` of `api.proto` has it: the position is the number. */
export const CRI_NAMESPACE_MODES = ["POD", "CONTAINER", "NODE", "TARGET"] as const;

/** Whose user namespace a container runs in: its pod's, its own, the node's, or that of a target container. */
export type CriNamespaceMode = (typeof CRI_NAMESPACE_MODES)[number];

/** The message `UserNamespace` by which the kubelet tells a runtime the maps of a pod. */
export interface CriUserNamespace {
  /** Whose user namespace it is: `POD` with the maps below, or `NODE` for `hostUsers: true`. */
  readonly mode: CriNamespaceMode;
  /** The map of the user IDs, without mappings for `NODE`. */
  readonly uids: IdMap;
  /** The map of the group IDs, without mappings for `NODE`. */
  readonly gids: IdMap;
}

/**
 * Reads a list of the CRI message `IDMapping`: `[{ "host_id": 65536, "container_id": 0, "length": 65536 }]`.
 *
 * @param json - the list, as a JSON text or parsed from one
 * @returns the map, in the order of the list; or what is not understood, or what the kernel would refuse
 * @remarks `api.proto` of cri-api: all fields are uint32, and one that is missing or null is 0. The names are read as they
 * stand there and as the JSON mapping of Protocol Buffers has them (`hostId`), numbers also in quotation marks.
 * @example
 * ```ts
 * import { parseCriMappings, toHost, unwrap } from "userns-sim";
 *
 * toHost(unwrap(parseCriMappings('[{"host_id":65536,"length":65536}]')), 1000); // => 66536
 * toHost(unwrap(parseCriMappings([{ hostId: 65536, containerId: 0, length: 65536 }])), 1000); // => 66536
 * ```
 */
export function parseCriMappings(json: unknown): Result<IdMap, FormError> {
  const opened = openJsonValue("cri", json);
  if (!opened.ok) return opened;
  const slice = goSlice<MappingDraft>();
  const error = listInto(slice)(opened.value, "");
  return error === undefined ? mapOf(opened.value, slice) : err(error);
}

/**
 * Reads the CRI message `UserNamespace`: `{ "mode": 0, "uids": […], "gids": […] }`.
 *
 * @param json - the message, as a JSON text or parsed from one
 * @returns its mode and its maps; or what is not understood, or what the kernel would refuse
 * @remarks `api.proto` of cri-api. The mode may be a number or a name, and is `POD`, which is 0, when it is missing.
 * @example
 * ```ts
 * import { parseCriUserNamespace, unwrap } from "userns-sim";
 *
 * unwrap(parseCriUserNamespace({ mode: "NODE" })).uids.mappings; // => []
 * ```
 */
export function parseCriUserNamespace(json: unknown): Result<CriUserNamespace, FormError> {
  const opened = openJsonValue("cri", json);
  if (!opened.ok) return opened;
  const message: { mode: CriNamespaceMode } = { mode: "POD" };
  const uidSlice = goSlice<MappingDraft>();
  const gidSlice = goSlice<MappingDraft>();
  const error = decodeStruct(opened.value, "", {
    mode: modeInto(message),
    uids: listInto(uidSlice),
    gids: listInto(gidSlice),
  });
  if (error !== undefined) return err(error);
  const uids = mapOf(opened.value, uidSlice);
  if (!uids.ok) return uids;
  const gids = mapOf(opened.value, gidSlice);
  return gids.ok ? ok({ mode: message.mode, uids: uids.value, gids: gids.value }) : gids;
}

/**
 * Writes a map as a list of the CRI message `IDMapping`.
 *
 * @param map - what {@link createIdMap} made
 * @returns a JSON text: the mappings in the order of the map, in the names of `api.proto`, the host's ID first
 * @example
 * ```ts
 * import { formatCriMappings, podIdMap } from "userns-sim";
 *
 * formatCriMappings(podIdMap({ start: 65536, size: 65536 }).uid);
 * // => '[{"host_id":65536,"container_id":0,"length":65536}]'
 * ```
 */
export function formatCriMappings(map: IdMap): string {
  return mappingsJson("formatCriMappings", map);
}

function mappingsJson(caller: string, map: IdMap, label?: string): string {
  return JSON.stringify(
    CompiledMap.lines(caller, map, label).map(({ containerId, hostId, size }) => ({
      host_id: hostId,
      container_id: containerId,
      length: size,
    })),
  );
}

/**
 * Writes the CRI message `UserNamespace`.
 *
 * @param message - the mode and the maps
 * @returns a JSON text, in the names of `api.proto`; the mode as a number, which every reader takes
 * @example
 * ```ts
 * import { emptyIdMap, formatCriUserNamespace } from "userns-sim";
 *
 * formatCriUserNamespace({ mode: "NODE", uids: emptyIdMap(), gids: emptyIdMap() });
 * // => '{"mode":2,"uids":[],"gids":[]}'
 * ```
 */
export function formatCriUserNamespace(message: CriUserNamespace): string {
  expectObject("formatCriUserNamespace", "message", message, "an object { mode, uids, gids }");
  const { mode, uids, gids } = message;
  expectOneOf("formatCriUserNamespace", "mode", mode, CRI_NAMESPACE_MODES);
  return `{"mode":${CRI_NAMESPACE_MODES.indexOf(mode)},"uids":${mappingsJson("formatCriUserNamespace", uids, "uids")},"gids":${mappingsJson("formatCriUserNamespace", gids, "gids")}}`;
}

/**
 * The maps of a list, or those of a whole message.
 *
 * - Where: from the kubelet to the runtime.
 * - One mapping: `{"host_id":65536,"container_id":0,"length":65536}`.
 * - First number: host.
 * - Third number: `length`.
 */
export function readCriMaps(text: string | Uint8Array): Result<FormMaps, FormError> {
  if (looksLikeList(text)) return alike(parseCriMappings(text));
  const read = parseCriUserNamespace(text);
  if (!read.ok) return read;
  const { mode, uids, gids } = read.value;
  return ok({ uid: uids, gid: gids, ...(mode === "NODE" && { otherIds: "as-outside" }) });
}

/** A list for a map of users and groups alike, else a message. */
export function writeCriMaps({ uid, gid }: FormMaps): Result<string, never> {
  return ok(gid === undefined ? formatCriMappings(uid) : formatCriUserNamespace({ mode: "POD", uids: uid, gids: gid }));
}

/** The JSON mapping of Protocol Buffers writes numbers of 32 bits plain, and takes them in quotation marks too. */
const PROTO_UINT32 = /^(?:\d+|"\d+")$/;

function modeInto(message: { mode: CriNamespaceMode }): GoDecode {
  return (reader, path) => {
    const token = reader.peek();
    const mode =
      token === "null"
        ? message.mode
        : CRI_NAMESPACE_MODES.find((name, number) => [`"${name}"`, `${number}`].includes(token));
    if (mode === undefined) return reader.fault("wrong-type", path, "enum-name");
    message.mode = mode;
    reader.skip();
    return undefined;
  };
}

function listInto(slice: GoSlice<MappingDraft>): GoDecode {
  return structsInto(
    slice,
    (at, path): MappingDraft => ({ containerId: 0, hostId: 0, size: 0, at, path }),
    (draft) => ({
      host_id: uint32Into(draft, "hostId", PROTO_UINT32),
      hostId: uint32Into(draft, "hostId", PROTO_UINT32),
      container_id: uint32Into(draft, "containerId", PROTO_UINT32),
      containerId: uint32Into(draft, "containerId", PROTO_UINT32),
      length: uint32Into(draft, "size", PROTO_UINT32),
    }),
  );
}
