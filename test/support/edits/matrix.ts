import { type Edit, seen } from "./edits.ts";

/** What becomes of an edit, in few words. */
export interface Answer {
  readonly says: string;
  /** The place of what is wrong, counted from the start of the text; absent where there is none. */
  readonly place?: number;
  /** What is said besides, which may quote the text. */
  readonly said?: string;
}

/** A table of answers: what each of its columns is, its rows, and what stands in a cell; nothing where there is no such edit. */
export interface Table {
  readonly title: string;
  /** The answer that is called `=`. */
  readonly own: Answer;
  readonly columns: number;
  readonly rows: readonly Row[];
}

export interface Row {
  readonly name: string;
  at(column: number): Answer | undefined;
}

/**
 * Draws a table: a row for each change, or for those that are answered alike, a column for each place, a letter for each
 * answer. Below the letters stands where the fault is, in base 62; below all of it what the letters mean, with what the
 * program says where it is first answered so.
 */
export function matrixOf({ title, own, columns, rows }: Table): string {
  const letters = new Map([[own.says, "="]]);
  const legend = [legendLine("=", own)];
  const drawn = new Map<string, string[]>();
  for (const { name, at } of rows) {
    const answers = Array.from({ length: columns }, (_, column) => at(column));
    for (const answer of answers) {
      if (answer === undefined || letters.has(answer.says)) continue;
      const letter = letterOf(letters.size - 1);
      letters.set(answer.says, letter);
      legend.push(legendLine(letter, answer));
    }
    const lines = [
      answers.map((each) => (each === undefined ? " " : letters.get(each.says))).join(""),
      answers.map((each) => (each?.place === undefined ? " " : digit(each.place))).join(""),
    ].map((line) => line.trimEnd());
    const key = lines.filter((line) => line !== "").join(`\n${MARGIN}`);
    drawn.set(key, [...(drawn.get(key) ?? []), name]);
  }
  return [`${MARGIN}${title}`, ...Array.from(drawn, ([row, names]) => labelled(names, row)), ...legend, ""].join("\n");
}

/** The table of a text: a column for each place of it, and one for its end. */
export function textTable(
  text: string,
  edits: readonly Edit[],
  answer: (text: string) => Answer,
  title = seen(text),
): Table {
  // Two edits may come to the same text.
  const known = new Map<string, Answer>();
  return {
    title,
    own: answer(text),
    columns: text.length + 1,
    rows: edits.map(({ name, at }) => ({
      name,
      at: (place) => {
        const edited = at(text, place);
        if (edited === undefined) return undefined;
        const given = known.get(edited) ?? answer(edited);
        known.set(edited, given);
        return given;
      },
    })),
  };
}

const MARGIN = " ".repeat(14);

function legendLine(letter: string, { says, said }: Answer): string {
  return `  ${letter} ${says}${said === undefined ? "" : `: ${said}`}`;
}

/** More names than the margin holds stand above their row. */
function labelled(names: readonly string[], row: string): string {
  const all = names.join(" ");
  return all.length < MARGIN.length ? `${all.padEnd(MARGIN.length)}${row}` : `${all}\n${MARGIN}${row}`;
}

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** Latin, then Greek and what follows. */
function letterOf(index: number): string {
  return LETTERS[index] ?? String.fromCodePoint(0x3b1 + index - LETTERS.length);
}

function digit(place: number): string {
  return `0123456789${LETTERS}`[place] ?? "+";
}
