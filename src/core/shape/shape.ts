import type { Expectation, ExpectedWord } from "./expectation.ts";

/** A value is missing or not what it should be. */
export interface Mistyped {
  readonly code: "mistyped";
  /** The way to it, such as `pods[3].podUid`; empty for the whole. */
  readonly path: string;
  /** What belongs there. */
  readonly expected: Expectation;
}

/** There is a field that does not belong there. */
export interface UnknownField {
  readonly code: "unknown-field";
  /** The way to it, such as `pool.length`. */
  readonly path: string;
}

/** The first thing that is wrong with plain data. */
export type ShapeFault = Mistyped | UnknownField;

/** Checks plain data: `undefined` when it is right. A shape with a `Fault` of its own finds other things wrong, too. */
export type Shape<Fault = never> = (value: unknown, path: string) => ShapeFault | Fault | undefined;

/** The shape of a value that passes a test. */
export function passing(expected: Expectation | ExpectedWord, test: (value: unknown) => boolean): Shape {
  return (value, path) => (test(value) ? undefined : mistyped(path, expected));
}

export function anything(): Shape {
  return passing("plain-data", (value) => value !== undefined);
}

export function text(): Shape {
  return passing("string", (value) => typeof value === "string");
}

export function integer(least: number, most: number): Shape {
  return passing(
    { kind: "integer", least, most },
    (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
  );
}

export function list<Fault = never>(of: Shape<Fault>): Shape<Fault> {
  return (value, path) => {
    if (!Array.isArray(value)) return mistyped(path, "array");
    for (const [index, inner] of value.entries()) {
      const fault = of(inner, `${path}[${index}]`);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
}

export function object<Fault = never>(
  required: Readonly<Record<string, Shape<Fault>>>,
  optional: Readonly<Record<string, Shape<Fault>>> = {},
): Shape<Fault> {
  const fields = Object.entries({ ...required, ...optional });
  return (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return mistyped(path, "object");
    // A Map, so that no field is looked for in the prototype.
    const found = new Map<string, unknown>(Object.entries(value));
    for (const [key, shape] of fields) {
      const isDue = found.has(key) || Object.hasOwn(required, key);
      const fault = isDue ? shape(found.get(key), fieldPath(path, key)) : undefined;
      if (fault !== undefined) return fault;
      found.delete(key);
    }
    const [unknown] = found.keys();
    return unknown === undefined ? undefined : { code: "unknown-field", path: fieldPath(path, unknown) };
  };
}

/** The shape of an object that has values of one shape, by whatever names. */
export function record<Fault = never>(of: Shape<Fault>): Shape<Fault> {
  return (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return mistyped(path, "object");
    for (const key of Object.keys(value)) {
      const fault = of(Reflect.get(value, key), fieldPath(path, key));
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
}

export function nullOr<Fault = never>(shape: Shape<Fault>): Shape<Fault> {
  return (value, path) => (value === null ? undefined : shape(value, path));
}

export function both<Fault = never>(first: Shape<Fault>, second: Shape<Fault>): Shape<Fault> {
  return (value, path) => first(value, path) ?? second(value, path);
}

/** The shape of one of several kinds of objects, told apart by a field. */
export function oneOf(tag: string, kinds: Readonly<Record<string, Readonly<Record<string, Shape>>>>): Shape {
  return (value, path) => {
    const kind: unknown = typeof value === "object" && value !== null ? Reflect.get(value, tag) : undefined;
    if (typeof kind !== "string" || !Object.hasOwn(kinds, kind))
      return mistyped(fieldPath(path, tag), { kind: "one-of", values: Object.keys(kinds) });
    return object({ [tag]: anything(), ...kinds[kind] })(value, path);
  };
}

export function fieldPath(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

export function mistyped(path: string, expected: Expectation | ExpectedWord): Mistyped {
  return { code: "mistyped", path, expected: typeof expected === "string" ? { kind: expected } : expected };
}
