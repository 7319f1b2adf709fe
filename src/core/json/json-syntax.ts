import type { JsonExpected } from "./json-fault.ts";

/** Where a text stops being JSON. */
export interface JsonSyntaxFault {
  readonly code: "invalid-json" | "too-deep";
  /** The place in the text, from 0. */
  readonly at: number;
  /** What would be right there. */
  readonly expected: JsonExpected;
}

/**
 * Finds the first place where a text is not JSON, in one pass, without recursion and without building a value.
 *
 * The grammar of RFC 8259, as Go's `encoding/json` (`scanner.go`) checks it before it decodes anything: blanks
 * are space, \t, \r, \n; no byte order mark; arrays and objects at most 10000 deep.
 *
 * @returns the place, or `undefined` when the text is one JSON value with blanks around it
 */
export function jsonFault(text: string): JsonSyntaxFault | undefined {
  const scan: Scan = { text, at: 0 };
  const expected = scanDocument(scan);
  if (expected === undefined) return undefined;
  return { code: expected === "10000-levels" ? "too-deep" : "invalid-json", at: scan.at, expected };
}

/**
 * Goes past the blanks of a JSON text.
 * @param at - a place in it, from 0
 * @returns the first place from there on that is no blank
 */
export function pastBlanks(text: string, at: number): number {
  const blanks = text.slice(at).search(/[^ \t\r\n]/);
  return blanks === -1 ? text.length : at + blanks;
}

/** `maxNestingDepth` of `scanner.go`. */
const MAX_DEPTH = 10000;

/** How far a text was read. A function that reads on gives back what it missed, or `undefined`. */
interface Scan {
  readonly text: string;
  at: number;
}

function scanDocument(scan: Scan): JsonExpected | undefined {
  // The closing brackets that are still owed, the innermost last: what would otherwise be the call stack.
  const owed: ("}" | "]")[] = [];
  skipBlanks(scan);
  for (;;) {
    // Here a value begins.
    const closer = closerOf(peek(scan));
    if (closer === undefined) {
      const missing = scanScalar(scan);
      if (missing !== undefined) return missing;
      skipBlanks(scan);
    } else {
      if (owed.length === MAX_DEPTH) return "10000-levels";
      owed.push(closer);
      skip(scan);
      if (peek(scan) !== closer) {
        const missing = scanKeyOf(closer, scan);
        if (missing !== undefined) return missing;
        continue;
      }
    }
    // Here a value has ended, or an empty array or object is about to.
    while (peek(scan) === owed.at(-1)) {
      owed.pop();
      skip(scan);
    }
    const open = owed.at(-1);
    if (open === undefined) return scan.at === scan.text.length ? undefined : "end-of-text";
    if (peek(scan) !== ",") return `comma-or-${open}`;
    skip(scan);
    const missing = scanKeyOf(open, scan);
    if (missing !== undefined) return missing;
  }
}

function closerOf(char: string): "}" | "]" | undefined {
  return char === "{" ? "}" : char === "[" ? "]" : undefined;
}

/** In an object, a key stands before each value; in an array, nothing. */
function scanKeyOf(closer: string, scan: Scan): JsonExpected | undefined {
  if (closer === "]") return undefined;
  if (peek(scan) !== '"') return "key";
  const missing = scanString(scan);
  if (missing !== undefined) return missing;
  skipBlanks(scan);
  if (peek(scan) !== ":") return "colon";
  skip(scan);
  return undefined;
}

function scanScalar(scan: Scan): JsonExpected | undefined {
  if (peek(scan) === '"') return scanString(scan);
  const word = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/.exec(scan.text.slice(scan.at));
  if (word === null) return "value";
  scan.at += word[0].length;
  return undefined;
}

function scanString(scan: Scan): JsonExpected | undefined {
  scan.at++;
  while (peek(scan) !== '"') {
    // Also true at the end of the text, where there is no character.
    if (peek(scan) < " ") return "closing-quote";
    const length = peek(scan) === "\\" ? escapeLength(scan) : 1;
    if (length === undefined) return "escape";
    scan.at += length;
  }
  scan.at++;
  return undefined;
}

function escapeLength({ text, at }: Scan): number | undefined {
  return /^\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/.exec(text.slice(at, at + 6))?.[0].length;
}

function peek({ text, at }: Scan): string {
  return text.charAt(at);
}

/** Goes past one character and the blanks behind it. */
function skip(scan: Scan): void {
  scan.at++;
  skipBlanks(scan);
}

function skipBlanks(scan: Scan): void {
  scan.at = pastBlanks(scan.text, scan.at);
}
