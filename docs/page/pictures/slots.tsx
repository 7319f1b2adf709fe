import type { JSX, SVGAttributes } from "preact";
import { useId } from "preact/hooks";
import { type LessonLanguage, type SlotsPicture, sayIn } from "userns-sim/lessons";
import { PICTURE_WORDS, type PictureWords } from "../words/pictures.ts";
import { said, saidIn } from "../words/said.ts";
import { Drawing } from "./drawn/drawing.tsx";
import { useRoving } from "./drawn/roving.ts";
import { letterOf, PATTERNS, type SlotCell, signOf, slotCells } from "./drawn/slot-cells.ts";
import { Pattern } from "./drawn/slot-pattern.tsx";
import { type Told, tell } from "./drawn/told.ts";
import { useColumns } from "./drawn/use-columns.ts";

/** A cell is as large as a finger needs. */
const CELL = 24;
/** The bar of the host's own IDs, and the gap below. */
const BAR = 32;
/** What a row of a grid is called. */
const ROW = { role: "row" } as const;
/** The bar is a row of the table, too. */
const HIDDEN = { "aria-hidden": true } as const;
/** A line of text above the bar would be another picture: the names stand below, so many of them. */
const MOST_NAMES = 12;

export interface SlotsProps {
  readonly picture: SlotsPicture;
  readonly language: LessonLanguage;
  /** The selected slot. */
  readonly selected?: number | undefined;
  /** Makes the cells operable: what is selected is a slot. */
  readonly onSelect?: ((slot: number) => void) | undefined;
}

/** The slots of a pool, and who is in them. */
export function Slots(props: SlotsProps): JSX.Element {
  const { picture, language } = props;
  return (
    <>
      {props.onSelect === undefined ? (
        <SlotsDrawing picture={picture} language={language} />
      ) : (
        <SlotsGrid {...props} onSelect={props.onSelect} />
      )}
      <Names picture={picture} language={language} />
      <p class="notes">{tellSlots(picture, language).notes.join(" ")}</p>
    </>
  );
}

function SlotsDrawing({ picture, language }: Pick<SlotsProps, "picture" | "language">): JSX.Element {
  const columns = useColumns();
  const id = useId();
  const { cells } = slotCells(picture);
  return (
    <Drawing
      told={tellSlots(picture, language)}
      width={columns * CELL + 1}
      height={BAR + Math.ceil(cells.length / columns) * CELL + 1}
      fixed
    >
      <Background picture={picture} language={language} cells={cells} id={id} width={columns * CELL} />
      {cells.map((cell, at) => (
        <Cell
          key={cell.first}
          cell={cell}
          id={id}
          x={(at % columns) * CELL}
          y={Math.floor(at / columns) * CELL + BAR}
        />
      ))}
    </Drawing>
  );
}

function SlotsGrid({
  picture,
  language,
  selected,
  onSelect,
}: SlotsProps & { readonly onSelect: (slot: number) => void }): JSX.Element {
  const columns = useColumns();
  const id = useId();
  const { cells, each } = slotCells(picture);
  const told = tellSlots(picture, language);
  const at = selected === undefined ? undefined : Math.floor(selected / each);
  const select = (to: number) => {
    const cell = cells[to];
    const [first = -1] = cell?.taken ?? [];
    if (cell !== undefined) onSelect(picture.taken[first]?.slot ?? cell.first);
  };
  const { whole, cell: roving } = useRoving<SVGSVGElement>(
    "grid",
    told.title,
    at,
    { columns, count: cells.length },
    select,
  );
  const rows = Array.from({ length: Math.ceil(cells.length / columns) }, (_, row) => row);
  const height = BAR + rows.length * CELL + 1;
  return (
    <Drawing told={told} width={columns * CELL + 1} height={height} fixed operable={whole}>
      <Background picture={picture} language={language} cells={cells} id={id} width={columns * CELL} />
      {rows.map((row) => (
        <g key={row} {...ROW}>
          {cells.slice(row * columns, (row + 1) * columns).map((cell, column) => (
            <Cell
              key={cell.first}
              cell={cell}
              id={id}
              x={column * CELL}
              y={row * CELL + BAR}
              operable={{
                "aria-label": cellName(picture, cell, language),
                ...roving(row * columns + column),
              }}
            />
          ))}
        </g>
      ))}
    </Drawing>
  );
}

