import { NO_ID } from "../id/id.ts";
import type { IdMapping } from "./id-mapping.ts";

/**
 * One direction of a map, compiled for searching: three columns of equal length in one array.
 *
 * ```
 * [ starts, ascending │ sizes │ targets ]
 * ```
 *
 * The length of a column is a power of two, so that a search takes the same steps for every ID. Rows past the last
 * mapping start at 4294967295 and have size 0: no ID finds its target there, and the empty map is one such row.
 */
export type Lookup = Uint32Array;

/** IDs side by side that are mapped alike, or not at all. */
export interface Stretch {
  readonly start: number;
  /** What the first ID is mapped to, `undefined` where nothing is mapped. */
  readonly target: number | undefined;
  /** How many IDs there are; grows while the stretch is being built. */
  size: number;
}

/** Compiles the direction whose IDs are those of the side `from`. */
export function compileLookup(
  mappings: readonly IdMapping[],
  from: "containerId" | "hostId",
  to: "containerId" | "hostId",
): Lookup {
  let rows = 1;
  while (rows < mappings.length) rows *= 2;
  const lookup = new Uint32Array(3 * rows).fill(NO_ID, 0, rows);
  const sorted = [...mappings].sort((a, b) => a[from] - b[from]);
  for (const [row, mapping] of sorted.entries()) {
    lookup[row] = mapping[from];
    lookup[rows + row] = mapping.size;
    lookup[2 * rows + row] = mapping[to];
  }
  return lookup;
}

/** The ID on the other side, or `undefined` when it has no mapping. */
export function lookUp(lookup: Lookup, id: number): number | undefined {
  const rows = rowsOf(lookup);
  const row = rowOf(lookup, rows, id);
  // Below the first row the difference is negative and becomes a large number, past every size: no start needs a test.
  const offset = (id - (lookup[row] as number)) >>> 0;
  return offset < (lookup[rows + row] as number) ? (lookup[2 * rows + row] as number) + offset : undefined;
}

/**
 * Looks up `[start, end)`, as ascending stretches that fill it without gaps; neighbours that go on without a break on
 * the other side are joined.
 */
export function lookUpRange(lookup: Lookup, start: number, end: number): readonly Stretch[] {
  const rows = rowsOf(lookup);
  const lastRow = rowOf(lookup, rows, end - 1);
  const stretches: Stretch[] = [];
  let at = start;
  for (let row = rowOf(lookup, rows, start); row <= lastRow; row++) {
    const first = lookup[row] as number;
    const from = Math.max(at, first);
    const to = Math.min(end, first + (lookup[rows + row] as number));
    if (from >= to) continue;
    if (at < from) stretches.push({ start: at, size: from - at, target: undefined });
    append(stretches, from, to - from, (lookup[2 * rows + row] as number) + from - first);
    at = to;
  }
  if (at < end) stretches.push({ start: at, size: end - at, target: undefined });
  return stretches;
}

function append(stretches: Stretch[], start: number, size: number, target: number): void {
  const last = stretches.at(-1);
  if (last?.target !== undefined && last.target + last.size === target) last.size += size;
  else stretches.push({ start, size, target });
}

/** Gives the length of the columns. */
export function rowsOf(lookup: Lookup): number {
  // A third of 3 * 2^n, without a division.
  return 1 << (30 - Math.clz32(lookup.length));
}

/**
 * Finds the last row that starts at or below an ID, or row 0. The comparison is turned into a mask, 0 or -1, because a
 * branch would be guessed wrong half of the time.
 */
function rowOf(lookup: Lookup, rows: number, id: number): number {
  let row = 0;
  for (let half = rows >> 1; half > 0; half >>= 1) row += half & -((lookup[row + half] as number) <= id);
  return row;
}
