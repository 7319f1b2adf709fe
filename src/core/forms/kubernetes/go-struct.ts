import type { IdMap } from "../../idmap/id-map.ts";
import { err, ok, type Result } from "../../result.ts";
import { textOf } from "../../text/given-text.ts";
import { cut, type Field, faultsIn } from "../form/field-reader.ts";
import { type CannotHold, type FormError, notText } from "../form/form-error.ts";
import type { FormMaps } from "../form/form-maps.ts";
import { placedMap, placedMaps } from "../form/placed-map.ts";
import { type LoggedMappings, type LoggedSide, loggedMapping } from "./logged-fields.ts";

/**
 * The maps that Go programs log with `%+v` or `%#v`, whatever stands around: runc, buildah and gVisor print the mappings of
 * the OCI runtime specification, of containers/storage and of `syscall` alike.
 *
 * - Where: logs of runc, podman and buildah.
 * - One mapping: `{ContainerID:0 HostID:65536 Size:65536}`.
 * - First number: container (each is named).
 * - Third number: `Size`.
 */
export function readGoStructMaps(given: string | Uint8Array): Result<FormMaps, FormError> {
  const text = textOf(given);
  if (text === undefined) return err(notText("go-struct", given));
  const faults = faultsIn("go-struct", text);
  const whole: Field = { text, at: 0 };
  const maps: LoggedMappings = { uid: [], gid: [], both: [] };
  const last = /\{([^{}]*)$/.exec(text);
  if (last !== null && isCutOff(last[1] as string))
    return faults.at("malformed-line", cut(whole, last.index), "go-struct");
  let side: LoggedSide | "both" = "both";
  for (const { 0: token, 1: named, index } of text.matchAll(TOKENS)) {
    if (named !== undefined) {
      side = named.toLowerCase() === "u" ? "uid" : "gid";
      continue;
    }
    const inside = cut(whole, index + 1, index + token.length - 1);
    if (!MAPPING.test(inside.text)) continue;
    const mapping = loggedMapping(inside, NAMES, "go-struct", undefined, faults);
    if (!mapping.ok) return mapping;
    maps[side].push(mapping.value);
  }
  const { uid, gid, both } = maps;
  // Neither is no map, and of both one cannot tell which is meant.
  if (uid.length + gid.length > 0 === both.length > 0) return faults.at("malformed-line", whole, "go-struct");
  if (both.length === 0) return placedMaps(faults, uid, gid);
  const map = placedMap(faults, both);
  return map.ok ? ok({ uid: map.value, gid: undefined }) : map;
}

export function writeGoStructMaps({ uid, gid }: FormMaps): Result<string, CannotHold> {
  if (uid.mappings.length + (gid?.mappings.length ?? 0) === 0)
    return err({ code: "cannot-hold", form: "go-struct", expected: "mappings" });
  return ok(gid === undefined ? listOf(uid) : `UidMappings:${listOf(uid)} GidMappings:${listOf(gid)}`);
}

export function looksLikeGoStruct(text: string): boolean {
  return MAPPING.test(text);
}

const NAMES = { ContainerID: "containerId", HostID: "hostId", Size: "size" } as const;

/** What says which map follows, as in `UidMappings:` and `GID map`; or braces without braces in them. */
const TOKENS = /\b([ug])id[ _]?map|\{[^{}]*\}/gi;

const MAPPING = /\bContainerID:/;

/** Whether a log cut off a line in a mapping, so that nobody knows what the map would have been. */
function isCutOff(rest: string): boolean {
  return "ContainerID:".startsWith(rest) || rest.startsWith("ContainerID:");
}

function listOf(map: IdMap): string {
  const mappings = map.mappings.map(
    ({ containerId, hostId, size }) => `{ContainerID:${containerId} HostID:${hostId} Size:${size}}`,
  );
  return `[${mappings.join(" ")}]`;
}
