/**
 * A list that never changes, in blocks of pieces, none of them empty but the only one.
 *
 * What comes of a change shares the blocks and pieces that it does not touch: a plain list of 65,535 pods would be copied whole
 * for each pod that comes. A list that was not changed yet is one piece, however long it is.
 */
export interface Pieces<T> {
  readonly blocks: readonly Block<T>[];
  /** How many entries there are in all of them. */
  readonly length: number;
}

/** Some pieces of a list, which follow each other. */
export type Block<T> = readonly (readonly T[])[];

/** Where an entry stands: in which block, in which piece of that, and where in that. */
export interface PieceIndex {
  readonly block: number;
  readonly piece: number;
  readonly at: number;
}

/** Somewhat more than the cube root of as many entries as there may be. */
const MOST = 64;

/** The list as one piece, which nothing may change from now on. */
export function piecesOf<T>(list: readonly T[]): Pieces<T> {
  return { blocks: [[list]], length: list.length };
}

/** The entries as a plain list: the very list that {@link piecesOf} was given where nothing changed. */
export function joined<T>({ blocks }: Pieces<T>): readonly T[] {
  const pieces = blocks.length === 1 ? (blocks[0] as Block<T>) : blocks.flat();
  const [first, ...others] = pieces as readonly [readonly T[], ...(readonly T[])[]];
  // `flat` would look at each entry, and takes far longer.
  return others.length === 0 ? first : first.concat(...others);
}

export function some<T>({ blocks }: Pieces<T>, test: (entry: T) => boolean): boolean {
  return blocks.some((block) => block.some((piece) => piece.some(test)));
}

export function entryAt<T>({ blocks }: Pieces<T>, { block, piece, at }: PieceIndex): T | undefined {
  return blocks[block]?.[piece]?.[at];
}

/** The piece in which an entry stands. */
export function pieceAt<T>({ blocks }: Pieces<T>, { block, piece }: PieceIndex): readonly T[] {
  return (blocks[block] as Block<T>)[piece] as readonly T[];
}

/** The beginning of the piece after that of an entry; `undefined` after the last one. */
export function nextPiece<T>({ blocks }: Pieces<T>, { block, piece }: PieceIndex): PieceIndex | undefined {
  if (piece + 1 < (blocks[block] as Block<T>).length) return { block, piece: piece + 1, at: 0 };
  return block + 1 < blocks.length ? { block: block + 1, piece: 0, at: 0 } : undefined;
}

/**
 * Finds the first entry of an ordered list that does not come before something; behind the last one where all do.
 * @param comesBefore - tells it of an entry
 */
export function firstNotBefore<T>({ blocks }: Pieces<T>, comesBefore: (entry: T) => boolean): PieceIndex {
  let block = 0;
  // The last one, even if all entries come before; likewise below.
  let last = blocks.length - 1;
  while (block < last) {
    const middle = (block + last) >> 1;
    if (comesBefore(lastOf(lastOf(blocks[middle] as Block<T>)))) block = middle + 1;
    else last = middle;
  }
  const pieces = blocks[block] as Block<T>;
  let piece = 0;
  last = pieces.length - 1;
  while (piece < last) {
    const middle = (piece + last) >> 1;
    if (comesBefore(lastOf(pieces[middle] as readonly T[]))) piece = middle + 1;
    else last = middle;
  }
  const entries = pieces[piece] as readonly T[];
  let at = 0;
  last = entries.length;
  while (at < last) {
    const middle = (at + last) >> 1;
    if (comesBefore(entries[middle] as T)) at = middle + 1;
    else last = middle;
  }
  return { block, piece, at };
}

function lastOf<T>(list: readonly T[]): T {
  return list[list.length - 1] as T;
}

/** Puts entries into the place of none, or of one. */
export function spliced<T>(
  list: Pieces<T>,
  { block, piece, at }: PieceIndex,
  removed: 0 | 1,
  ...added: readonly T[]
): Pieces<T> {
  const { blocks, length } = list;
  const pieces = blocks[block] as Block<T>;
  const entries = (pieces[piece] as readonly T[]).toSpliced(at, removed, ...added);
  const changed = pieces.toSpliced(piece, 1, ...cut(entries));
  const all = blocks.toSpliced(block, 1, ...cut(changed));
  // V8 may come to make objects of a plain literal where only a full collection frees them, each with its version of the
  // list: gigabytes in a long history. It does not do so where there is a spread.
  return { ...list, blocks: all.length === 0 ? [[[]]] : all, length: length + added.length - removed };
}

/** A list in pieces that are not too long; none where it is empty. */
function cut<T>(list: readonly T[]): readonly (readonly T[])[] {
  if (list.length === 0) return [];
  if (list.length <= MOST) return [list];
  const pieces: (readonly T[])[] = [];
  for (let start = 0; start < list.length; start += MOST / 2) pieces.push(list.slice(start, start + MOST / 2));
  return pieces;
}
