import { isUint32 } from "../id/uint32.ts";
import { rawByteAt } from "./go-bytes.ts";

/**
 * Quotes a text as Go's `%q` does; a lone surrogate, which no UTF-8 can hold, is a byte where `rawByteAt` has
 * one, else U+FFFD.
 *
 * `strconv.Quote`: letters, marks, numbers, punctuation, symbols and the space are printed, everything else is escaped,
 * below U+0020 and U+007F with two digits, up to U+FFFF with four, beyond with eight.
 */
export function goQuote(text: string): string {
  if (/^[ !#-[\]-~]*$/.test(text)) return `"${text}"`;
  let quoted = "";
  for (const character of text) quoted += quoteCharacter(character);
  return `"${quoted}"`;
}

/**
 * Splits a text as Go's `strings.Fields` does. `unicode.IsSpace` has, unlike JavaScript's `\s`, U+0085, and not U+FEFF.
 */
export function goFields(text: string): readonly string[] {
  return text
    .split(/[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/)
    .filter((field) => field !== "");
}

/** Where the text begins and ends that Go's `strings.TrimSpace` leaves; the same characters are space as in {@link goFields}. */
export function goTrimmed(text: string): readonly [start: number, end: number] {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charAt(start))) start++;
  while (start < end && isSpace(text.charAt(end - 1))) end--;
  return [start, end];
}

function isSpace(character: string): boolean {
  return goFields(character).length === 0;
}

/**
 * Go's `strconv.ParseUint(text, 10, 32)`: the digits are taken one by one and the first trouble counts; in
 * `4294967296x` that is the size, not the `x`.
 */
export function goParseUint32(text: string): number | string {
  let value = 0;
  for (const digit of text) {
    if (!/[0-9]/.test(digit)) return parseFault(text, "invalid syntax");
    value = value * 10 + Number(digit);
    if (!isUint32(value)) return parseFault(text, "value out of range");
  }
  return text === "" ? parseFault(text, "invalid syntax") : value;
}

function parseFault(text: string, reason: string): string {
  return `strconv.ParseUint: parsing ${goQuote(text)}: ${reason}`;
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  "\x07": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  "\\": "\\\\",
  '"': '\\"',
};

function quoteCharacter(character: string): string {
  const short = SHORT_ESCAPES[character];
  if (short !== undefined) return short;
  if (/[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.test(character)) return character;
  const byte = rawByteAt(character, 0);
  if (byte !== undefined) return `\\x${byte.toString(16)}`;
  if (/\p{Cs}/u.test(character)) return "\ufffd";
  const hex = Number(character.codePointAt(0)).toString(16);
  if (hex.length > 4) return `\\U${hex.padStart(8, "0")}`;
  return character <= "\x7f" ? `\\x${hex.padStart(2, "0")}` : `\\u${hex.padStart(4, "0")}`;
}
