import type { ManifestPath } from "../../core/manifest/place.ts";

/**
 * Finds where a JSON value ends, by its brackets and quotes alone.
 * @param start - where the value begins, white space allowed
 * @returns the position after the value, or the text's length where it does not end
 */
export function endOfValue(text: string, start: number): number {
  let depth = 0;
  let at = pastSpace(text, start);
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '"') at = endOfString(text, at);
    else if ("{[".includes(character)) {
      depth += 1;
      at += 1;
    } else if ("}]".includes(character)) {
      depth -= 1;
      at += 1;
    } else if (depth > 0) at = next(text, STRUCTURE, at);
    else return Math.max(at + 1, next(text, AFTER_SCALAR, at));
    if (depth <= 0) return at;
  }
  return text.length;
}

/**
 * Finds where values stand in a JSON text that is known to be well-formed.
 * @param paths - the ways from there to the values
 * @returns for each the position of the value, or of the innermost value around it where it is absent
 */
export function positionsOf(text: string, start: number, paths: readonly ManifestPath[]): readonly number[] {
  const found: number[] = [];
  visit(
    pastSpace(text, start),
    paths.map((path, index) => ({ path, index })),
    0,
  );
  return found;

  /** Goes through each value once for all that is wanted in it. */
  function visit(at: number, wanted: readonly Wanted[], depth: number): void {
    const inside = new Map<string | number | undefined, Wanted[]>();
    for (const one of wanted) {
      found[one.index] = at;
      const step = one.path[depth];
      if (!inside.get(step)?.push(one)) inside.set(step, [one]);
    }
    inside.delete(undefined);
    if (inside.size === 0) return;
    for (const [step, value] of childrenAt(text, at, inside)) {
      const there = inside.get(step);
      if (there !== undefined) visit(value, there, depth + 1);
    }
  }
}

interface Wanted {
  readonly path: ManifestPath;
  readonly index: number;
}

/** Goes past white space: the first position from there on that holds something else. */
export function pastSpace(text: string, from: number): number {
  let at = Math.min(from, text.length);
  while (SPACES.includes(text.charCodeAt(at))) at += 1;
  return at;
}

/** Space, line feed, carriage return and tab. */
const SPACES: readonly number[] = [0x20, 0x0a, 0x0d, 0x09];
const STRUCTURE = /["{}[\]]/g;
const AFTER_SCALAR = /[\s,:"{}[\]]/g;
const STRING_END = /["\\]/g;

/** The first match at or after a position; the patterns carry no state from call to call. */
function next(text: string, pattern: RegExp, from: number): number {
  const sticky = new RegExp(pattern);
  sticky.lastIndex = from;
  return sticky.exec(text)?.index ?? text.length;
}

function endOfString(text: string, quote: number): number {
  let at = next(text, STRING_END, quote + 1);
  while (text.charAt(at) === "\\") at = next(text, STRING_END, at + 2);
  return Math.min(at + 1, text.length);
}

/** The values in a list or an object, as far as any of some keys or indices may still come. */
function childrenAt(
  text: string,
  at: number,
  wanted: ReadonlyMap<string | number | undefined, unknown>,
): Iterable<readonly [step: string | number, value: number]> {
  const open = text.charAt(at);
  if (open === "[") return elementsAt(text, at, largestOf(wanted.keys()));
  return open === "{" ? fieldsAt(text, at) : [];
}

function largestOf(steps: Iterable<string | number | undefined>): number {
  let largest = -1;
  for (const step of steps) if (typeof step === "number" && step > largest) largest = step;
  return largest;
}

function* elementsAt(text: string, list: number, last: number): Generator<readonly [number, number]> {
  let at = pastSpace(text, list + 1);
  if (text.charAt(at) === "]") return;
  for (let i = 0; i <= last; i++) {
    yield [i, at];
    const end = pastSpace(text, endOfValue(text, at));
    if (text.charAt(end) !== ",") return;
    at = pastSpace(text, end + 1);
  }
}

/** The last of several fields of one name counts, as for JSON.parse, so all are gone through. */
function* fieldsAt(text: string, object: number): Generator<readonly [string, number]> {
  let at = pastSpace(text, object + 1);
  while (text.charAt(at) === '"') {
    const keyEnd = endOfString(text, at);
    const value = pastSpace(text, pastSpace(text, keyEnd) + 1);
    yield [JSON.parse(text.slice(at, keyEnd)), value];
    const end = pastSpace(text, endOfValue(text, value));
    if (text.charAt(end) !== ",") return;
    at = pastSpace(text, end + 1);
  }
}
