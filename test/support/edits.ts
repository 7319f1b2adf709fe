import { ABSENT, withPlace } from "./at-place.ts";

/** A value in which one place was changed. */
export interface Edit {
  /** What was changed, as in `spec.hostUsers = null`. */
  readonly name: string;
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

/** One of each kind of value that JSON has, and more than one number. */
export const ODD: readonly unknown[] = [ABSENT, null, true, false, 0, -1, 1.5, "", "x", [], {}];

/** The odd values that have the type of a value, and its absence. */
export function oddOfType(value: unknown): readonly unknown[] {
  return ODD.filter((odd) => odd === ABSENT || typeOf(odd) === typeOf(value));
}

function typeOf(value: unknown): string {
  if (value === null || Array.isArray(value)) return String(value && "list");
  return typeof value;
}

/** Changes one place at a time, the outer ones first, into each of what is told for it. */
export function editsOf(
  value: unknown,
  instead: (path: readonly (string | number)[], old: unknown) => readonly unknown[],
  path: readonly (string | number)[] = [],
): readonly Edit[] {
  const here = instead(path, value)
    .filter((other) => show(other) !== show(value))
    .map((other) => ({ name: show(other), path, value: other }));
  if (typeof value !== "object" || value === null) return here;
  const inner = Object.entries(value).flatMap(([key, old]) => {
    const step = Array.isArray(value) ? Number(key) : key;
    return editsOf(old, instead, [...path, step]).map((edit) => ({
      ...edit,
      value: withPlace(value, [step], edit.value),
    }));
  });
  return [...here, ...inner];
}

export function show(value: unknown): string {
  return value === ABSENT ? "absent" : (JSON.stringify(value) ?? String(value));
}

export function placeOf(path: readonly (string | number)[]): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`))
    .join("")
    .replace(/^\./, "");
}
