import { err, ok, type Result } from "../../result.ts";
import { textOf } from "../../text/given-text.ts";
import { cut, type Faults, type Field, faultsIn, splitAt, wordsIn } from "../form/field-reader.ts";
import { type CannotHold, type FormReadError, notText } from "../form/form-error.ts";
import type { FormMaps } from "../form/form-maps.ts";
import type { FormOptions } from "../form/form-row.ts";
import { type PlacedMapping, placedMap, placedMaps } from "../form/placed-map.ts";
import { numbersOfUsers } from "../subordinate/passwd.ts";
import { type OptionWord, optionsIn } from "./option-words.ts";

/**
 * The maps of nsjail's options `-u` and `-g`, which it writes itself, and `-U` and `-G`, for which it asks newuidmap; or of
 * their values alone: INSIDE:OUTSIDE:COUNT, where what is left out is one's own ID, and a count of 1.
 *
 * `parseId` in `user.cc` and `cmdline.cc` of nsjail. Of a count it reads what strtoul(3) reads; a fourth field it does not.
 * What is more than 32 bits long the kernel cuts to its last 32, and newuidmap refuses.
 *
 * - Where: option `-u` of nsjail.
 * - One mapping: `-u 0:65536:65536`.
 * - First number: container.
 * - Third number: count.
 */
export function readNsjailMaps(given: string | Uint8Array, options: FormOptions = {}): Result<FormMaps, FormReadError> {
  const text = textOf(given);
  if (text === undefined) return err(notText("nsjail", given));
  const faults = faultsIn("nsjail", text);
  const words = wordsIn({ text, at: 0 });
  const isCommand = words[0] !== undefined && /(?:^|\/)nsjail$/.test(words[0].text);
  const maps: Readonly<Record<"u" | "g", PlacedMapping[]>> = { u: [], g: [] };
  const users = numbersOfUsers(options.passwd);
  let bare = true;
  let empty = true;
  for (const { name, value } of isCommand ? commandOptions(words.slice(1)) : optionsIn(words, { withValue: NAMES })) {
    const kind = name === undefined ? "u" : KINDS[name];
    if (isCommand && (kind === undefined || name === undefined)) continue;
    if (kind === undefined || value === undefined || (name === undefined && !value.text.includes(":")))
      return faults.at("malformed-line", value ?? { text, at: 0 }, "nsjail-mapping");
    bare &&= name === undefined;
    empty = false;
    const mapping = mappingOf(
      value,
      kind,
      {
        rootless: options.rootless,
        users: name === undefined ? NOBODY : users,
        helper: name !== undefined && /^(?:-[UG]$|--[ug]id_mapping$)/.test(name),
      },
      faults,
    );
    if (!mapping.ok) return mapping;
    maps[kind].push(mapping.value);
  }
  if (empty) return faults.at("malformed-line", { text, at: 0 }, "nsjail-mapping");
  if (!bare) return placedMaps(faults, maps.u, maps.g);
  const map = placedMap(faults, maps.u);
  return map.ok ? ok({ uid: map.value, gid: undefined }) : map;
}

export function writeNsjailMaps({ uid, gid }: FormMaps): Result<string, CannotHold> {
  const words = (map: typeof uid, option: string): readonly string[] =>
    map.mappings.map(({ containerId, hostId, size }) => `${option}${containerId}:${hostId}:${size}`);
  const all = gid === undefined ? words(uid, "") : [...words(uid, "-u "), ...words(gid, "-g ")];
  return all.length === 0 ? err({ code: "cannot-hold", form: "nsjail", expected: "mappings" }) : ok(all.join(" "));
}

/** An option, or values without a field or a rest of a count that nsjail would pass over, or a count of 0 that it raises. */
export function looksLikeNsjail(text: string): boolean {
  return OPTION.test(text) || /^(?:\s*[\dx]*:[\dx]*(?::(?:0*[1-9]\d*|0[xX][\da-fA-F]+)?)?(?:\s|$))+$/.test(text);
}

const OPTION = /(?:^|[\s/])nsjail\s|(?:^|\s)(?:-[uUgG]|--(?:user|group|uid_mapping|gid_mapping))/;

const KINDS: Readonly<Record<string, "u" | "g">> = {
  "-u": "u",
  "--user": "u",
  "-U": "u",
  "--uid_mapping": "u",
  "-g": "g",
  "--group": "g",
  "-G": "g",
  "--gid_mapping": "g",
};

const NAMES = ["-u", "--user", "-U", "--uid_mapping", "-g", "--group", "-G", "--gid_mapping"];

/** Of the letters in front of a word, the last one may have it for its value. */
function commandOptions(words: readonly Field[]): readonly OptionWord[] {
  return optionsIn(words, {
    withValue: [...NAMES, ...Array.from("xHDCcpilLtMERBTmsPI", (name) => `-${name}`)],
    end: "--",
  });
}

/** What is known besides the text: the user's own ID, and whose names are whose numbers. */
interface Known {
  readonly rootless: number | undefined;
  readonly users: ReadonlyMap<string, number>;
  /** Whether newuidmap or newgidmap writes the map. */
  readonly helper: boolean;
}

const NOBODY: ReadonlyMap<string, number> = new Map();

function mappingOf(field: Field, kind: "u" | "g", known: Known, faults: Faults): Result<PlacedMapping, FormReadError> {
  const none = cut(field, field.text.length);
  const [inside = field, outside = none, count = none] = splitAt(field, ":");
  const ids: number[] = [];
  for (const part of [inside, outside]) {
    const id = idOf(part.text, kind, known);
    if (id === "own") return err({ code: "not-told", form: "nsjail", needs: "rootless" });
    if (id === undefined)
      return faults.at(
        "not-a-number",
        part,
        "number",
        `Cannot parse '${part.text}' as ${kind === "u" ? "UID" : "GID"}`,
      );
    ids.push(id);
  }
  const [containerId, hostId] = ids as [number, number];
  const asked = leadingNumber(count.text) || 1n;
  const size = known.helper && asked > 4294967295n ? 4294967295 : lastBits(asked);
  return ok({ containerId, hostId, size, field });
}

/** `undefined` for what is none; a user's name is looked up where /etc/passwd is given, a group's is not. */
function idOf(text: string, kind: "u" | "g", { rootless, users }: Known): number | "own" | undefined {
  if (text === "") return rootless ?? "own";
  const known = kind === "u" && !/^\d+$/.test(text) ? users.get(text) : undefined;
  if (known !== undefined) return known;
  if (!/^\d[\dx]*$/.test(text)) return undefined;
  const id = lastBits(leadingNumber(text));
  return id === 4294967295 ? undefined : id;
}

/** What strtoull(3) reads in base 0 before it stops: the largest number for what is larger, and what is below 0 wraps. */
function leadingNumber(text: string): bigint {
  const [, sign, digits] = /^[ \t\v\f\r]*([+-]?)(.*)/s.exec(text) as unknown as [string, string, string];
  const hex = /^0x0*([\da-f]+)/i.exec(digits)?.[1];
  const octal = /^0+([0-7]*)/.exec(digits)?.[1];
  const number = hex !== undefined ? `0x${hex}` : octal !== undefined ? `0o${octal || 0}` : `${/^\d*/.exec(digits)}`;
  // 64 bits are 22 digits at most, behind two that say the base.
  const value = number.length > 24 ? MAX : BigInt(number);
  if (value >= MAX) return MAX;
  return sign === "-" ? BigInt.asUintN(64, -value) : value;
}

const MAX = 18446744073709551615n;

function lastBits(value: bigint): number {
  return Number(BigInt.asUintN(32, value));
}
