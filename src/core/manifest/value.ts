/**
 * Reads an own property of a value that nobody vouches for; `undefined` too where there is no object, or reading
 * throws.
 */
export function own(value: unknown, key: string): unknown {
  try {
    return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  } catch {
    return undefined;
  }
}

export function ownKeys(value: unknown): readonly string[] {
  try {
    return isObject(value) ? Object.keys(value) : [];
  } catch {
    return [];
  }
}

/** Tells whether a value is what JSON calls an object: named fields, not null, not a list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !isList(value);
}

/** A copy of the elements of a list that nobody vouches for; `undefined` where it is none. */
export function elements(value: unknown): readonly unknown[] | undefined {
  try {
    return isList(value) ? [...value] : undefined;
  } catch {
    return undefined;
  }
}

/** A scalar as JSON writes it, cut after 40 characters; else what kind of value it is. */
export function show(value: unknown): string {
  if (typeof value === "string")
    return JSON.stringify(value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}…` : value);
  if (typeof value === "object") return value === null ? "null" : isList(value) ? "a list" : "an object";
  return typeof value === "number" || typeof value === "boolean" ? String(value) : `a value of type ${typeof value}`;
}

const MAX_SHOWN = 40;

function isList(value: unknown): value is readonly unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    // Array.isArray throws for a revoked proxy.
    return false;
  }
}
