/**
 * A list that never changes, in pieces, none of them empty but the only one.
 *
 * What comes of a change shares the pieces that it does not touch: a plain list of 65,535 pods would be copied whole for each
 * pod that comes. A list that was not changed yet is one piece, however long it is.
 */
export interface Pieces<T> {
  readonly pieces: readonly (readonly T[])[];
  /** How many entries there are in all of them. */
  readonly length: number;
}

/** Where an entry stands: in which piece, and where in that. */
export interface PieceIndex {
  readonly piece: number;
  readonly at: number;
}

/** About the square root of as many entries as there may be. */
const MOST = 256;

/** The list as one piece, which nothing may change from now on. */
export function piecesOf<T>(list: readonly T[]): Pieces<T> {
  return { pieces: [list], length: list.length };
}

/** The entries as a plain list: the very list that {@link piecesOf} was given where nothing changed. */
export function joined<T>({ pieces }: Pieces<T>): readonly T[] {
  return pieces.length === 1 ? (pieces[0] as readonly T[]) : pieces.flat();
}

export function some<T>({ pieces }: Pieces<T>, test: (entry: T) => boolean): boolean {
  return pieces.some((piece) => piece.some(test));
}

export function entryAt<T>({ pieces }: Pieces<T>, { piece, at }: PieceIndex): T | undefined {
  return pieces[piece]?.[at];
}

/**
 * Finds the first entry of an ordered list that does not come before something; behind the last one where all do.
 * @param comesBefore - tells it of an entry
 */
export function firstNotBefore<T>({ pieces }: Pieces<T>, comesBefore: (entry: T) => boolean): PieceIndex {
  let piece = 0;
  // The last piece, even if all of its entries come before.
  let last = pieces.length - 1;
  while (piece < last) {
    const middle = (piece + last) >> 1;
    const entries = pieces[middle] as readonly T[];
    if (comesBefore(entries[entries.length - 1] as T)) piece = middle + 1;
    else last = middle;
  }
  const entries = pieces[piece] as readonly T[];
  let at = 0;
  let end = entries.length;
  while (at < end) {
    const middle = (at + end) >> 1;
    if (comesBefore(entries[middle] as T)) at = middle + 1;
    else end = middle;
  }
  return { piece, at };
}

/** Puts entries into the place of none, or of one. */
export function spliced<T>(
  list: Pieces<T>,
  { piece, at }: PieceIndex,
  removed: 0 | 1,
  ...added: readonly T[]
): Pieces<T> {
  const { pieces, length } = list;
  const entries = (pieces[piece] as readonly T[]).slice();
  entries.splice(at, removed, ...added);
  const changed = pieces.slice();
  if (entries.length > 0 && entries.length <= MOST) changed[piece] = entries;
  else changed.splice(piece, 1, ...cut(entries, pieces.length > 1));
  return { pieces: changed, length: length + added.length - removed };
}

function cut<T>(entries: readonly T[], hasOthers: boolean): readonly (readonly T[])[] {
  if (entries.length === 0) return hasOthers ? [] : [entries];
  const pieces: (readonly T[])[] = [];
  for (let start = 0; start < entries.length; start += MOST / 2) pieces.push(entries.slice(start, start + MOST / 2));
  return pieces;
}
