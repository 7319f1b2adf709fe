import { wrapWords } from "../../drawing/wrap-words.ts";
import type { MatrixCell, MatrixPicture } from "../picture/picture.ts";
import { type LessonLanguage, sayIn } from "../words/words.ts";
import type { Pen } from "./draw-options.ts";
import { DRAWN_WORDS } from "./drawn-words.ts";
import { table, widthOf } from "./table.ts";

export function drawMatrix({ columns, rows }: MatrixPicture, { language, width }: Pen): readonly string[] {
  const { beyond, disputed } = DRAWN_WORDS[language];
  const heads = columns.map((head) => sayIn(head, language));
  const cells = rows.map(({ name, cells: own }): readonly [string, ...string[]] => [
    sayIn(name, language),
    ...own.map((cell) => textOf(cell, language)),
  ]);
  const marks = new Set(rows.flatMap(({ cells: own }) => own.map(({ mark }) => mark)));
  return [
    ...(widthOf([["", ...heads], ...cells]) <= width
      ? table([["", ...heads], ...cells], width)
      : cells.flatMap(([name, ...own]) => stacked(name, heads, own, width))),
    ...(marks.has("beyond") ? wrapWords(`! ${beyond}`, width) : []),
    ...(marks.has("disputed") ? wrapWords(`? ${disputed}`, width) : []),
  ];
}

function textOf({ text, mark }: MatrixCell, language: LessonLanguage): string {
  const sign = mark === undefined ? "" : mark === "beyond" ? " !" : " ?";
  return sayIn(text, language) + sign;
}

/** A row below its name, a line for each column, where the table is too wide. */
function stacked(name: string, heads: readonly string[], cells: readonly string[], width: number): readonly string[] {
  const rows = cells.map((cell, i) => [...heads.slice(i, i + 1), cell]);
  return [...wrapWords(name, width), ...table(rows, width - 2).map((line) => `  ${line}`)];
}
