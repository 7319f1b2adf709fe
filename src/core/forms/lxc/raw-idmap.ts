import { isUint32 } from "../../id/uint32.ts";
import { tooManyMappings } from "../../idmap/check-mappings.ts";
import { sameFunction } from "../../idmap/equal.ts";
import { createIdMap } from "../../idmap/id-map.ts";
import { type IdMapping, MAX_MAPPINGS } from "../../idmap/id-mapping.ts";
import { err, ok, type Result, unwrap } from "../../result.ts";
import { textOf } from "../../text/given-text.ts";
import { shown } from "../../text/shown.ts";
import { cut, decimal, type Faults, type Field, faultsIn, linesIn, splitAt } from "../form/field-reader.ts";
import { type CannotHold, type FormError, notText } from "../form/form-error.ts";
import type { FormMaps } from "../form/form-maps.ts";
import type { FormOptions } from "../form/form-row.ts";
import { placedMaps } from "../form/placed-map.ts";
import { addSafe, type RawEntry } from "./raw-entries.ts";

/**
 * The maps that LXD and Incus make of `raw.idmap`: its lines, punched into a base map. The host's IDs come first.
 *
 * `NewSetFromIncusIDMap` of `shared/idmap/set_load.go`, applied in `internal/server/instance/drivers/driver_lxc.go`. The base
 * is what root has in /etc/subuid; without such a line 1000000000 IDs from 1000000.
 *
 * - Where: `raw.idmap`, in the configuration of an instance of LXD or Incus.
 * - One mapping: `both 65536-131071 0-65535`.
 * - First number: host.
 * - Third number: none: ranges have their last ID.
 */
export function readRawMaps(
  text: string | Uint8Array,
  { base }: FormOptions = {},
): ReturnType<typeof placedMaps> | Result<never, FormError> {
  const given = textOf(text);
  if (given === undefined) return err(notText("raw-idmap", text));
  const faults = faultsIn("raw-idmap", given);
  const own = readEntries(faults, given);
  if (!own.ok) return own;
  let entries = entriesOf(base ?? defaultBase());
  for (const entry of own.value) {
    const added = add(faults, entries, entry);
    if (!added.ok) return added;
    entries = added.value;
  }
  return placedMaps(
    faults,
    entries.filter(({ isUid }) => isUid),
    entries.filter(({ isGid }) => isGid),
  );
}

/** Lines that make the maps out of the base, where there are such lines. */
export function writeRawMaps(maps: FormMaps, options: FormOptions = {}): Result<string, CannotHold> {
  const { uid, gid = uid } = maps;
  const base = options.base ?? defaultBase();
  const own = (lines: readonly IdMapping[], under: readonly IdMapping[]): readonly string[] =>
    lines.filter((line) => !under.some((other) => isPartOf(line, other))).map(rangesOf);
  const uids = own(uid.mappings, base.uid.mappings);
  const gids = own(gid.mappings, (base.gid ?? base.uid).mappings);
  const both = uids.filter((line) => gids.includes(line));
  const text = [
    ...both.map((line) => `both ${line}\n`),
    ...uids.filter((line) => !both.includes(line)).map((line) => `uid ${line}\n`),
    ...gids.filter((line) => !both.includes(line)).map((line) => `gid ${line}\n`),
  ].join("");
  const back = readRawMaps(text, { base });
  const same = back.ok && sameFunction(back.value.uid, uid) && sameFunction(back.value.gid, gid);
  return same ? ok(text) : err({ code: "cannot-hold", form: "raw-idmap", expected: "base-with-other-ids" });
}

export function recogniseRaw(text: string): boolean {
  return !/\S/.test(text) || /^(?:both|uid|gid) |^[ \t]*raw\.idmap[ \t]*[:=]/m.test(text);
}

export function claimsRaw(line: string): boolean {
  return /^\s*raw\.idmap\s*[:=]/.test(line);
}

function defaultBase(): FormMaps {
  return { uid: unwrap(createIdMap([{ containerId: 0, hostId: 1000000, size: 1000000000 }])), gid: undefined };
}

function entriesOf({ uid, gid = uid }: FormMaps): readonly RawEntry[] {
  const field = { text: "", at: 0 };
  return [
    ...uid.mappings.map((line) => ({ ...line, isUid: true, isGid: false, field })),
    ...gid.mappings.map((line) => ({ ...line, isUid: false, isGid: true, field })),
  ];
}

