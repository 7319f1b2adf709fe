/** The first place where two JSON values differ. */
export interface Difference {
  /** The field, starting from the path that was given. */
  readonly path: string;
  /** What the vector says there; `undefined` when it says nothing. */
  readonly expected: unknown;
  /** What the library says there; `undefined` when it says nothing. */
  readonly got: unknown;
}

/**
 * Compares two values strictly: arrays in order and length, objects in their own keys, scalars without conversion.
 * `undefined`, NaN and infinities equal nothing, themselves included: no JSON file can expect them.
 */
export function difference(expected: unknown, got: unknown, path: string): Difference | undefined {
  if (Array.isArray(expected) && Array.isArray(got)) return arrayDifference(expected, got, path);
  if (isPlainObject(expected) && isPlainObject(got)) return objectDifference(expected, got, path);
  return isScalar(expected) && expected === got ? undefined : { path, expected, got };
}

function arrayDifference(expected: readonly unknown[], got: readonly unknown[], path: string): Difference | undefined {
  for (let index = 0; index < Math.max(expected.length, got.length); index++) {
    const found = difference(expected[index], got[index], `${path}[${index}]`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function objectDifference(
  expected: Readonly<Record<string, unknown>>,
  got: Readonly<Record<string, unknown>>,
  path: string,
): Difference | undefined {
  for (const key of new Set([...Object.keys(expected), ...Object.keys(got)])) {
    const found = difference(own(expected, key), own(got, key), `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function own(object: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** An object that JSON could have made; class instances, maps and typed arrays are none. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
}
