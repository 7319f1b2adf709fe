/**
 * Breaks text into lines, between words.
 * @param width - how many columns a line may have
 * @returns the lines; a word longer than the width stands alone and sticks out, so that it can still be copied
 */
export function wrap(text: string, width: number): readonly string[] {
  const [first = "", ...words] = text.split(" ");
  const lines = [];
  let line = first;
  for (const word of words) {
    if (lengthOf(line) + 1 + lengthOf(word) > width) {
      lines.push(line);
      line = word;
    } else line += ` ${word}`;
  }
  return [...lines, line];
}

/**
 * Lays out cells in columns.
 * @param width - how many columns of the terminal there are
 * @returns the lines. A cell that does not fit in its place goes to the next line with what follows it, and the last one
 * of a row is broken between words; nothing is cut.
 */
export function columns(rows: readonly (readonly string[])[], width: number): readonly string[] {
  const starts = columnStarts(rows, width);
  return rows.flatMap((row) => layRow(row, starts, width));
}

/**
 * Lays out texts behind labels.
 * @param rows - a label, or none, and its text
 * @param indent - how many columns stand before a text
 * @param width - how many columns a line may have
 * @returns the lines; each text is broken between words, and goes on below its beginning
 */
export function labelled(
  rows: readonly (readonly [label: string, text: string])[],
  indent: number,
  width: number,
): readonly string[] {
  return rows.flatMap(([label, text]) =>
    wrap(text, width - indent).map((line, i) => pad(i === 0 ? label : "", indent) + line),
  );
}

/**
 * Puts blocks of lines under each other, with an empty line between them.
 * @param blocks - the blocks; empty ones are left out
 */
export function joinBlocks(blocks: readonly (readonly string[])[]): string {
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${line.trimEnd()}\n`).join(""))
    .join("\n");
}

/**
 * Counts the columns that a text takes: its characters, without the colours.
 * @returns the number of columns. Names here are ASCII; what else may come up is counted one column a character.
 */
export function lengthOf(text: string): number {
  return [...text.replace(COLOUR, "")].length;
}

const GAP = 2;
/** Where a cell begins that is too wide for its column. */
const INDENT = 7;
const NARROWEST_FIRST_COLUMN = 16;
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with the escape character
const COLOUR = /\u001b\[\d+m/g;

function layRow(row: readonly string[], starts: readonly number[], width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  row.forEach((cell, i) => {
    if (cell === "") return;
    const column = starts[i] ?? 0;
    const start = column + lengthOf(cell) > width ? Math.min(column, INDENT) : column;
    if (line !== "" && lengthOf(line) + GAP > start) {
      lines.push(line);
      line = "";
    }
    const [first = "", ...more] = i === row.length - 1 ? wrap(cell, width - start) : [cell];
    line = pad(line, start) + first;
    for (const continuation of more) {
      lines.push(line);
      line = " ".repeat(start) + continuation;
    }
  });
  return [...lines, line];
}

function pad(text: string, length: number): string {
  return text + " ".repeat(Math.max(0, length - lengthOf(text)));
}

/**
 * Every column is as wide as its widest cell that has another on its right; where that is too much, the first column,
 * that of the names, gives way.
 */
function columnStarts(rows: readonly (readonly string[])[], width: number): readonly number[] {
  const widths: number[] = [];
  let last = 0;
  for (const row of rows) {
    row.slice(0, -1).forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, lengthOf(cell));
    });
    if (row.length > 2) last = Math.max(last, lengthOf(row.at(-1) ?? ""));
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
