import type { Mistyped, SnapshotError } from "./snapshot-error.ts";

/**
 * Checks the shape of plain data: `undefined` when it is right, else the first thing that is wrong.
 *
 * @internal
 */
export type Shape = (value: unknown, path: string) => SnapshotError | undefined;

/**
 * The shape of any plain data that is there at all.
 *
 * @internal
 */
export function anything(): Shape {
  return (value, path) => expect(value !== undefined, path, "plain data");
}

/**
 * The shape of a string.
 *
 * @internal
 */
export function text(): Shape {
  return (value, path) => expect(typeof value === "string", path, "a string");
}

/**
 * The shape of an integer.
 *
 * @param most - the largest that is right; the smallest is 0
 * @internal
 */
export function integer(most: number): Shape {
  return (value, path) =>
    expect(
      Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most,
      path,
      `an integer from 0 to ${most}`,
    );
}

/**
 * The shape of an array.
 *
 * @param of - the shape of each of its values
 * @internal
 */
export function list(of: Shape): Shape {
  return (value, path) => {
    if (!Array.isArray(value)) return mistyped(path, "an array");
    for (const [index, inner] of value.entries()) {
      const error = of(inner, `${path}[${index}]`);
      if (error !== undefined) return error;
    }
    return undefined;
  };
}

/**
 * The shape of an object with certain fields, all of them, and no others.
 *
 * @param fields - the shape of each field, in the order in which they are checked
 * @internal
 */
export function record(fields: Readonly<Record<string, Shape>>): Shape {
  return (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return mistyped(path, "an object");
    // A Map, so that no field is looked for in the prototype.
    const found = new Map<string, unknown>(Object.entries(value));
    for (const [key, shape] of Object.entries(fields)) {
      const error = shape(found.get(key), fieldPath(path, key));
      if (error !== undefined) return error;
      found.delete(key);
    }
    const [unknown] = found.keys();
    return unknown === undefined ? undefined : { code: "unknown-field", path: fieldPath(path, unknown) };
  };
}

/**
 * Names the place of a field.
 *
 * @param path - the place of the object; empty for the whole
 * @param key - the field
 * @returns such as `pool.start`
 * @internal
 */
export function fieldPath(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

/**
 * Makes the refusal of a value of the wrong type.
 *
 * @param path - where it is
 * @param expected - what belongs there
 * @returns the refusal
 * @internal
 */
export function mistyped(path: string, expected: string): Mistyped {
  return { code: "mistyped", path, expected };
}

function expect(right: boolean, path: string, expected: string): Mistyped | undefined {
  return right ? undefined : mistyped(path, expected);
}
