import { ABSENT, withPlace } from "../at-place.ts";

/** What stands at a place of a document: keys and positions. */
export type Way = readonly (string | number)[];

/** The ways to all values of a document, its own first. */
export function waysIn(value: unknown, way: Way = []): readonly Way[] {
  if (typeof value !== "object" || value === null) return [way];
  const isList = Array.isArray(value);
  const inner = Object.entries(value).map(([key, item]) => waysIn(item, [...way, isList ? Number(key) : key]));
  return [way, ...inner.flat()];
}

/** A copy of a document with another value at the end of a way; without it where the value is `undefined`. */
export function withValue(document: unknown, way: Way, value: unknown): unknown {
  return withPlace(document, way, value === undefined ? ABSENT : value);
}

/**
 * Tells of a value which leaves it has otherwise than the one before, and which branches it has not; `same` for none.
 *
 * @param before - the one before
 */
export function differencesFrom(before: unknown): (after: unknown) => string {
  const old = leavesOf(before);
  const ways = waysIn(before).filter((way) => isThere(before, way));
  return (after) => {
    const changed = [...leavesOf(after)].filter(([name, leaf]) => old.get(name) !== leaf);
    const gone = ways.filter((way) => !isThere(after, way));
    const tops = gone.filter((way) => !gone.some((other) => other.length === way.length - 1 && isIn(way, other)));
    const lines = [...changed.map((each) => each.join(" ")), ...tops.map((way) => `no ${way.join(".")}`)];
    return lines.join(", ") || "same";
  };
}

function isThere(value: unknown, way: Way): boolean {
  return valueAt(value, way) !== undefined;
}

function isIn(way: Way, other: Way): boolean {
  return other.every((key, index) => key === way[index]);
}

/** The value at the end of a way; `undefined` where there is none. */
export function valueAt(document: unknown, way: Way): unknown {
  return way.reduce<unknown>(
    (inner, key) => (inner === undefined || inner === null ? undefined : inner[key as never]),
    document,
  );
}

/** The values that hold no others. */
function leavesOf(value: unknown): ReadonlyMap<string, string> {
  const leaves = waysIn(value).filter((way) => {
    const leaf = valueAt(value, way);
    return leaf !== undefined && (typeof leaf !== "object" || leaf === null || Object.keys(leaf).length === 0);
  });
  return new Map(leaves.map((way) => [way.join("."), JSON.stringify(valueAt(value, way))]));
}
