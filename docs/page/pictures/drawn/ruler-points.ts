import type { IdMapping } from "userns-sim";
import type { RulerPicture } from "userns-sim/lessons";
import { WIDTH } from "./drawing.tsx";
import { widthOf } from "./text.tsx";

/** A place on both rulers. */
export interface Point {
  readonly inside: number;
  readonly host: number;
  readonly x: number;
  readonly anchor: "start" | "middle" | "end";
}

/** A pair of rulers with as many points as can be read side by side. */
export interface Section {
  readonly points: readonly Point[];
  /** Where the rulers end. */
  readonly from: number;
  readonly to: number;
}

const MARGIN = 8;
const GAP = 14;
/** How long a ruler of a single ID is. */
const SINGLE = 64;

/** So many mappings are drawn; a map has 340 at most. */
const MOST_MAPPINGS = 6;
/** So many IDs of a mapping are pointed out. */
const MOST_MARKS = 12;

export interface Sections {
  readonly sections: readonly Section[];
  /** How many mappings and marks were left out. */
  readonly left: number;
}

export function rulerSections({ mappings, marks }: RulerPicture): Sections {
  const drawn = mappings.slice(0, MOST_MAPPINGS).map((mapping) => pointed(mapping, marks));
  const left = drawn.reduce((sum, points) => sum + points.left, mappings.length - drawn.length);
  return { sections: drawn.flatMap(({ offsets, mapping }) => inRows(mapping, offsets).map(placed)), left };
}

/** The ends of a mapping, and the marks between them. */
function pointed(mapping: IdMapping, marks: RulerPicture["marks"]) {
  const within = new Set(
    marks
      .filter(({ hostId }) => hostId !== undefined)
      .map(({ containerId }) => containerId - mapping.containerId)
      .filter((offset) => offset > 0 && offset < mapping.size - 1),
  );
  const offsets = new Set([0, ...[...within].slice(0, MOST_MARKS), mapping.size - 1]);
  return { mapping, offsets: [...offsets].sort((a, b) => a - b), left: Math.max(0, within.size - MOST_MARKS) };
}

interface Pair {
  readonly inside: number;
  readonly host: number;
}

/** Rows of points that fit; a row goes on where the one before ended. */
function inRows({ containerId, hostId }: IdMapping, offsets: readonly number[]): readonly (readonly Pair[])[] {
  const rows: Pair[][] = [];
  let row: Pair[] = [];
  let width = 0;
  for (const offset of offsets) {
    const pair = { inside: containerId + offset, host: hostId + offset };
    const own = labelWidth(pair) + GAP;
    const last = row.at(-1);
    if (last !== undefined && width + own > WIDTH - 2 * MARGIN + GAP) {
      rows.push(row);
      row = [last];
      width = labelWidth(last) + GAP;
    }
    row.push(pair);
    width += own;
  }
  return [...rows, row];
}

function labelWidth({ inside, host }: Pair): number {
  return widthOf(String(Math.max(inside, host)));
}

function placed(pairs: readonly Pair[]): Section {
  if (pairs.length === 1)
    return {
      points: pairs.map((pair) => ({ ...pair, x: MARGIN, anchor: "start" })),
      from: MARGIN,
      to: MARGIN + SINGLE,
    };
  const widths = pairs.map(labelWidth);
  const gap = (WIDTH - 2 * MARGIN - widths.reduce((sum, width) => sum + width, 0)) / (pairs.length - 1);
  let left = MARGIN;
  const points = pairs.map((pair, i): Point => {
    const width = widths[i] ?? 0;
    const start = left;
    left += width + gap;
    if (i === 0) return { ...pair, x: MARGIN, anchor: "start" };
    if (i === pairs.length - 1) return { ...pair, x: WIDTH - MARGIN, anchor: "end" };
    return { ...pair, x: Math.round(start + width / 2), anchor: "middle" };
  });
  return { points, from: MARGIN, to: WIDTH - MARGIN };
}

/** The ID inside at a place of a section: in proportion between its neighbours. */
export function idAt({ points }: Section, x: number): number {
  const [first] = points;
  const after = points.findIndex((point) => point.x >= x);
  const right = points[after];
  const left = points[after - 1];
  if (right === undefined || left === undefined) return (after === 0 ? first : points.at(-1))?.inside ?? 0;
  return Math.round(left.inside + ((x - left.x) / (right.x - left.x)) * (right.inside - left.inside));
}
