import { asArray, asFields, asTuple, type Fields, field, MalformedRow, onlyFields } from "./fields.ts";

/** Reads one value of a row, or throws {@link MalformedRow}. */
export type Read<T = unknown> = (value: unknown, path: string) => T;

/** The fields that an object may have, each with its reader; those of `required` must be there. */
export interface Shape {
  readonly required?: Readonly<Record<string, Read>>;
  readonly optional?: Readonly<Record<string, Read>>;
}

/** Reads an object that has the fields of a shape and no others. */
export function readShape(value: unknown, { required = {}, optional = {} }: Shape, path: string): Fields {
  const fields = asFields(value, path);
  onlyFields(fields, new Set([...Object.keys(required), ...Object.keys(optional)]), path);
  const read: [string, unknown][] = [];
  for (const [name, reader] of Object.entries(required))
    read.push([name, reader(field(fields, name, path), `${path}.${name}`)]);
  for (const [name, reader] of Object.entries(optional))
    if (Object.hasOwn(fields, name)) read.push([name, reader(fields[name], `${path}.${name}`)]);
  return Object.fromEntries(read);
}

/** Reads what is compared and not looked at: an expectation. */
export function anything(value: unknown): unknown {
  return value;
}

/** Reads true or false. */
export function asBoolean(value: unknown, path: string): boolean {
  if (typeof value !== "boolean") throw new MalformedRow(path, "true or false", value);
  return value;
}

/** Reads the flag that is left out where it is not set. */
export function asTrue(value: unknown, path: string): true {
  if (value !== true) throw new MalformedRow(path, "true, or no such field", value);
  return value;
}

/** Reads an array of which each entry has the same reader. */
export function asArrayOf<T>(read: Read<T>): Read<readonly T[]> {
  return (value, path) => asArray(value, path).map((each, index) => read(each, `${path}[${index}]`));
}

/** Reads an object whose names are free and whose values have the same reader. */
export function asRecordOf<T>(read: Read<T>): Read<Readonly<Record<string, T>>> {
  return (value, path) =>
    Object.fromEntries(
      Object.entries(asFields(value, path)).map(([name, each]) => [name, read(each, `${path}.${name}`)]),
    );
}

/** Some fields of an object, those that it has. */
export function pick(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)));
}

/** Reads an array of as many entries as there are readers, each with its own. */
export function asTupleOf(...reads: readonly Read[]): Read<readonly unknown[]> {
  return (value, path) => {
    const entries = asTuple(value, path, reads.length);
    return reads.map((read, index) => read(entries[index], `${path}[${index}]`));
  };
}
