import type { ContainerId } from "../id/id.ts";
import type { ManifestPath, ManifestPlace } from "./place.ts";
import type { ManifestProblem, ManifestShape } from "./problem.ts";
import { elements, isObject, own, ownKeys, show } from "./value.ts";

/** A value inside a document, with the way that led to it and the list that problems are added to. */
export interface Cursor extends ManifestPlace {
  readonly value: unknown;
  readonly problems: ManifestProblem[];
}

/** The value is `undefined` where a field is absent. */
export function at(cursor: Cursor, key: string): Cursor {
  return new InnerCursor(own(cursor.value, key), cursor, key);
}

/** A value that lies deeper; the cursor itself where there are no keys. */
export function within(cursor: Cursor, ...keys: readonly string[]): Cursor {
  return keys.reduce(at, cursor);
}

/** There are a hundred of them for every pod, and nearly none of them is ever asked for its path. */
class InnerCursor implements Cursor {
  readonly value: unknown;
  readonly document: number;
  readonly problems: ManifestProblem[];
  readonly #outer: Cursor;
  readonly #step: ManifestPath[number];

  constructor(value: unknown, outer: Cursor, step: ManifestPath[number]) {
    this.value = value;
    this.document = outer.document;
    this.problems = outer.problems;
    this.#outer = outer;
    this.#step = step;
  }

  get path(): ManifestPath {
    return [...this.#outer.path, this.#step];
  }
}

/** Tells whether a field is left out. The API server treats null as absence. */
export function isAbsent(cursor: Cursor): boolean {
  return cursor.value === undefined || cursor.value === null;
}

/** A cursor for each of the first elements; none where the list is absent, or the field is no list, which is a problem. */
export function list(cursor: Cursor, most: number = Number.POSITIVE_INFINITY): readonly Cursor[] {
  const values = elements(cursor.value)?.slice(0, most);
  if (values !== undefined) return values.map((value, i) => new InnerCursor(value, cursor, i));
  if (!isAbsent(cursor)) wrongType(cursor, "list");
  return [];
}

/** The elements of a list of objects; one that is none is a problem, and as if it were null. */
export function objects(cursor: Cursor): readonly Cursor[] {
  return list(cursor).map((element, i) =>
    isObjectOrAbsent(element) ? element : new InnerCursor(undefined, cursor, i),
  );
}

/** Anything else is a problem. */
export function isObjectOrAbsent(cursor: Cursor): boolean {
  if (isAbsent(cursor) || isObject(cursor.value)) return true;
  wrongType(cursor, "object");
  return false;
}

/** A field that holds an object; as if it were absent where it holds none, which is a problem. */
export function objectAt(cursor: Cursor, key: string): Cursor {
  const inner = at(cursor, key);
  return isObjectOrAbsent(inner) ? inner : new InnerCursor(undefined, cursor, key);
}

/** The names of the fields that are there: null is absence. */
export function fieldsAt(cursor: Cursor): readonly string[] {
  return ownKeys(cursor.value).filter((key) => !isAbsent(at(cursor, key)));
}

/** The text; `undefined` where it is absent, or no text, which is a problem. */
export function string(cursor: Cursor): string | undefined {
  if (typeof cursor.value === "string") return cursor.value;
  if (!isAbsent(cursor)) wrongType(cursor, "string");
  return undefined;
}

/** The text of a field; empty where there is none. */
export function textAt(cursor: Cursor, key: string): string {
  return string(at(cursor, key)) ?? "";
}

/** The value; `undefined` where it is absent, or neither, which is a problem. */
export function boolean(cursor: Cursor): boolean | undefined {
  if (typeof cursor.value === "boolean") return cursor.value;
  if (!isAbsent(cursor)) wrongType(cursor, "boolean");
  return undefined;
}

/**
 * A count, or a user or group ID; `undefined` where it is absent, or no integer from 0 to 2147483647, which is a
 * problem.
 *
 * Kubernetes 1.36, `IsValidUserID` and `IsValidGroupID`: "must be between 0 and 2147483647, inclusive". Nothing there
 * ties an ID to the size of the pod's map.
 */
export function integer(cursor: Cursor): ContainerId | undefined {
  const { value } = cursor;
  if (isAbsent(cursor)) return undefined;
  if (!Number.isInteger(value)) return wrongType(cursor, "integer");
  const number = Number(value);
  if (number >= 0 && number <= MAX_INT32) return number;
  return report(cursor, { code: "number-out-of-range", found: number, min: 0, max: MAX_INT32 });
}

/** A name that the API server accepts; `undefined` and a problem where it is absent or refused. */
export function name(cursor: Cursor, expected: "dns-label" | "dns-subdomain"): string | undefined {
  if (isAbsent(cursor)) return report(cursor, { code: "missing", expected: "name" });
  return optionalName(cursor, expected);
}

/** The name; `undefined` where it is absent, or refused, which is a problem. */
export function optionalName(cursor: Cursor, expected: "dns-label" | "dns-subdomain"): string | undefined {
  const text = string(cursor);
  if (text === undefined) return undefined;
  const { longest, parts } = NAME_RULES[expected];
  // The length first: the patterns are not meant for megabytes.
  if (text.length <= longest && parts(text).every((part) => DNS_LABEL.test(part))) return text;
  return report(cursor, { code: "bad-name", found: show(text), expected });
}

/** More problems than anybody reads; those of a list of millions would fill the memory. */
export const MAX_PROBLEMS = 100_000;

/** Adds a problem with the value at a cursor, unless there are {@link MAX_PROBLEMS}. */
export function report(cursor: Cursor, problem: Unplaced<ManifestProblem>): undefined {
  if (cursor.problems.length >= MAX_PROBLEMS) return;
  cursor.problems.push({ ...problem, document: cursor.document, path: cursor.path } as ManifestProblem);
}

/** A problem that has yet to get its place. */
export type Unplaced<P> = P extends ManifestProblem ? Omit<P, "document" | "path"> : never;

export function wrongType(cursor: Cursor, expected: ManifestShape): undefined {
  report(cursor, { code: "wrong-type", found: show(cursor.value), expected });
}

const MAX_INT32 = 2147483647;
const DNS_LABEL = /^[a-z\d]([-a-z\d]*[a-z\d])?$/;

const NAME_RULES = {
  "dns-label": { longest: 63, parts: (text: string) => [text] },
  "dns-subdomain": { longest: 253, parts: (text: string) => text.split(".") },
};
