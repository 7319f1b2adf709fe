import { goParseUint32, goQuote } from "../../go/go-text.ts";
import type { IdMap } from "../../idmap/id-map.ts";
import { err, ok, type Result } from "../../result.ts";
import { textOf } from "../../text/given-text.ts";
import { cut, type Faults, type Field, faultsIn, linesIn, splitAt, trimmed, wordsIn } from "../form/field-reader.ts";
import { type CannotHold, type FormError, notText } from "../form/form-error.ts";
import { alike, type FormMaps } from "../form/form-maps.ts";
import { type PlacedMapping, placedMap, placedMaps } from "../form/placed-map.ts";

/**
 * The maps of `uid_mappings` and `gid_mappings` in crio.conf, of the options of that name and of buildah's
 * `--userns-uid-map`, or of their values alone: container:host:size, several parted by commas or blanks.
 *
 * `ParseIDMap` of containers/storage 83cf5746, `pkg/idtools/parser.go`; several triples may be chained by colons.
 *
 * - Where: `uid_mappings` in crio.conf.
 * - One mapping: `uid_mappings = "0:65536:65536"`.
 * - First number: container.
 * - Third number: size.
 */
export function readTripleMaps(given: string | Uint8Array): Result<FormMaps, FormError> {
  const text = textOf(given);
  if (text === undefined) return err(notText("triple", given));
  const faults = faultsIn("triple", text);
  const whole: Field = { text, at: 0 };
  if (!KEY.test(text)) {
    const mappings = mappingsOf(whole, "UID", faults);
    if (!mappings.ok) return mappings;
    if (mappings.value.length > 0) return alike(placedMap(faults, mappings.value));
    return faults.at("malformed-line", whole, "container:host:size");
  }
  const maps: Readonly<Record<"UID" | "GID", PlacedMapping[]>> = { UID: [], GID: [] };
  for (const line of linesIn(whole)) {
    if (/^\s*(?:#.*)?$/.test(line.text)) continue;
    const [key, kind] = KEY.exec(line.text) ?? [];
    if (key === undefined) return faults.at("malformed-line", line, "container:host:size");
    const value = unquoted(trimmed(cut(line, key.length)));
    const setting = kind === "u" ? "UID" : "GID";
    const mappings = mappingsOf(value, setting, faults);
    if (!mappings.ok) return mappings;
    maps[setting].push(...mappings.value);
  }
  return placedMaps(faults, maps.UID, maps.GID);
}

/** One list for a map of users and groups alike, else two lines of crio.conf. */
export function writeTripleMaps({ uid, gid }: FormMaps): Result<string, CannotHold> {
  if (gid !== undefined) return ok(`uid_mappings = "${listOf(uid)}"\ngid_mappings = "${listOf(gid)}"\n`);
  const list = listOf(uid);
  return list === "" ? err({ code: "cannot-hold", form: "triple", expected: "mappings" }) : ok(list);
}

export function looksLikeTriple(text: string): boolean {
  return KEY.test(text) || /^[\s,]*\d+:\d+:\d+/.test(text);
}

const KEY = /^[ \t]*(?:--)?(?:userns-)?([ug])id[_-]map(?:pings)?\s*[= ]\s*/m;

function listOf(map: IdMap): string {
  return map.mappings.map(({ containerId, hostId, size }) => `${containerId}:${hostId}:${size}`).join(",");
}

function unquoted(field: Field): Field {
  const { text } = field;
  return /^["']/.test(text) && text.length > 1 && text.endsWith(text.charAt(0))
    ? cut(field, 1, text.length - 1)
    : field;
}

function mappingsOf(list: Field, setting: "UID" | "GID", faults: Faults): Result<readonly PlacedMapping[], FormError> {
  const specs = splitAt(list, ",").flatMap(wordsIn);
  const says = (): string =>
    `initializing ID mappings: ${setting} setting is malformed expected ["uint32:uint32:uint32"]: [${specs
      .slice(0, MAX_QUOTED)
      .map(({ text }) => goQuote(text))
      .join(" ")}]`;
  const mappings: PlacedMapping[] = [];
  for (const spec of specs) {
    const fields = splitAt(spec, ":");
    if (fields.length % 3 !== 0) return faults.at("malformed-line", spec, "container:host:size", says());
    const bad = fields.find(({ text }) => typeof goParseUint32(text) === "string");
    if (bad !== undefined)
      return /^\d+$/.test(bad.text)
        ? faults.at("number-too-large", bad, "uint32", says())
        : faults.at("not-a-number", bad, "decimal-number", says());
    for (let at = 0; at < fields.length; at += 3) {
      const [containerId, hostId, size] = fields.slice(at, at + 3).map(({ text }) => Number(text)) as Triple;
      mappings.push({ containerId, hostId, size, field: fields[at] as Field });
    }
  }
  return ok(mappings);
}

type Triple = [number, number, number];

/** So many specifications a message repeats; the program repeats all. */
const MAX_QUOTED = 5;
