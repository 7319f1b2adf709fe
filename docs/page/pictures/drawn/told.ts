import type { LessonLanguage } from "userns-sim/lessons";
import { PICTURE_WORDS } from "../../words/pictures.ts";

/** What a picture shows, in words: its description, and the table behind it. */
export interface Told {
  readonly title: string;
  /** All of it in one sentence. */
  readonly desc: string;
  /** What is said below the picture. */
  readonly notes: readonly string[];
  /** The heads of the columns, that of the names first. */
  readonly heads: readonly string[];
  readonly rows: readonly ToldRow[];
  /** The columns of cells that hold names of rules and what sources say, which is English. */
  readonly codes?: readonly number[];
}

export interface ToldRow {
  readonly name: string;
  /** As many as there are heads, without that of the names. */
  readonly cells: readonly string[];
}

/** A description does not go on for ever: the table has the rest. */
const MOST_ROWS = 20;

/** Adds a description: the rows in one sentence, such as `0: host 65536; 1000: host 66536.` */
export function tell(
  parts: Omit<Told, "desc">,
  language: LessonLanguage,
  clause: (row: ToldRow, heads: readonly string[]) => string = withHeads,
): Told {
  const { heads, rows, notes } = parts;
  const clauses = rows.slice(0, MOST_ROWS).map((row) => clause(row, heads));
  if (rows.length > MOST_ROWS) clauses.push(PICTURE_WORDS[language].more(rows.length - MOST_ROWS));
  return { ...parts, desc: [...(clauses.length === 0 ? [] : [`${clauses.join("; ")}.`]), ...notes].join(" ") };
}

function withHeads({ name, cells }: ToldRow, [, ...columns]: readonly string[]): string {
  return `${name}: ${cells.map((cell, i) => `${columns[i] ?? ""} ${cell}`).join(", ")}`;
}

/** A row of which the first cell says all. */
export function firstCell({ name, cells: [cell = ""] }: ToldRow): string {
  return `${name}: ${cell}`;
}
