import { isUint32 } from "../../id/uint32.ts";
import { emptyIdMap } from "../../idmap/id-map.ts";
import { err, ok, type Result } from "../../result.ts";
import { textOf } from "../../text/given-text.ts";
import { cut, decimal, type Faults, type Field, faultsIn, partedAt, strtoul, trimmed } from "../form/field-reader.ts";
import { type CannotHold, type FormError, type FormFault, notText } from "../form/form-error.ts";
import { alike, type FormMaps, oneMap } from "../form/form-maps.ts";
import { isUnit } from "../form/pasted.ts";
import { placedMap } from "../form/placed-map.ts";

/**
 * The map of systemd-nspawn's option `--private-users=`, of the setting `PrivateUsers=`, or of their value: container IDs
 * from 0 on, the same for users and groups. There is none where the value says no.
 *
 * `src/nspawn/nspawn.c`, and `parse_userns_uid_range` in `src/shared/namespace-util.c` of systemd. What systemd picks, or
 * reads from the image, a text does not say.
 *
 * - Where: option `--private-users=` of systemd-nspawn.
 * - One mapping: `--private-users=65536:65536`.
 * - First number: host (there is no container ID).
 * - Third number: none (the second is the count, 65536 unless given).
 */
export function readNspawnMaps(given: string | Uint8Array): Result<FormMaps, FormError> {
  const text = textOf(given);
  if (text === undefined) return err(notText("nspawn", given));
  const faults = faultsIn("nspawn", text);
  const value = valueIn({ text, at: 0 });
  const word = value.text.toLowerCase();
  if (NO.includes(word)) return ok({ uid: emptyIdMap(), gid: undefined, otherIds: "as-outside" });
  if (value.text === "" || YES.includes(word) || CHOSEN.includes(value.text))
    return faults.at("malformed-line", value, "nspawn-users");
  if (value.text === "identity") return mapped(0, 65536, value, faults);
  const [shift, range] = partedAt(value, ":") ?? [value, { text: "65536", at: value.at }];
  const size = sizeIn(range);
  if (typeof size === "string")
    return faults.at("not-a-number", range, "number", `Failed to parse UID range "${range.text}": ${size}`);
  const uid = uidIn(shift.text);
  if (typeof uid === "string")
    return faults.at("not-a-number", shift, "uid", `Failed to parse UID "${value.text}": ${uid}`);
  return mapped(uid, size, value, faults);
}

export function writeNspawnMaps(maps: FormMaps): Result<string, CannotHold> {
  const mappings = oneMap(maps)?.mappings;
  const mapping = mappings?.length === 1 ? mappings[0] : undefined;
  // parse_uid takes 65535 for what 16 bits call no ID.
  if (mapping === undefined || mapping.containerId !== 0 || mapping.hostId === 65535)
    return err({ code: "cannot-hold", form: "nspawn", expected: "one-mapping-from-0" });
  return ok(`${mapping.hostId}:${mapping.size}`);
}

/** The option or the setting, alone or in a command; in a unit it stands on a line of its own. */
export function claimsNspawn(line: string): boolean {
  return /^\s*(?:--private-users=|PrivateUsers=|(?:\S*\/)?systemd-nspawn\s(?:.*\s)?--private-users=)/.test(line);
}

export function looksLikeNspawn(text: string): boolean {
  const { text: value } = valueIn({ text, at: 0 });
  return (
    value !== text.trim() || /^(?:identity|\d+(?::[\d+\sxXa-fA-F]*)?)$/.test(value) || NO.includes(value.toLowerCase())
  );
}

const NO = ["no", "n", "false", "f", "off"];
const YES = ["yes", "y", "true", "t", "on"];
const CHOSEN = ["pick", "managed"];

/** In a command the value ends at a blank, in a unit with its line. */
function valueIn(whole: Field): Field {
  const { text } = whole;
  if (!isUnit(text) && !/^\s*(?:\S*\/)?systemd-nspawn\s/.test(text)) {
    const name = /^\s*(?:--private-users=|PrivateUsers=)/.exec(text);
    return trimmed(cut(whole, name === null ? 0 : name[0].length));
  }
  const pattern = isUnit(text) ? /^([ \t]*PrivateUsers=)(.*)$/m : /(\s--private-users=)(\S*)/;
  const found = pattern.exec(text);
  if (found === null) return whole;
  const [, name, value] = found as unknown as [string, string, string];
  const start = found.index + name.length;
  return trimmed(cut(whole, start, start + value.length));
}

function mapped(
  hostId: number,
  size: number,
  field: Field,
  faults: Faults,
): Result<FormMaps, FormFault<"number-too-large"> | FormError> {
  // `userns_shift_range_valid`.
  if (size === 0 || hostId > 4294967295 - size)
    return faults.at(
      "number-too-large",
      field,
      "end-by-4294967295",
      "UID range cannot be empty or go beyond 4294967295.",
    );
  return alike(placedMap(faults, [{ containerId: 0, hostId, size, field }]));
}

/** `safe_atou32`; or what strerror(3) says of it. */
function sizeIn({ text }: Field): number | string {
  const size = strtoul(text);
  if (Number.isNaN(size)) return "Invalid argument";
  return isUint32(size) ? size : "Numerical result out of range";
}

/** `parse_uid`: in base 10, with nothing in front; 65535 and 4294967295 are no users. */
function uidIn(text: string): number | string {
  const uid = /^0\d/.test(text) ? Number.NaN : decimal(text);
  if (Number.isNaN(uid)) return "Invalid argument";
  if (!isUint32(uid)) return "Numerical result out of range";
  return uid === 65535 || uid === 4294967295 ? "No such device or address" : uid;
}
