import { entryAt, firstNotBefore, nextPiece, type PieceIndex, type Pieces, pieceAt, spliced } from "./pieces.ts";

/** Slots in use, in ascending order. */
export type Slots = Pieces<number>;

/** Tells whether a slot is in use. */
export function hasSlot(used: Slots, slot: number): boolean {
  return entryAt(used, placeOf(used, slot)) === slot;
}

/**
 * Puts a slot into use.
 * @param slot - the slot, which may be in use already
 */
export function addSlot(used: Slots, slot: number): Slots {
  const place = placeOf(used, slot);
  return entryAt(used, place) === slot ? used : spliced(used, place, 0, slot);
}

/**
 * Frees a slot.
 * @param slot - the slot, which need not be in use
 */
export function dropSlot(used: Slots, slot: number): Slots {
  const place = placeOf(used, slot);
  return entryAt(used, place) === slot ? spliced(used, place, 1) : used;
}

/**
 * Finds the first free slot at or after a given one, and goes on at the first slot after the last.
 *
 * `randomScanStrategy.AllocateBit`, `pkg/registry/core/service/allocator/bitmap.go`, the same in every release that was read.
 *
 * @param used - the slots in use, fewer than there are
 */
export function nextFreeSlot(used: Slots, slots: number, from: number): number {
  const slot = endOfRun(used, from);
  return slot < slots ? slot : endOfRun(used, 0);
}

function endOfRun(used: Slots, from: number): number {
  let slot = from;
  let place: PieceIndex | undefined = placeOf(used, from);
  while (place !== undefined) {
    const { at } = place;
    const piece = pieceAt(used, place);
    const rest = piece.length - at;
    // A piece without a gap need not be walked through.
    const isFull = rest === 0 || (piece[at] === slot && piece.at(-1) === slot + rest - 1);
    if (!isFull) return endWithin(piece, at, slot);
    slot += rest;
    place = nextPiece(used, place);
  }
  return slot;
}

function endWithin(piece: readonly number[], at: number, slot: number): number {
  let length = 0;
  while (piece[at + length] === slot + length) length++;
  return slot + length;
}

function placeOf(used: Slots, slot: number): PieceIndex {
  return firstNotBefore(used, (other) => other < slot);
}
