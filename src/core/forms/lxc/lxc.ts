import { isUint32 } from "../../id/uint32.ts";
import { err, ok, type Result } from "../../result.ts";
import { textOf } from "../../text/given-text.ts";
import { cut, type Faults, type Field, faultsIn, strtoul, wordsIn } from "../form/field-reader.ts";
import { type CannotHold, type FormError, notText } from "../form/form-error.ts";
import type { FormMaps } from "../form/form-maps.ts";
import { configLines, containerMaps, isIdmapKey, type KindMapping, writeIdmapLines } from "./idmap-lines.ts";

/**
 * The maps of `lxc.idmap`, as LXC reads them: one mapping a value or a line. An empty value drops the lines before it.
 * Without a mapping the container has no user namespace.
 *
 * `parse_idmaps` of `src/lxc/confile_utils.c`, numbers as `lxc_safe_ulong` has them. LXC looks for no overlaps: the kernel
 * does. Its log line `nsuid 0 - hostid 100000 - range 65536` is read as well.
 *
 * - Where: `lxc.idmap = …`, in the configuration of a container of LXC.
 * - One mapping: `u 0 65536 65536`.
 * - First number: container.
 * - Third number: range.
 */
export function readLxcMaps(text: string | Uint8Array): Result<FormMaps, FormError> {
  const given = textOf(text);
  if (given === undefined) return err(notText("lxc", text));
  const faults = faultsIn("lxc", given);
  let mappings: KindMapping[] = [];
  for (const { key, value } of configLines(
    { text: given, at: 0 },
    /^[ \t\v\f\r]*lxc\./,
    /^[ \t\v\f\r]*lxc\.[\w.]*[ \t\v\f\r]*=/,
  )) {
    if (key === "") return faults.at("malformed-line", value, "lxc.idmap-line");
    if (!isIdmapKey(key)) continue;
    const field = key === undefined ? value : unquoted(value);
    const read = field.text === "" ? undefined : readMapping(faults, field);
    if (read === undefined) mappings = [];
    else if (read.ok) mappings.push(read.value);
    else return read;
  }
  return containerMaps(faults, mappings);
}

/** Lines as LXC saves them. */
export function writeLxcMaps(maps: FormMaps): Result<string, CannotHold> {
  return writeIdmapLines("lxc", maps, "lxc.idmap =");
}

export function recogniseLxc(text: string): boolean {
  return !/\S/.test(text) || /(?:^|\n)[ \t\r]*(?:lxc\.|[ug][ \t\r])|ns[ug]id /.test(text);
}

/** The whole line that only LXC, and Proxmox like it, has. */
export function claimsLxc(line: string): boolean {
  return /^\s*lxc\.id_?map\s*[=:]/.test(line);
}

/** `parse_line` of `src/lxc/confile.c` drops the quotation marks around a value. */
function unquoted(value: Field): Field {
  if (!/^["']/.test(value.text)) return value;
  return cut(value, 1, value.text.length - (/.["']$/.test(value.text) ? 1 : 0));
}

function readMapping(faults: Faults, field: Field): Result<KindMapping, FormError> {
  const logged = /ns([ug])id (\d+) - hostid (\d+) - range (\d+)\s*$/.exec(field.text);
  if (logged !== null) {
    const kind = logged[1] === "g" || field.text.includes("gid mapping") ? "g" : "u";
    return numbered(
      faults,
      field,
      kind,
      wordsIn(cut(field, logged.index)).filter(({ text }) => /^\d/.test(text)),
    );
  }
  const [type, ...numbers] = wordsIn(field);
  if (type === undefined || !/^[ug]/.test(type.text)) {
    const first = type ?? field;
    return faults.at("unknown-word", first, "u-or-g", `Invalid id mapping type: ${first.text.slice(0, 1)}`);
  }
  if (type.text.length > 1) return faults.at("unknown-word", type, "u-or-g");
  return numbered(faults, field, type.text as "u" | "g", numbers);
}

function numbered(
  faults: Faults,
  field: Field,
  kind: "u" | "g",
  words: readonly Field[],
): Result<KindMapping, FormError> {
  const [containerId, hostId, size, rest] = words;
  if (containerId === undefined || hostId === undefined || size === undefined)
    return faults.at("missing-number", cut(field, field.text.length), "three-numbers");
  for (const word of [containerId, hostId, size]) {
    const value = strtoul(word.text);
    if (Number.isNaN(value)) return faults.at("not-a-number", word, "number");
    if (!isUint32(value)) return faults.at("number-too-large", word, "uint32");
  }
  if (rest !== undefined) return faults.at("trailing-text", cut(field, rest.at - field.at), "end-of-line");
  const [c, h, s] = [containerId, hostId, size].map(({ text }) => strtoul(text)) as [number, number, number];
  return ok({ kind, containerId: c, hostId: h, size: s, field });
}
