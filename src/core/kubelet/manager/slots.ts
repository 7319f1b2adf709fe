/**
 * Tells whether a slot is in use.
 * @param used - the slots in use, in ascending order
 */
export function hasSlot(used: readonly number[], slot: number): boolean {
  return used[placeOf(used, slot)] === slot;
}

/**
 * Puts a slot into use.
 * @param used - the slots in use, in ascending order; stays as it is
 * @param slot - the slot, which may be in use already
 */
export function addSlot(used: readonly number[], slot: number): readonly number[] {
  const place = placeOf(used, slot);
  if (used[place] === slot) return used;
  const copy = used.slice();
  copy.splice(place, 0, slot);
  return copy;
}

/**
 * Frees a slot.
 * @param used - the slots in use, in ascending order; stays as it is
 * @param slot - the slot, which need not be in use
 */
export function dropSlot(used: readonly number[], slot: number): readonly number[] {
  return used.filter((other) => other !== slot);
}

/**
 * Finds the first free slot at or after a given one, and goes on at the first slot after the last.
 *
 * `randomScanStrategy.AllocateBit`, `pkg/registry/core/service/allocator/bitmap.go`, the same in every release that was read.
 *
 * @param used - the slots in use, in ascending order, fewer than there are
 */
export function nextFreeSlot(used: readonly number[], slots: number, from: number): number {
  const slot = endOfRun(used, from);
  return slot < slots ? slot : endOfRun(used, 0);
}

function endOfRun(used: readonly number[], from: number): number {
  let slot = from;
  for (let place = placeOf(used, from); used[place] === slot; place++) slot++;
  return slot;
}

/** The place of the first slot in use that is not below a given one. */
function placeOf(used: readonly number[], slot: number): number {
  let low = 0;
  let high = used.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Number(used[middle]) < slot) low = middle + 1;
    else high = middle;
  }
  return low;
}
