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

/** Tells whether more values than a number stand in a value, itself and those in others among them. A cycle has more. */
export function hasMoreValues(value: unknown, most: number): boolean {
  const left: unknown[] = [value];
  for (let seen = 0; left.length > 0; seen++) {
    if (seen + left.length > most) return true;
    const next = left.pop();
    const list = elements(next);
    if (list === undefined) for (const key of ownKeys(next)) left.push(own(next, key));
    else for (const item of list) left.push(item);
  }
  return false;
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
