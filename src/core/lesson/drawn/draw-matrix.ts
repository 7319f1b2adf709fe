import { wrapWords } from "../../drawing/wrap-words.ts";
import type { MatrixCell, MatrixPicture } from "../picture/picture.ts";
import { type LessonLanguage, sayIn } from "../words/words.ts";
import type { Pen } from "./draw-options.ts";
import { DRAWN_WORDS } from "./drawn-words.ts";
import { table } from "./table.ts";

export function drawMatrix({ columns, rows }: MatrixPicture, { language, width }: Pen): readonly string[] {
  const { beyond, disputed } = DRAWN_WORDS[language];
  const heads = columns.map((head) => sayIn(head, language));
  const cells = rows.map(({ name, cells: own }) => [
    sayIn(name, language),
    ...own.map((cell) => textOf(cell, language)),
  ]);
  const marks = new Set(rows.flatMap(({ cells: own }) => own.map(({ mark }) => mark)));
  return [
    ...(widthOf([["", ...heads], ...cells]) <= width
      ? table([["", ...heads], ...cells], width)
      : cells.flatMap(([name = "", ...own]) => stacked(name, heads, own, width))),
    ...(marks.has("beyond") ? wrapWords(`! ${beyond}`, width) : []),
    ...(marks.has("disputed") ? wrapWords(`? ${disputed}`, width) : []),
  ];
}

function textOf({ text, mark }: MatrixCell, language: LessonLanguage): string {
  const sign = mark === undefined ? "" : mark === "beyond" ? " !" : " ?";
  return sayIn(text, language) + sign;
}

function widthOf(rows: readonly (readonly string[])[]): number {
  const [first = []] = rows;
  return first.reduce((sum, _, i) => sum + 2 + Math.max(...rows.map((row) => row[i]?.length ?? 0)), -2);
}

/** A row below its name, a line for each column, where the table is too wide. */
function stacked(name: string, heads: readonly string[], cells: readonly string[], width: number): readonly string[] {
  const rows = cells.map((cell, i) => [heads[i] ?? "", cell]);
  return [...wrapWords(name, width), ...table(rows, width - 2).map((line) => `  ${line}`)];
}
