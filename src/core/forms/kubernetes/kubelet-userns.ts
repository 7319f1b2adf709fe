import { decodeStruct, elementsOf, type GoDecode, goSlice, structsInto, uint32Into } from "../../go/go-json.ts";
import { checkUint32 } from "../../id/uint32.ts";
import { createIdMap, type IdMap } from "../../idmap/id-map.ts";
import type { IdMapError } from "../../idmap/id-mapping.ts";
import { openJson } from "../../json/json-open.ts";
import { expectArray, expectObject } from "../../misuse/misuse.ts";
import { err, ok, type Result } from "../../result.ts";
import { textOf } from "../../text/given-text.ts";
import type { FormError } from "../form/form-error.ts";
import type { FormMaps } from "../form/form-maps.ts";

/** A mapping in the words of the kubelet. */
export interface KubeletIdMapping {
  /** The first ID on the host, 0 to 4294967295. */
  readonly hostId: number;
  /** The first ID in the pod, 0 to 4294967295. */
  readonly containerId: number;
  /** How many IDs there are, 0 to 4294967295. */
  readonly length: number;
}

/** What the kubelet keeps in the file `userns` in the directory of a pod. */
export interface KubeletUserns {
  /** The mappings of the user IDs. A sound file has one. */
  readonly uidMappings: readonly KubeletIdMapping[];
  /** The mappings of the group IDs. A sound file has one, with the same numbers. */
  readonly gidMappings: readonly KubeletIdMapping[];
}

/**
 * Decodes the kubelet's file `userns`, exactly as the kubelet does.
 *
 * Only the decoding: whether the kubelet can use what the file says (one mapping, the same for both, aligned …) is its next
 * question, and not asked here.
 *
 * @param text - the content of the file
 * @returns what the kubelet holds then, missing numbers as 0; `undefined` for a file of 0 bytes, which it takes for no
 * file; or where its decoder stops
 * @remarks `parseUserNsFileAndRecord`, `pkg/kubelet/userns/userns_manager.go`, v1.36.3, with the rules of Go's
 * `encoding/json`: keys match without regard to case, unknown keys are ignored, null changes nothing, a key that comes
 * again is decoded over the first, numbers are digits only, and nothing but blanks may follow.
 * @example
 * ```ts
 * import { parseKubeletUserns, unwrap } from "userns-sim";
 *
 * const mappings = '[{"hostId":65536,"length":65536}]';
 * unwrap(parseKubeletUserns(`{"uidMappings":${mappings},"gidMappings":${mappings}}`))?.uidMappings;
 * // => [{ hostId: 65536, containerId: 0, length: 65536 }]
 * parseKubeletUserns(""); // => { ok: true, value: undefined }
 * parseKubeletUserns(" ").ok; // => false
 * ```
 */
export function parseKubeletUserns(text: string | Uint8Array): Result<KubeletUserns | undefined, FormError> {
  const given = textOf(text);
  if (given === "") return ok(undefined);
  const opened = openJson("kubelet-userns", given ?? text);
  if (!opened.ok) return opened;
  const uids = goSlice<Draft>();
  const gids = goSlice<Draft>();
  const error = decodeStruct(opened.value, "", {
    uidMappings: structsInto(uids, zeroMapping, fieldsOf),
    gidMappings: structsInto(gids, zeroMapping, fieldsOf),
  });
  if (error !== undefined) return err(error);
  return ok({ uidMappings: elementsOf(uids), gidMappings: elementsOf(gids) });
}

/**
 * Writes the kubelet's file `userns`.
 *
 * @param file - the mappings
 * @returns the bytes of the file, all ASCII, without a newline at the end
 * @throws TypeError when a number is not an integer, RangeError when it lies outside 0 to 4294967295.
 * @remarks `writeMappingsToFile`, `pkg/kubelet/userns/userns_manager.go`, v1.36.3: `json.Marshal`, the host's ID first.
 * @example
 * ```ts
 * import { formatKubeletUserns } from "userns-sim";
 *
 * const mappings = [{ hostId: 65536, containerId: 0, length: 65536 }];
 * formatKubeletUserns({ uidMappings: mappings, gidMappings: [] });
 * // => '{"uidMappings":[{"hostId":65536,"containerId":0,"length":65536}],"gidMappings":[]}'
 * ```
 */
export function formatKubeletUserns(file: KubeletUserns): string {
  expectObject("formatKubeletUserns", "file", file, "an object { uidMappings, gidMappings }");
  const { uidMappings, gidMappings } = file;
  return `{"uidMappings":${formatMappings("uidMappings", uidMappings)},"gidMappings":${formatMappings("gidMappings", gidMappings)}}`;
}

/**
 * The maps of the file; a file of 0 bytes has none.
 *
 * - Where: the file `userns` of a pod.
 * - One mapping: `{"hostId":65536,"containerId":0,"length":65536}`.
 * - First number: host.
 * - Third number: `length`.
 */
export function readKubeletMaps(text: string | Uint8Array): Result<FormMaps, FormError | IdMapError> {
  const read = parseKubeletUserns(text);
  if (!read.ok) return read;
  const uid = createIdMap(read.value?.uidMappings ?? []);
  if (!uid.ok) return uid;
  const gid = createIdMap(read.value?.gidMappings ?? []);
  return gid.ok ? ok({ uid: uid.value, gid: gid.value }) : gid;
}

/** The file with both maps, the one map twice where there is only one. */
export function writeKubeletMaps({ uid, gid = uid }: FormMaps): Result<string, never> {
  return ok(formatKubeletUserns({ uidMappings: mappingsOf(uid), gidMappings: mappingsOf(gid) }));
}

function mappingsOf({ mappings }: IdMap): readonly KubeletIdMapping[] {
  return mappings.map(({ containerId, hostId, size }) => ({ hostId, containerId, length: size }));
}

type Draft = { -readonly [Key in keyof KubeletIdMapping]: number };

function zeroMapping(): Draft {
  return { hostId: 0, containerId: 0, length: 0 };
}

function fieldsOf(draft: Draft): Readonly<Record<string, GoDecode>> {
  return {
    hostId: uint32Into(draft, "hostId"),
    containerId: uint32Into(draft, "containerId"),
    length: uint32Into(draft, "length"),
  };
}

function formatMappings(label: string, mappings: readonly KubeletIdMapping[]): string {
  expectArray("formatKubeletUserns", label, mappings, "an array of mappings { hostId, containerId, length }");
  const objects = mappings.map((mapping) => {
    expectObject("formatKubeletUserns", "each mapping", mapping, "an object { hostId, containerId, length }");
    const { hostId, containerId, length } = mapping;
    checkUint32("formatKubeletUserns", "each host ID", hostId);
    checkUint32("formatKubeletUserns", "each container ID", containerId);
    checkUint32("formatKubeletUserns", "each length", length);
    return { hostId, containerId, length };
  });
  return JSON.stringify(objects);
}
