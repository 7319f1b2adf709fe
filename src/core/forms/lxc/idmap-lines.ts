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
 * Tells whether a line brings in another file that may have mappings. Those that come with LXC have none, neither do they
 * say anything of namespaces.
 */
export function isInclude({ key, value }: ConfigLine): boolean {
  return key === "lxc.include" && value.text !== "" && !/^\/usr\/share\/lxc\/config\//.test(value.text);
}

/** What is known of a paste by its lines. */
export interface ConfigSyntax {
  /** A line that a configuration is known by. */
  readonly known: RegExp;
  /** A key, with what stands before and behind it. */
  readonly key: RegExp;
  /** Lines that the program passes over. */
  readonly ignored: RegExp;
}

/**
 * The lines of a paste, blank ones left out: those of a configuration where one of them is known, and then what its program
 * passes over is none. A line without a key has an empty one, and is its value.
 */
export function configLines(whole: Field, { known, key, ignored }: ConfigSyntax): readonly ConfigLine[] {
  const lines = linesIn(whole).filter(({ text }) => /[^ \t\v\f\r]/.test(text));
  if (!lines.some(({ text }) => known.test(text))) return lines.map((value) => ({ key: undefined, value }));
  return lines
    .filter(({ text }) => !ignored.test(text))
    .map((line) => {
      const head = key.exec(line.text)?.[0];
      if (head === undefined) return { key: "", value: line };
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

/** The maps of a container: without a user namespace of its own, as without a mapping, it is a privileged one. */
export function containerMaps(
  faults: Faults,
  mappings: readonly KindMapping[],
  hasNamespace: boolean = mappings.length > 0,
): Result<FormMaps, FormError> {
  const maps = kindMaps(faults, hasNamespace ? mappings : []);
  return maps.ok && !hasNamespace ? ok({ ...maps.value, otherIds: "as-outside" }) : maps;
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
