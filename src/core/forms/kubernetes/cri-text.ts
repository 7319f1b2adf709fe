import type { IdMap } from "../../idmap/id-map.ts";
import { err, ok, type Result } from "../../result.ts";
import { textOf } from "../../text/given-text.ts";
import { cut, type Field, faultsIn } from "../form/field-reader.ts";
import { type FormError, notText } from "../form/form-error.ts";
import type { FormMaps } from "../form/form-maps.ts";
import { placedMap, placedMaps } from "../form/placed-map.ts";
import { type LoggedMappings, type LoggedSide, loggedMapping } from "./logged-fields.ts";

/**
 * The maps of the CRI message `UserNamespace`, or of its mappings, as the logs of the kubelet and of runtimes have them,
 * whatever stands around: the text of Go's generated `String`, or that of `prototext`, which leaves out what is 0.
 *
 * - Where: logs of the kubelet, containerd and CRI-O.
 * - One mapping: `&IDMapping{HostId:65536,ContainerId:0,Length:65536,}`.
 * - First number: host (each is named).
 * - Third number: `Length`.
 */
export function readCriTextMaps(given: string | Uint8Array): Result<FormMaps, FormError> {
  const text = textOf(given);
  if (text === undefined) return err(notText("cri-text", given));
  const faults = faultsIn("cri-text", text);
  const whole: Field = { text, at: 0 };
  const maps: LoggedMappings = { uid: [], gid: [], both: [] };
  const cutOff = CUT_OFF.exec(text);
  if (cutOff !== null) return faults.at("malformed-line", cut(whole, cutOff.index), "cri-text");
  let side: LoggedSide | "both" = "both";
  let understood = false;
  for (const { 0: token, 1: go, 2: proto, index } of text.matchAll(TOKENS)) {
    understood = true;
    if (go !== undefined) side = go === "Uids" ? "uid" : "gid";
    else if (token.endsWith("}") && !token.startsWith("[")) {
      const inside = cut(whole, index + token.indexOf("{") + 1, index + token.length - 1);
      const mapping = loggedMapping(inside, NAMES, "cri-text", 0, faults);
      if (!mapping.ok) return mapping;
      maps[proto === undefined ? side : proto === "uids" ? "uid" : "gid"].push(mapping.value);
    }
  }
  if (!understood) {
    if (!BARE.test(text)) return faults.at("malformed-line", whole, "cri-text");
    const mapping = loggedMapping(whole, NAMES, "cri-text", 0, faults);
    if (!mapping.ok) return mapping;
    maps.both.push(mapping.value);
  }
  if (maps.both.length === 0) {
    const read = placedMaps(faults, maps.uid, maps.gid);
    return read.ok && /\bmode:NODE\b/i.test(text) ? ok({ ...read.value, otherIds: "as-outside" }) : read;
  }
  if (maps.uid.length + maps.gid.length > 0) return faults.at("malformed-line", whole, "cri-text");
  const map = placedMap(faults, maps.both);
  return map.ok ? ok({ uid: map.value, gid: undefined }) : map;
}

/** As Go's generated `String` has a list, or the whole message. */
export function writeCriTextMaps({ uid, gid }: FormMaps): Result<string, never> {
  return ok(gid === undefined ? listOf(uid) : `&UserNamespace{Mode:POD,Uids:${listOf(uid)},Gids:${listOf(gid)},}`);
}

export function looksLikeCriText(text: string): boolean {
  return new RegExp(TOKENS.source).test(text) || BARE.test(text);
}

const NAMES = {
  HostId: "hostId",
  ContainerId: "containerId",
  Length: "size",
  host_id: "hostId",
  container_id: "containerId",
  length: "size",
} as const;

/** A field that begins a list; a mapping; or, of a message without any, its mode. */
const TOKENS =
  /\b(Uids|Gids):(?=\[)|\b(uids|gids)\s*:\s*\{[^{}]*\}|\bIDMapping\{[^{}]*\}|\[\]\*IDMapping\{\}|\bmode:NODE\b/g;

/** The last mapping of a line that a log cut off: what the map would have been, nobody knows. */
const CUT_OFF = /(?:\bIDMapping|\b[ug]ids\s*:\s*)\{[^{}]*$/;

const BARE = /^\s*(?:host_id|container_id|length)\s*:/;

function listOf(map: IdMap): string {
  const mappings = map.mappings.map(
    ({ containerId, hostId, size }) => `&IDMapping{HostId:${hostId},ContainerId:${containerId},Length:${size},},`,
  );
  return `[]*IDMapping{${mappings.join("")}}`;
}
