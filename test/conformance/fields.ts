import { isPlainObject } from "./difference.ts";

/** A JSON object whose fields are read one by one and checked as they are read. */
export type Fields = Readonly<Record<string, unknown>>;

/** Thrown by the readers below: the row is not one that its schema's page describes. It is a failure, never a crash. */
export class MalformedRow extends Error {
  readonly path: string;
  readonly expected: string;
  readonly got: unknown;

  constructor(path: string, expected: string, got: unknown) {
    super(`${path}: expected ${expected}`);
    this.path = path;
    this.expected = expected;
    this.got = got;
  }
}

/** Reads an object. */
export function asFields(value: unknown, path: string): Fields {
  if (!isPlainObject(value)) throw new MalformedRow(path, "an object", value);
  return value;
}

/** Reads an array. */
export function asArray(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new MalformedRow(path, "an array", value);
  return value;
}

/** Reads an array of exactly so many entries. */
export function asTuple(value: unknown, path: string, length: number): readonly unknown[] {
  const array = asArray(value, path);
  if (array.length !== length) throw new MalformedRow(path, `an array of ${length} entries`, value);
  return array;
}

/** Reads an integer. IDs that are too large are left to the library, which refuses them. */
export function asInteger(value: unknown, path: string): number {
  if (!Number.isSafeInteger(value)) throw new MalformedRow(path, "an integer", value);
  return value as number;
}

/** Reads a string. */
export function asText(value: unknown, path: string): string {
  if (typeof value !== "string") throw new MalformedRow(path, "a string", value);
  return value;
}

/** Reads a field that must be there. */
export function field(fields: Fields, name: string, path: string): unknown {
  if (!Object.hasOwn(fields, name)) throw new MalformedRow(`${path}.${name}`, "to be there", undefined);
  return fields[name];
}

/** Refuses fields that the schema's page does not name: an expectation could hide in them. */
export function onlyFields(fields: Fields, names: ReadonlySet<string>, path: string): void {
  for (const name of Object.keys(fields))
    if (!names.has(name)) throw new MalformedRow(`${path}.${name}`, "no such field", fields[name]);
}
