import { fieldPath } from "./shape.ts";

/** Data that is not what JSON can carry, and where it is. */
export class NotPlainData extends Error {
  /** Where, such as `memory.queue[3]`. */
  readonly path: string;

  constructor(path: string) {
    super(path);
    this.path = path;
  }
}

/** How deep plain data may be nested. A fixed number, because the stack's own limit differs from call to call. */
const DEPTH_LIMIT = 100;

/** Not `undefined`, functions, symbols, BigInts and numbers that are not finite; what lies inside is not looked at. */
export function isPlainShallow(value: unknown): boolean {
  switch (typeof value) {
    case "number":
      return Number.isFinite(value);
    case "string":
    case "boolean":
    case "object":
      return true;
    default:
      return false;
  }
}

/** Reads every property once, into arrays and plain objects that nothing else knows. */
export function copyPlain(value: unknown, path: string, depth = 0): unknown {
  if (!isPlainShallow(value) || depth > DEPTH_LIMIT) throw new NotPlainData(path);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return copyArray(value, path, depth);
  if (!isPlainObject(value)) throw new NotPlainData(path);
  const entries: [string, unknown][] = [];
  for (const [key, inner] of Object.entries(value))
    entries.push([key, copyPlain(inner, fieldPath(path, key), depth + 1)]);
  // Unlike an assignment, this makes a property of the key "__proto__" too.
  return Object.fromEntries(entries);
}

function copyArray(value: readonly unknown[], path: string, depth: number): unknown[] {
  const copy: unknown[] = [];
  // A hole is read as `undefined` and refused, so an empty array of huge length ends at once.
  for (const inner of value) copy.push(copyPlain(inner, `${path}[${copy.length}]`, depth + 1));
  return copy;
}

/** Objects of another realm, such as a frame, have a plain prototype too, but not this realm's. */
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
