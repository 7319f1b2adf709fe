import { MAX_DEPTH, MAX_VALUES, type TextFlaw, tooDeep } from "./yaml/limits.ts";

/**
 * Finds where a text has too many values, or too many in each other, to be parsed: a value takes a hundred bytes of memory
 * and may be two bytes of text.
 *
 * Looks at brackets, quotation marks and colons alone; whether the text is JSON shows when it is parsed.
 */
export function jsonOverLimit(text: string): TextFlaw | undefined {
  // Nearly every text is too short to have so many.
  const most = text.length < MAX_VALUES ? Number.POSITIVE_INFINITY : MAX_VALUES;
  let values = 0;
  let depth = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    const start = at;
    at += 1;
    // Keys are counted when they begin, and taken back behind their end.
    if (code === COLON) values -= 1;
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      values += 1;
      depth += 1;
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth -= 1;
    else if (code === QUOTE) {
      values += 1;
      at = endOfString(text, at);
    } else if (isOfScalar(code)) {
      values += 1;
      while (isOfScalar(text.charCodeAt(at))) at += 1;
    }
    if (depth > MAX_DEPTH) return { flaw: tooDeep(), offset: start };
    if (values > most) return { flaw: `more than ${MAX_VALUES} values; give fewer objects at a time`, offset: start };
  }
  return undefined;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Small letters and digits, and the signs of numbers; their characters begin nothing else. */
function isOfScalar(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || NUMBER_SIGNS.includes(code);
}

/** `+`, `-`, `.` and `E`. */
const NUMBER_SIGNS: readonly number[] = [0x2b, 0x2d, 0x2e, 0x45];

function endOfString(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code === BACKSLASH) at += 1;
  }
  return text.length;
}
