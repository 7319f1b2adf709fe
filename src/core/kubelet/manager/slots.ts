/** Slots are in ascending order, here and below; a list stays as it is. */
export function hasSlot(used: readonly number[], slot: number): boolean {
  return used[placeOf(used, slot)] === slot;
}

export function addSlot(used: readonly number[], slot: number): readonly number[] {
  const place = placeOf(used, slot);
  if (used[place] === slot) return used;
  const copy = used.slice();
  copy.splice(place, 0, slot);
  return copy;
}

export function dropSlot(used: readonly number[], slot: number): readonly number[] {
  return used.filter((other) => other !== slot);
}

/**
 * The first free slot at or after a given one, and on from the first after the last; fewer are in use than there are.
 *
 * `randomScanStrategy.AllocateBit`, `pkg/registry/core/service/allocator/bitmap.go`, the same in every release that was
 * read.
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
