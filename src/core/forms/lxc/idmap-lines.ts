import { err, ok, type Result } from "../../result.ts";
import { cut, type Faults, type Field, linesIn, trimmed } from "../form/field-reader.ts";
import type { CannotHold, FormError } from "../form/form-error.ts";
import type { FormMaps } from "../form/form-maps.ts";
import type { FormName } from "../form/form-names.ts";
import { type PlacedMapping, placedMaps } from "../form/placed-map.ts";

/** A mapping of users or of groups. */
export interface KindMapping extends PlacedMapping {
  readonly kind: "u" | "g";
}

/** A line of a configuration: a key and its value; a bare value has no key. */
export interface ConfigLine {
  readonly key: string | undefined;
  readonly value: Field;
}

/** Tells whether a key is that of a mapping; the second name is the one before LXC 3.0. */
export function isIdmapKey(key: string | undefined): boolean {
  return key === undefined || key === "lxc.idmap" || key === "lxc.id_map";
}

/**
 * The lines of a paste, blank ones left out: those of a configuration where one of them is known by its key, and then
 * comments are none. A line without a key has an empty one.
 */
export function configLines(whole: Field, known: RegExp, key: RegExp): readonly ConfigLine[] {
  const lines = linesIn(whole).filter(({ text }) => /[^ \t\v\f\r]/.test(text));
  if (!lines.some(({ text }) => known.test(text))) return lines.map((value) => ({ key: undefined, value }));
  return lines
    .filter(({ text }) => !/^[ \t\v\f\r]*#/.test(text))
    .map((line) => {
      const head = key.exec(line.text)?.[0] ?? "";
      return { key: head.slice(0, -1).trim(), value: trimmed(cut(line, head.length)) };
    });
}

export function kindMaps(faults: Faults, mappings: readonly KindMapping[]): Result<FormMaps, FormError> {
  return placedMaps(
    faults,
    mappings.filter(({ kind }) => kind === "u"),
    mappings.filter(({ kind }) => kind === "g"),
  );
}

/** The maps of a container, which without a mapping has no user namespace: it is a privileged one. */
export function containerMaps(faults: Faults, mappings: readonly KindMapping[]): Result<FormMaps, FormError> {
  const maps = kindMaps(faults, mappings);
  return maps.ok && mappings.length === 0 ? ok({ ...maps.value, otherIds: "as-outside" }) : maps;
}

/** A line for each mapping of users, then for each of groups. */
export function writeIdmapLines(form: FormName, { uid, gid = uid }: FormMaps, key: string): Result<string, CannotHold> {
  const lines = [
    ...uid.mappings.map((line) => ["u", line] as const),
    ...gid.mappings.map((line) => ["g", line] as const),
  ];
  if (lines.length === 0) return err({ code: "cannot-hold", form, expected: "mappings" });
  return ok(
    lines.map(([kind, { containerId, hostId, size }]) => `${key} ${kind} ${containerId} ${hostId} ${size}\n`).join(""),
  );
}
