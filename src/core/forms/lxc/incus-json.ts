import { elementsOf, type GoDecode, type GoSlice, goSlice, structsInto, uint32Into } from "../../go/go-json.ts";
import type { IdMap } from "../../idmap/id-map.ts";
import { openJson } from "../../json/json-open.ts";
import type { JsonReader } from "../../json/json-reader.ts";
import { err, ok, type Result } from "../../result.ts";
import { textOf } from "../../text/given-text.ts";
import type { CannotHold, FormError, FormReadError } from "../form/form-error.ts";
import type { FormMaps } from "../form/form-maps.ts";
import type { FormName } from "../form/form-names.ts";
import { type MappingDraft, mapOf } from "../form/json-map.ts";

/** An entry while its fields are read. */
interface EntryDraft extends MappingDraft {
  isUid: boolean;
  isGid: boolean;
}

/**
 * The maps that LXD and Incus keep of an instance. An entry may be of users and groups at once.
 *
 * `Entry` of `shared/idmap/entry.go`, `NewSetFromJSON`: `[]` and null are those of a privileged instance,
 * which has no user namespace. Not so of `volatile.last_state.idmap`, which says how the files on disk are shifted: with idmapped
 * mounts they are not, whatever map the instance has (`handleIdmappedStorage` of
 * `internal/server/instance/drivers/driver_lxc.go`).
 *
 * - Where: `volatile.idmap.next`, in the configuration of an instance of LXD or Incus.
 * - One mapping: `[{"Isuid":true,"Isgid":true,"Hostid":65536,"Nsid":0,"Maprange":65536}]`.
 * - First number: host (`Hostid`).
 * - Third number: `Maprange`.
 */
export function readIncusMaps(text: string | Uint8Array): Result<FormMaps, FormReadError> {
  const given = textOf(text);
  const opened = openJson("incus-json", given === undefined ? text : withoutKey(given));
  if (!opened.ok) return opened;
  const slice = goSlice<EntryDraft>();
  const error = entriesInto(slice)(opened.value, "");
  if (error !== undefined) return { ok: false, error };
  const uid = mapOfKind(opened.value, slice, "isUid");
  if (!uid.ok) return uid;
  const gid = mapOfKind(opened.value, slice, "isGid");
  if (!gid.ok) return gid;
  const maps = { uid: uid.value, gid: gid.value };
  if (slice.length > 0) return ok(maps);
  if (given !== undefined && LAST_STATE.test(given))
    return err({ code: "not-told", form: "incus-json", needs: "volatile.idmap.next" });
  return ok({ ...maps, otherIds: "as-outside" });
}

/** An entry for each mapping, of both kinds where there is one map. */
export function writeIncusMaps({ uid, gid }: FormMaps): Result<string, CannotHold> {
  const entries = ({ mappings }: IdMap, Isuid: boolean, Isgid: boolean): readonly object[] =>
    mappings.map(({ containerId, hostId, size }) => ({
      Isuid,
      Isgid,
      Hostid: hostId,
      Nsid: containerId,
      Maprange: size,
    }));
  const all =
    gid === undefined ? entries(uid, true, true) : [...entries(uid, true, false), ...entries(gid, false, true)];
  if (all.length === 0) return err({ code: "cannot-hold", form: "incus-json", expected: "mappings" });
  return ok(JSON.stringify(all));
}

export function recogniseIncus(text: string): boolean {
  return /^\s*(?:\[|null\s*$)/.test(text) || claimsIncus(text);
}

export function claimsIncus(line: string): boolean {
  return KEY.test(line);
}

const LAST_STATE = /^\s*volatile\.last_state\.idmap\s*[:=]/;

const KEY = /^\s*volatile\.(?:idmap\.(?:current|next)|last_state\.idmap)\s*[:=]/;

/** The JSON alone, at its place: the key and the quotation marks around the value become blanks. */
function withoutKey(text: string): string {
  const head = KEY.exec(text)?.[0];
  if (head === undefined) return text;
  const value = text
    .slice(head.length)
    .replace(/^(\s*)'/, "$1 ")
    .trimEnd();
  return `${head.replace(/\S/g, " ")}${value.endsWith("'") ? value.slice(0, -1) : value}`;
}

function mapOfKind(
  reader: JsonReader<FormName>,
  slice: GoSlice<EntryDraft>,
  kind: "isUid" | "isGid",
): Result<IdMap, FormError> {
  const memory = elementsOf(slice).filter((entry) => entry[kind]);
  return mapOf(reader, { memory, length: memory.length });
}

function entriesInto(slice: GoSlice<EntryDraft>): GoDecode {
  return structsInto(
    slice,
    (at, path): EntryDraft => ({ isUid: false, isGid: false, containerId: 0, hostId: 0, size: 0, at, path }),
    (draft) => ({
      Isuid: booleanInto(draft, "isUid"),
      Isgid: booleanInto(draft, "isGid"),
      Hostid: uint32Into(draft, "hostId"),
      Nsid: uint32Into(draft, "containerId"),
      Maprange: uint32Into(draft, "size"),
    }),
  );
}

function booleanInto(draft: EntryDraft, field: "isUid" | "isGid"): GoDecode {
  return (reader, path) => {
    const kind = reader.kind();
    if (kind !== "boolean" && kind !== "null") return reader.fault("wrong-type", path, "boolean");
    if (kind === "boolean") draft[field] = reader.peek() === "true";
    reader.skip();
    return undefined;
  };
}
