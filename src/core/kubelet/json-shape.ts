import { compareNames } from "./pod-ranges.ts";

/** Where data is not what it should be. */
export interface Misshapen {
  /** Names the cause. */
  readonly code: "misshapen";
  /** The way to it, as in `manager.usedBy[3].hostId`; empty for the whole. */
  readonly path: string;
  /** What belongs there. */
  readonly expected: string;
}

/**
 * Checks the shape of plain data: `undefined` when it is right, else the first thing that is wrong.
 *
 * @internal
 */
export type Shape = (value: unknown, path: string) => Misshapen | undefined;

/**
 * The shape of a value that passes a test.
 *
 * @param expected - what the test is for
 * @param test - the test
 * @returns the shape
 * @internal
 */
export function passing(expected: string, test: (value: unknown) => boolean): Shape {
  return (value, path) => (test(value) ? undefined : { code: "misshapen", path, expected });
}

/**
 * The shape of an integer.
 *
 * @param least - the smallest
 * @param most - the largest
 * @returns the shape
 * @internal
 */
export function integer(least: number, most: number): Shape {
  return passing(
    `an integer from ${least} to ${most}`,
    (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
  );
}

/**
 * The shape of an array.
 *
 * @param of - the shape of each of its values
 * @returns the shape
 * @internal
 */
export function list(of: Shape): Shape {
  return (value, path) => {
    if (!Array.isArray(value)) return { code: "misshapen", path, expected: "an array" };
    for (const [index, inner] of value.entries()) {
      const fault = of(inner, `${path}[${index}]`);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
}

/**
 * The shape of a list of pods, each of them once, in the order of their UIDs byte by byte.
 *
 * @param of - the shape of each entry, whose `podUid` is a string
 * @returns the shape
 * @internal
 */
export function podList(of: Shape): Shape {
  return both(
    list(of),
    passing("pods in the order of their UIDs, each once", (value) => {
      const uids = (value as readonly { readonly podUid: string }[]).map(({ podUid }) => podUid);
      return uids.every((uid, index) => index === 0 || compareNames(String(uids[index - 1]), uid) < 0);
    }),
  );
}

/**
 * The shape of an object.
 *
 * @param required - the shapes of the fields that must be there
 * @param optional - the shapes of those that may be; there are no others
 * @returns the shape
 * @internal
 */
export function object(
  required: Readonly<Record<string, Shape>>,
  optional: Readonly<Record<string, Shape>> = {},
): Shape {
  return (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return { code: "misshapen", path, expected: "an object" };
    const found = new Map<string, unknown>(Object.entries(value));
    for (const [key, shape] of Object.entries({ ...required, ...optional })) {
      const fault =
        found.has(key) || Object.hasOwn(required, key) ? shape(found.get(key), below(path, key)) : undefined;
      if (fault !== undefined) return fault;
      found.delete(key);
    }
    const [unknown] = found.keys();
    return unknown === undefined
      ? undefined
      : { code: "misshapen", path: below(path, unknown), expected: "no such field" };
  };
}

/**
 * The shape of what may also be `null`.
 *
 * @param shape - the shape of what is not
 * @returns the shape
 * @internal
 */
export function nullOr(shape: Shape): Shape {
  return (value, path) => (value === null ? undefined : shape(value, path));
}

/**
 * The shape of what has two shapes.
 *
 * @param first - the one that is checked first
 * @param second - the one that is checked when the first is right
 * @returns the shape
 * @internal
 */
export function both(first: Shape, second: Shape): Shape {
  return (value, path) => first(value, path) ?? second(value, path);
}

/**
 * The shape of one of several kinds of objects, told apart by a field.
 *
 * @param tag - the field
 * @param kinds - the shapes of the other fields, by what the field says
 * @returns the shape
 * @internal
 */
export function oneOf(tag: string, kinds: Readonly<Record<string, Readonly<Record<string, Shape>>>>): Shape {
  return (value, path) => {
    const kind: unknown = typeof value === "object" && value !== null ? Reflect.get(value, tag) : undefined;
    if (typeof kind !== "string" || !Object.hasOwn(kinds, kind))
      return { code: "misshapen", path: below(path, tag), expected: Object.keys(kinds).join(" or ") };
    return object({ [tag]: passing(kind, () => true), ...kinds[kind] })(value, path);
  };
}

function below(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}
