import type { JSX } from "preact";
import { type LessonLanguage, type MatrixPicture, sayIn } from "userns-sim/lessons";
import { PICTURE_WORDS } from "../words/pictures.ts";
import { said, saidIn } from "../words/said.ts";
import { Drawing, WIDTH } from "./drawn/drawing.tsx";
import { cellText, isAllowance, verdictOf } from "./drawn/matrix-cells.ts";
import { MatrixGrid, type MatrixPlace } from "./drawn/matrix-grid.tsx";
import { LINE, Lines, widthOf, wordsOf, wrapped } from "./drawn/text.tsx";
import { type Told, tell } from "./drawn/told.ts";

export interface MatrixProps {
  readonly picture: MatrixPicture;
  readonly language: LessonLanguage;
  readonly selected?: MatrixPlace | undefined;
  /** Makes the cells operable. */
  readonly onSelect?: ((place: MatrixPlace) => void) | undefined;
  /** Whether a row is open; `undefined` for one that does not open. */
  readonly isOpen?: ((row: number) => boolean | undefined) | undefined;
  /** Opens or closes a row. */
  readonly onOpen?: ((row: number) => void) | undefined;
}

/** Who may do what: a table, as a picture, or as a grid through which keys lead. */
export function Matrix({ onSelect, ...props }: MatrixProps): JSX.Element {
  const told = tellMatrix(props.picture, props.language);
  return onSelect === undefined ? (
    <MatrixDrawing picture={props.picture} language={props.language} told={told} />
  ) : (
    <MatrixGrid {...props} told={told} onSelect={onSelect} />
  );
}

/** More rows than a picture is for. */
const MOST = 60;
const GAP = 6;
/** What a cell needs besides its text: the bar of its verdict, and the gap to the next. */
const CELL = 16;

function MatrixDrawing({
  picture: { columns, rows },
  language,
  told,
}: Pick<MatrixProps, "picture" | "language"> & { readonly told: Told }): JSX.Element {
  const heads = columns.map((head) => sayIn(head, language));
  const drawn = rows.slice(0, MOST).map(({ name, cells }) => ({
    name: sayIn(name, language),
    cells: cells.map((cell) => ({ text: cellText(cell, language), verdict: verdictOf(cell) })),
  }));
  const { names, columns: widths } = layoutOf(
    drawn.map(({ name }) => name),
    [heads, ...drawn.map(({ cells }) => cells.map(({ text }) => text))],
  );
  const xOf = (i: number) => widths.slice(0, i).reduce((sum, width) => sum + width, names ?? 2);
  const linesOf = (text: string, i: number) => wrapped(text, (widths[i] ?? WIDTH) - CELL);
  let y = 0;
  const headLines = heads.map(linesOf);
  const headHeight = tallest(headLines) * LINE;
  y += headHeight + GAP;
  const placed = drawn.map(({ name, cells }) => {
    const nameLines = wrapped(name, (names ?? WIDTH) - 12);
    const cellLines = cells.map(({ text }, i) => linesOf(text, i));
    const top = y;
    const cellTop = names === undefined ? nameLines.length * LINE : 0;
    const height = Math.max(nameLines.length * LINE, cellTop + tallest(cellLines) * LINE) + 2 * GAP;
    y += height;
    return { nameLines, cellLines, cells, top, cellTop, height };
  });
  return (
    <Drawing told={told} height={y + 2} notes={told.notes}>
      {headLines.map((lines, i) => (
        <Lines key={`${i} ${lines[0]}`} lines={lines} x={xOf(i) + 10} y={14} kind="small" />
      ))}
      {placed.map(({ nameLines, cellLines, cells, top, cellTop, height }) => (
        <g key={top}>
          <path class="rule" d={`M0 ${top}H${WIDTH}`} />
          <Lines lines={nameLines} x={2} y={top + GAP + 14} />
          {cellLines.map((lines, i) => {
            const { verdict } = cells[i] ?? { verdict: "other" };
            const cellY = top + GAP + cellTop;
            return (
              <g key={`${i} ${lines[0]}`}>
                {verdict !== "other" && (
                  <rect
                    class={`bar ${verdict}`}
                    x={xOf(i)}
                    y={cellY + 1}
                    width={4}
                    height={height - cellTop - 2 * GAP}
                  />
                )}
                <Lines lines={lines} x={xOf(i) + 10} y={cellY + 14} />
              </g>
            );
          })}
        </g>
      ))}
      <path class="rule" d={`M0 ${y}H${WIDTH}`} />
    </Drawing>
  );
}

function tallest(cells: readonly (readonly string[])[]): number {
  return Math.max(0, ...cells.map((lines) => lines.length));
}

interface Layout {
  /** How wide the names are; `undefined` where they stand above their cells. */
  readonly names: number | undefined;
  readonly columns: readonly number[];
}

/** Names beside their cells where there is room for both, else above them. What room is left goes to whom it saves a line. */
function layoutOf(names: readonly string[], rows: readonly (readonly string[])[]): Layout {
  const columns = (rows[0] ?? []).map((_, i) => rows.map((row) => row[i] ?? ""));
  const [own, ...wanted] = [names, ...columns].map((texts, i) => ({
    least: Math.max(0, ...texts.map(longestWord)) + (i === 0 ? 12 : CELL),
    most: Math.max(0, ...texts.map(widthOf)) + (i === 0 ? 12 : CELL),
  })) as [Wanted, ...Wanted[]];
  const beside = [own, ...wanted].reduce((sum, { least }) => sum + least, 0) <= WIDTH;
  const shared = share(beside ? [own, ...wanted] : wanted);
  return beside ? { names: shared[0], columns: shared.slice(1) } : { names: undefined, columns: shared };
}

interface Wanted {
  readonly least: number;
  readonly most: number;
}

function share(wanted: readonly Wanted[]): readonly number[] {
  const least = wanted.reduce((sum, want) => sum + want.least, 0);
  const most = wanted.reduce((sum, want) => sum + want.most, 0);
  const part = most <= least ? 0 : Math.max(-1, Math.min(1, (WIDTH - least) / (most - least)));
  // Where not even the longest words fit, each column gives way as much.
  if (part < 0) return wanted.map((want) => Math.floor((want.least * WIDTH) / least));
  return wanted.map((want) => Math.floor(want.least + part * (want.most - want.least)));
}

function longestWord(text: string): number {
  return Math.max(0, ...wordsOf(text).map(widthOf));
}

export function tellMatrix({ columns, rows }: MatrixPicture, language: LessonLanguage): Told {
  const words = PICTURE_WORDS[language];
  const marks = new Set(rows.flatMap(({ cells }) => cells.map(({ mark }) => mark)));
  return tell(
    {
      title: rows.some(({ cells }) => cells.some(isAllowance)) ? words.matrix.title : words.matrix.compared,
      notes: [
        ...(marks.has("beyond") ? [`! ${words.beyond}.`] : []),
        ...(marks.has("disputed") ? [`? ${words.disputed}.`] : []),
        ...(rows.length > MOST ? [words.moreInTable(rows.length - MOST)] : []),
      ],
      heads: [words.matrix.what, ...columns.map((head) => saidIn(head, language))],
      rows: rows.map(({ name, cells }) => ({
        name: saidIn(name, language),
        cells: cells.map((cell) => said(cellText(cell, language))),
      })),
    },
    language,
  );
}