/** More entries than two maps can have are not worth splitting. */
function add(faults: Faults, entries: readonly RawEntry[], entry: RawEntry): Result<readonly RawEntry[], FormError> {
  const added = addSafe(entries, entry);
  if (added === undefined)
    return faults.at("host-in-base", entry.field, "host-outside-base", "Host ID is in the range of subids");
  if (added.length <= 2 * MAX_MAPPINGS) return ok(added);
  const cause = tooManyMappings(added.length);
  return err({ code: "bad-map", ...faults.place(entry.field), errno: "EINVAL", cause });
}

function readEntries(faults: Faults, text: string): Result<readonly RawEntry[], FormError> {
  let entries: readonly RawEntry[] = [];
  for (const line of valueLines({ text, at: 0 })) {
    const entry = readEntry(faults, line);
    if (!entry.ok) return entry;
    const added = add(faults, entries, entry.value);
    if (!added.ok) return added;
    entries = added.value;
  }
  return ok(entries);
}

/** The lines of the value, of which YAML indents those of a block; empty ones are skipped. */
function valueLines(whole: Field): readonly Field[] {
  const lines = linesIn(whole);
  const start = lines.findIndex(({ text }) => /\S/.test(text));
  // Without a line that is not blank it is the last one.
  const own = lines.slice(start) as [Field, ...Field[]];
  const head = /^\s*raw\.idmap\s*[:=]\s*(?:\|[-+]?\s*$)?/.exec(own[0].text);
  if (head === null) return lines.filter(({ text }) => text !== "");
  const values = own.map((line, index) => cut(line, index === 0 ? head[0].length : indentOf(line)));
  return values.map(unquoted).filter(({ text }) => text !== "");
}

function indentOf({ text }: Field): number {
  return text.length - text.trimStart().length;
}

function unquoted(field: Field): Field {
  const start = /^["']/.test(field.text) ? 1 : 0;
  return cut(field, start, field.text.length - (/.["']$/.test(field.text) ? 1 : 0));
}

function readEntry(faults: Faults, line: Field): Result<RawEntry, FormError> {
  const quoted = shown(line.text);
  const [kind, outside, inside, rest] = splitAt(line, " ");
  if (kind === undefined || outside === undefined || inside === undefined || rest !== undefined)
    return faults.at("malformed-line", line, "both-host-container", `Invalid ID map line: ${quoted}`);
  const host = readRange(faults, outside);
  if (!host.ok) return host;
  const container = readRange(faults, inside);
  if (!container.ok) return container;
  if (host.value.size !== container.value.size)
    return faults.at("sizes-differ", line, "same-size", `The ID map ranges are of different sizes: ${quoted}`);
  if (!/^(?:both|uid|gid)$/.test(kind.text))
    return faults.at("unknown-word", kind, "both-uid-or-gid", `Invalid ID map type: ${quoted}`);
  return ok({
    isUid: kind.text !== "gid",
    isGid: kind.text !== "uid",
    containerId: container.value.start,
    hostId: host.value.start,
    size: host.value.size,
    field: line,
  });
}

/** A range that ends before it starts is read by Incus, which adds an entry that no kernel takes. */
function readRange(faults: Faults, field: Field): Result<{ readonly start: number; readonly size: number }, FormError> {
  const [first, last = first, rest] = splitAt(field, "-");
  if (first === undefined || last === undefined || rest !== undefined)
    return faults.at("malformed-line", field, "number-or-range", `Invalid ID map range: ${shown(field.text)}`);
  for (const end of [first, last]) {
    const value = decimal(end.text.replace(/^\+/, ""));
    if (Number.isNaN(value)) return faults.at("not-a-number", end, "number-or-range");
    if (!isUint32(value)) return faults.at("number-too-large", end, "uint32");
  }
  const [start, end] = [Number(first.text), Number(last.text)];
  return end < start ? faults.at("malformed-line", field, "number-or-range") : ok({ start, size: end - start + 1 });
}

function isPartOf(line: IdMapping, other: IdMapping): boolean {
  return (
    line.containerId >= other.containerId &&
    line.containerId + line.size <= other.containerId + other.size &&
    line.hostId - line.containerId === other.hostId - other.containerId
  );
}

function rangesOf({ containerId, hostId, size }: IdMapping): string {
  const range = (start: number): string => (size === 1 ? `${start}` : `${start}-${start + size - 1}`);
  return `${range(hostId)} ${range(containerId)}`;
}
