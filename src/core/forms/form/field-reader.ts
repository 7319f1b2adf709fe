import { type Err, err } from "../../result.ts";
import { lineAndColumn } from "../../text/line-and-column.ts";
import { shown, visible } from "../../text/shown.ts";
import type { FormExpected, FormFault, FormPlace } from "./form-error.ts";
import type { FormName } from "./form-names.ts";

/** A stretch of a text that knows where it stands in it: whatever is cut out of it does, too. */
export interface Field {
  readonly text: string;
  /** The place of its first character in the whole text, from 0. */
  readonly at: number;
}

/** The stretch from one place of a field to another, both counted in the field. */
export function cut({ text, at }: Field, start: number, end: number = text.length): Field {
  return { text: text.slice(start, end), at: at + start };
}

/** Its lines, without their line breaks; the piece behind a line break at the end is one, and empty. */
export function linesIn(field: Field): readonly Field[] {
  return splitAt(field, "\n");
}

/** What stands between the separators, empty pieces too. */
export function splitAt(field: Field, separator: string): readonly Field[] {
  let at = field.at;
  return field.text.split(separator).map((text) => {
    const piece = { text, at };
    at += text.length + separator.length;
    return piece;
  });
}

/** The two sides of the first separator; `undefined` where there is none. */
export function partedAt(field: Field, separator: string): readonly [left: Field, right: Field] | undefined {
  const at = field.text.indexOf(separator);
  return at === -1 ? undefined : [cut(field, 0, at), cut(field, at + separator.length)];
}

/** What stands between blanks: no piece is empty. The blanks are space and tab, and line breaks. */
export function wordsIn({ text, at }: Field): readonly Field[] {
  return Array.from(text.matchAll(/[^ \t\r\n]+/g), ({ 0: word, index }) => ({ text: word, at: at + index }));
}

/** The field without the blanks around it. An empty one stands where the field ends. */
export function trimmed(field: Field): Field {
  const { text } = field;
  let start = 0;
  while (start < text.length && isSpace(text.charAt(start))) start++;
  let end = text.length;
  while (end > start && isSpace(text.charAt(end - 1))) end--;
  return cut(field, start, end);
}

/** As isspace(3): a blank of another script, such as one pasted from a page, is none to a program. */
function isSpace(character: string): boolean {
  return " \t\n\v\f\r".includes(character);
}

/** The value of digits, however many, exact up to 2^53; NaN for anything but digits. `strconv.ParseUint` in base 10. */
export function decimal(text: string): number {
  return /^[0-9]+$/.test(text) ? Number(text) : Number.NaN;
}

/**
 * The number that strtoul(3) reads in base 0, exact up to 2^53, or NaN where it leaves a rest: `010` is 8, `0x10` is 16.
 * Only the minus sign is not followed: it wraps.
 */
export function strtoul(text: string): number {
  const digits = text.replace(/^[ \t\n\v\f\r]*\+?/, "");
  if (/^0[0-7]*$/.test(digits)) return Number(`0o${digits}`);
  return /^(?:[1-9]\d*|0x[\da-f]+)$/i.test(digits) ? Number(digits) : Number.NaN;
}

/** The words of a program, which may quote all that it was given, as it is. */
function inShort(said: string): string {
  return visible(said.length > MAX_SAID ? `${said.slice(0, MAX_SAID)}…` : said);
}

const MAX_SAID = 500;

/** Says what is wrong at the places of one text. */
export interface Faults {
  /** Refuses a field, in the words of the upstream program where it has some. */
  at<Code extends string>(code: Code, field: Field, expected: FormExpected, text?: string): Err<FormFault<Code>>;
  /** The line and column of a field. */
  place(field: Field): FormPlace;
}

export function faultsIn(form: FormName, text: string): Faults {
  const place = ({ at }: Field): FormPlace => ({ form, ...lineAndColumn(text, at) });
  return {
    at: (code, field, expected, said) =>
      err({
        code,
        ...place(field),
        found: shown(field.text),
        expected,
        ...(said !== undefined && { text: inShort(said) }),
      }),
    place,
  };
}