/** What lies behind the cells: the patterns, and the bar of the host's own IDs. */
function Background({
  picture: { pool },
  language,
  cells,
  id,
  width,
}: Pick<SlotsProps, "picture" | "language"> & {
  readonly cells: readonly SlotCell[];
  readonly id: string;
  readonly width: number;
}): JSX.Element {
  const used = new Set(cells.flatMap(({ taken }) => taken.slice(0, 1).map((pod) => pod % PATTERNS)));
  return (
    <g {...HIDDEN}>
      <defs>
        {[...used].map((pattern) => (
          <Pattern key={pattern} id={`${id}p${pattern}`} pattern={pattern} />
        ))}
      </defs>
      {pool.start > 0 && (
        <>
          <rect class="bar host" x={0.5} y={0.5} width={width - 1} height={CELL} />
          <text class="small" x={8} y={17}>
            {PICTURE_WORDS[language].slots.host(pool.start - 1)}
          </text>
        </>
      )}
    </g>
  );
}

function Cell({
  cell,
  id,
  x,
  y,
  operable,
}: {
  readonly cell: SlotCell;
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly operable?: SVGAttributes<SVGRectElement>;
}): JSX.Element {
  const [pod] = cell.taken;
  const fill = pod === undefined ? "none" : `url(#${id}p${pod % PATTERNS})`;
  const kind = cell.shared ? "cell shared" : pod === undefined ? "cell" : "cell taken";
  return (
    <>
      <rect class={kind} x={x + 0.5} y={y + 0.5} width={CELL} height={CELL} fill={fill} {...operable} />
      {pod !== undefined && (
        <text class="letter" x={x + CELL / 2 + 0.5} y={y + 17.5}>
          {signOf(cell)}
        </text>
      )}
    </>
  );
}

function Names({ picture: { pool, taken }, language }: Pick<SlotsProps, "picture" | "language">): JSX.Element {
  const words = PICTURE_WORDS[language];
  if (taken.length === 0) return <p class="names">{words.slots.empty}</p>;
  return (
    <ul class="names">
      {taken.slice(0, MOST_NAMES).map(({ slot, label }, i) => {
        const start = pool.start + slot * pool.idsPerPod;
        return (
          <li key={`${i} ${slot}`}>
            <b>{letterOf(i)}</b> {saidIn(label, language)}{" "}
            <code>
              {start} – {start + pool.idsPerPod - 1}
            </code>
          </li>
        );
      })}
      {taken.length > MOST_NAMES && <li>{words.more(taken.length - MOST_NAMES)}</li>}
    </ul>
  );
}

/** What a cell is called: which slots, and who is in them. */
function cellName({ taken }: SlotsPicture, cell: SlotCell, language: LessonLanguage): string {
  const { slots, more } = PICTURE_WORDS[language];
  const names = cell.taken.slice(0, MOST_NAMES).map((i) => saidIn(taken[i]?.label ?? "", language));
  if (cell.taken.length > MOST_NAMES) names.push(more(cell.taken.length - MOST_NAMES));
  return `${slots.cell(cell.first, cell.last)}: ${names.length === 0 ? slots.free : names.join(", ")}`;
}

export function tellSlots(picture: SlotsPicture, language: LessonLanguage): Told {
  const { slots: words } = PICTURE_WORDS[language];
  const { pool, taken } = picture;
  const { each, cells } = slotCells(picture);
  const scale = each === 1 ? words.one(pool.slots, pool.idsPerPod) : words.several(pool.slots, pool.idsPerPod, each);
  return tell(
    {
      title: words.title,
      notes: [scale, ...sharedSlots(picture, cells, words)],
      heads: [words.pod, words.slot, words.first, words.last],
      rows: [
        ...(pool.start > 0 ? [{ name: words.own, cells: ["–", "0", String(pool.start - 1)] }] : []),
        ...taken.map(({ slot, label }, i) => {
          const start = pool.start + slot * pool.idsPerPod;
          const name = `${letterOf(i)} ${sayIn(label, language)}`;
          return { name: said(name), cells: [String(slot), String(start), String(start + pool.idsPerPod - 1)] };
        }),
      ],
    },
    language,
  );
}

/** No two pods should have a slot: those that have one are named. */
function sharedSlots(
  { taken }: SlotsPicture,
  cells: readonly SlotCell[],
  { cell, shared }: PictureWords["slots"],
): readonly string[] {
  return cells
    .filter((drawn) => drawn.shared)
    .slice(0, MOST_NAMES)
    .map((drawn) => {
      const own = drawn.taken.map((i) => taken[i]?.slot ?? 0);
      const twice = own.find((slot, i) => own.indexOf(slot) < i) ?? drawn.first;
      return `✗ ${cell(twice, twice)} ${shared}.`;
    });
}
