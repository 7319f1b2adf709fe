import { expectationEnglish } from "../../core/shape/english.ts";
import {
  fieldPath,
  integer,
  list,
  mistyped,
  object,
  passing,
  type Shape,
  type ShapeFault,
} from "../../core/shape/shape.ts";

/** The most operations that a trace may have. */
export const MAX_OPS = 100_000;

/** The longest UID: that of the name of a directory. */
const MAX_UID_LENGTH = 255;

/** The shape of the UID of a pod, which names a directory. */
export function podUidShape(): Shape {
  return passing(
    { kind: "uid-for-a-directory", most: MAX_UID_LENGTH },
    (value) => typeof value === "string" && value.length <= MAX_UID_LENGTH && !/^\.{0,2}$|[/\0]/.test(value),
  );
}

export function textShape(): Shape {
  return passing("string", (value) => typeof value === "string");
}

/** The shape of an ID, or of a number of some. */
export function uint32Shape(): Shape {
  return integer(0, 4294967295);
}

/** No longer than a trace may be. */
export function boundedList(of: Shape): Shape {
  const inner = list(of);
  return (value, path) =>
    Array.isArray(value) && value.length > MAX_OPS
      ? mistyped(path, { kind: "entries", most: MAX_OPS })
      : inner(value, path);
}

/**
 * Objects of several kinds, told apart by a field: the fields that must be there and those that may, by what it says.
 */
export function kindsShape(
  tag: string,
  kinds: Readonly<Record<string, readonly [required: Fields, optional?: Fields]>>,
  shared: Fields,
): Shape {
  const shapes = new Map<unknown, Shape>(
    Object.entries(kinds).map(([name, [required, optional]]) => [
      name,
      object({ [tag]: textShape(), ...required }, { ...optional, ...shared }),
    ]),
  );
  return (value, path) => {
    const shape = shapes.get(typeof value === "object" && value !== null ? Reflect.get(value, tag) : undefined);
    if (shape === undefined) return mistyped(fieldPath(path, tag), { kind: "one-of", values: Object.keys(kinds) });
    return shape(value, path);
  };
}

/** The shape of what was recorded: any data, but not so deep that it could only be an attack. */
export function shallowShape(): Shape {
  return passing({ kind: "levels", most: MAX_DEPTH }, (value) => isShallow(value, MAX_DEPTH));
}

const MAX_DEPTH = 10;

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return depth > 0 && Object.values(value).every((inner) => isShallow(inner, depth - 1));
}

export type Fields = Readonly<Record<string, Shape>>;

/** What is wrong, and where, in words. */
export function faultText(fault: ShapeFault): string {
  const { code, path } = fault;
  return `${path === "" ? "" : `${path}: `}expected ${code === "mistyped" ? expectationEnglish(fault.expected) : "no such field"}`;
}
