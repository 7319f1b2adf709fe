import { isUint32 } from "../../id/uint32.ts";
import { err, ok, type Result } from "../../result.ts";
import { textOf } from "../../text/given-text.ts";
import { cut, type Faults, type Field, faultsIn, strtoul, wordsIn } from "../form/field-reader.ts";
import { type CannotHold, type FormError, type FormReadError, notText } from "../form/form-error.ts";
import type { FormMaps } from "../form/form-maps.ts";
import {
  type ConfigSyntax,
  configLines,
  containerMaps,
  isIdmapKey,
  isInclude,
  type KindMapping,
  writeIdmapLines,
} from "./idmap-lines.ts";
import { hasUserNamespace, type Namespaces, withLine } from "./namespaces.ts";

/**
 * The maps of `lxc.idmap`, as LXC reads them: one mapping a value or a line. An empty value drops the lines before it.
 * Without a mapping the container has no user namespace, unless `lxc.namespace.keep` or `.clone` says otherwise: then it
 * may have one in which nothing is mapped.
 *
 * `parse_line` of `src/lxc/confile.c`, which passes over lines that do not begin with `lxc.`, `parse_idmaps` of
 * `src/lxc/confile_utils.c`, numbers as `lxc_safe_ulong` has them, and `resolve_clone_flags` of `src/lxc/start.c`; lxc-info
 * 5.0.2 was asked. LXC looks for no overlaps: the kernel does. Its log line `nsuid 0 - hostid 100000 - range 65536` is read
 * as well.
 *
 * - Where: `lxc.idmap = …`, in the configuration of a container of LXC.
 * - One mapping: `u 0 65536 65536`.
 * - First number: container.
 * - Third number: range.
 */
export function readLxcMaps(text: string | Uint8Array): Result<FormMaps, FormReadError> {
  const given = textOf(text);
  if (given === undefined) return err(notText("lxc", text));
  const faults = faultsIn("lxc", given);
  let mappings: KindMapping[] = [];
  let namespaces: Namespaces = {};
  for (const line of configLines({ text: given, at: 0 }, SYNTAX)) {
    const { key } = line;
    if (key === "") return faults.at("malformed-line", line.value, "lxc.idmap-line");
    const value = key === undefined ? line.value : unquoted(line.value);
    if (value === undefined) return faults.at("malformed-line", line.value, "closing-quote");
    if (isInclude({ key, value })) return err({ code: "not-told", form: "lxc", needs: "included-file" });
    namespaces = withLine(namespaces, { key, value });
    if (!isIdmapKey(key)) continue;
    const read = value.text === "" ? undefined : readMapping(faults, value);
    if (read === undefined) mappings = [];
    else if (read.ok) mappings.push(read.value);
    else return read;
  }
  if (namespaces.isShared === true) return err({ code: "not-told", form: "lxc", needs: "shared-namespace" });
  return containerMaps(faults, mappings, hasUserNamespace(namespaces, mappings.length > 0));
}

const SYNTAX: ConfigSyntax = {
  known: /^[ \t\v\f\r]*lxc\./,
  key: /^[ \t\v\f\r]*lxc\.[\w.]*[ \t\v\f\r]*=/,
  ignored: /^(?![ \t\v\f\r]*lxc\.)/,
};

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

/** The value without the quotation marks around it; `undefined` where LXC refuses it for want of the second. */
function unquoted(value: Field): Field | undefined {
  if (!/^["']/.test(value.text)) return value;
  return /^(["']).*\1$/.test(value.text) ? cut(value, 1, value.text.length - 1) : undefined;
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
