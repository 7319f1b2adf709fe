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
 * Finds where a value stands in a JSON text that is known to be well-formed.
 * @param path - the way from there to the value
 * @returns the position of the value, or of the innermost value around it where it is absent
 */
export function positionOf(text: string, start: number, path: ManifestPath): number {
  let at = pastSpace(text, start);
  for (const step of path) {
    const inner = typeof step === "number" ? elementAt(text, at, step) : fieldAt(text, at, step);
    if (inner === undefined) return at;
    at = inner;
  }
  return at;
}

/** Goes past white space: the first position from there on that holds something else. */
export function pastSpace(text: string, from: number): number {
  return next(text, NO_SPACE, from);
}

const NO_SPACE = /[^ \t\r\n]/g;
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

function elementAt(text: string, list: number, index: number): number | undefined {
  if (text.charAt(list) !== "[") return undefined;
  let at = pastSpace(text, list + 1);
  for (let i = 0; i < index; i++) at = pastSpace(text, pastSpace(text, endOfValue(text, at)) + 1);
  return at;
}

function fieldAt(text: string, object: number, name: string): number | undefined {
  if (text.charAt(object) !== "{") return undefined;
  let found: number | undefined;
  let at = pastSpace(text, object + 1);
  while (text.charAt(at) === '"') {
    const keyEnd = endOfString(text, at);
    const value = pastSpace(text, pastSpace(text, keyEnd) + 1);
    // The last of several fields of one name counts, as for JSON.parse.
    if (JSON.parse(text.slice(at, keyEnd)) === name) found = value;
    at = pastSpace(text, pastSpace(text, endOfValue(text, value)) + 1);
  }
  return found;
}
