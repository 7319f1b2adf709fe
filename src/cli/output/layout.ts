import { isPlain, printable } from "../../core/text/printable.ts";
import { type Line, lineOf, plain, type Span, type Text } from "../base/line.ts";

/**
 * Breaks text into lines, between words.
 * @param width - how many columns a line may have
 * @returns the lines; a word longer than the width stands alone and sticks out, so that it can still be copied
 */
export function wrap(text: Text, width: number): readonly Line[] {
  const whole = visible(text);
  if (lengthOf(text) <= width) return [whole];
  const letters = plain(whole);
  const lines: Line[] = [];
  let start = 0;
  let length = -1;
  let at = 0;
  for (const word of letters.split(" ")) {
    const more = 1 + lengthOf(word);
    if (at > 0 && length + more > width) {
      lines.push(slice(whole, start, at - 1));
      start = at;
      length = -1;
    }
    length += more;
    at += word.length + 1;
  }
  return [...lines, slice(whole, start, letters.length)];
}

/**
 * Lays out cells in columns.
 * @param width - how many columns of the terminal there are
 * @returns the lines. A cell that does not fit in its place goes to the next line with what follows it, and the last one
 * of a row is broken between words; nothing is cut.
 */
export function columns(rows: readonly (readonly Text[])[], width: number): readonly Line[] {
  const lengths = rows.map((row) => row.map(lengthOf));
  const starts = columnStarts(lengths, width);
  return rows.flatMap((row, i) => layRow(row, lengths[i] as readonly number[], starts, width));
}

/**
 * Lays out texts behind labels.
 * @param rows - a label, or none, and its text
 * @param indent - how many columns stand before a text
 * @param width - how many columns a line may have
 * @returns the lines; each text is broken between words, and goes on below its beginning
 */
export function labelled(
  rows: readonly (readonly [label: Text, text: Text])[],
  indent: number,
  width: number,
): readonly Line[] {
  return rows.flatMap(([label, text]) =>
    wrap(text, width - indent).map((line, i) => [...pad(i === 0 ? label : "", indent), ...line]),
  );
}

/**
 * Puts blocks of lines under each other, with an empty line between them.
 * @param blocks - the blocks; empty ones are left out
 */
export function joinBlocks(blocks: readonly (readonly Text[])[]): readonly Line[] {
  return blocks
    .filter((lines) => lines.length > 0)
    .flatMap((lines, i) => [...(i === 0 ? [] : [[]]), ...lines.map((line) => trimmed(lineOf(line)))]);
}

/**
 * Counts the columns that a text takes: its characters, those that cannot be printed as their escapes.
 * @returns the number of columns. Names here are ASCII; what else may come up is counted one column a character.
 */
export function lengthOf(text: Text): number {
  if (typeof text !== "string") return lineOf(text).reduce((sum, span) => sum + lengthOf(span.text), 0);
  return isPlain(text) ? text.length : [...printable(text)].length;
}

const GAP = 2;
/** Where a cell begins that is too wide for its column. */
const INDENT = 7;
const NARROWEST_FIRST_COLUMN = 16;

function visible(text: Text): Line {
  return lineOf(text).map((span) => ({ ...span, text: printable(span.text) }));
}

/** The characters of a line from one position to another, dressed as they were. */
function slice(line: Line, from: number, to: number): Line {
  const pieces: Span[] = [];
  let at = 0;
  for (const span of line) {
    const text = span.text.slice(Math.max(0, from - at), Math.max(0, to - at));
    if (text !== "") pieces.push({ ...span, text });
    at += span.text.length;
  }
  return pieces;
}

function trimmed(line: Line): Line {
  const last = line.at(-1);
  if (last === undefined || last.dress !== undefined || !last.text.endsWith(" ")) return line;
  const text = last.text.replace(/ +$/, "");
  return text === "" ? trimmed(line.slice(0, -1)) : [...line.slice(0, -1), { text }];
}

function layRow(
  row: readonly Text[],
  lengths: readonly number[],
  starts: readonly number[],
  width: number,
): readonly Line[] {
  let line: Span[] = [];
  const lines: Line[] = [line];
  let end = 0;
  row.forEach((cell, i) => {
    const length = lengths[i] as number;
    if (length === 0) return;
    const column = starts[i] ?? 0;
    const start = column + length > width ? Math.min(column, INDENT) : column;
    const isWhole = i < row.length - 1 || length <= width - start;
    const pieces = isWhole ? [lineOf(cell)] : wrap(cell, width - start);
    pieces.forEach((piece, at) => {
      if (at > 0 || (end > 0 && end + GAP > start)) {
        line = [];
        lines.push(line);
        end = 0;
      }
      if (start > end) line.push({ text: " ".repeat(start - end) });
      line.push(...piece);
      end = start + (isWhole ? length : lengthOf(piece));
    });
  });
  return lines;
}

function pad(text: Text, length: number): Line {
  return lineOf([text, " ".repeat(Math.max(0, length - lengthOf(text)))]);
}

/**
 * Every column is as wide as its widest cell that has another on its right; where that is too much, the first column,
 * that of the names, gives way.
 */
function columnStarts(rows: readonly (readonly number[])[], width: number): readonly number[] {
  const widths: number[] = [];
  let last = 0;
  for (const row of rows) {
    row.slice(0, -1).forEach((length, i) => {
      widths[i] = Math.max(widths[i] ?? 0, length);
    });
    if (row.length > 2) last = Math.max(last, row.at(-1) ?? 0);
  }
  const [first = 0, ...others] = widths;
  const room = others.reduce((rest, other) => rest - other - GAP, width - last - GAP);
  const starts = [0];
  let next = Math.min(first, Math.max(room, NARROWEST_FIRST_COLUMN)) + GAP;
  for (const other of [...others, 0]) {
    starts.push(next);
    next += other + GAP;
  }
  return starts;
}
