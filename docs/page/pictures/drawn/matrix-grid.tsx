import type { JSX } from "preact";
import type { LessonLanguage, MatrixPicture } from "userns-sim/lessons";
import { said, saidIn } from "../../words/said.ts";
import { TableHead } from "../picture-table.tsx";
import { cellText, verdictOf } from "./matrix-cells.ts";
import { useRoving } from "./roving.ts";
import type { Told } from "./told.ts";

/** A cell, or a whole row. */
export interface MatrixPlace {
  readonly row: number;
  /** `undefined` for the row. */
  readonly column: number | undefined;
}

const ROW_HEAD = { role: "rowheader" } as const;

/** A matrix as a grid: one tab stop, and the row's name is a cell too, which Enter opens. */
export function MatrixGrid({
  picture: { columns, rows },
  language,
  told,
  selected,
  onSelect,
  isOpen,
  onOpen,
}: {
  readonly picture: MatrixPicture;
  readonly language: LessonLanguage;
  readonly told: Told;
  readonly selected?: MatrixPlace | undefined;
  readonly onSelect: (place: MatrixPlace) => void;
  readonly isOpen?: ((row: number) => boolean | undefined) | undefined;
  readonly onOpen?: ((row: number) => void) | undefined;
}): JSX.Element {
  const width = columns.length + 1;
  const at = selected === undefined ? undefined : selected.row * width + 1 + (selected.column ?? -1);
  const select = (to: number, key?: string) => {
    const row = Math.floor(to / width);
    const column = to % width;
    onSelect({ row, column: column === 0 ? undefined : column - 1 });
    const opens = column === 0 && (key === undefined || key === "Enter" || key === " ");
    if (opens && isOpen?.(row) !== undefined) onOpen?.(row);
  };
  const shape = { columns: width, count: rows.length * width };
  const { whole, cell } = useRoving<HTMLTableElement>("grid", told.title, at, shape, select);
  return (
    <div class="scrolled">
      <table class="matrix" {...whole}>
        <TableHead title={told.title} heads={told.heads} />
        <tbody>
          {rows.map(({ name, cells }, row) => (
            <tr key={row}>
              <th scope="row" aria-expanded={isOpen?.(row)} {...cell(row * width)} {...ROW_HEAD}>
                {saidIn(name, language)}
              </th>
              {cells.map((own, column) => (
                <td key={column} class={verdictOf(own)} {...cell(row * width + column + 1)}>
                  {said(cellText(own, language))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {told.notes.map((note) => (
        <p key={note} class="notes">
          {note}
        </p>
      ))}
    </div>
  );
}
