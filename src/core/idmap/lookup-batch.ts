import { NO_ID } from "../id/id.ts";
import { misuse } from "../misuse/misuse.ts";
import { type Lookup, lookUp, rowsOf } from "./lookup.ts";

/** Writes 4294967295 for every ID without a mapping. */
export function lookUpBatch(caller: string, lookup: Lookup, ids: Uint32Array, given?: Uint32Array): Uint32Array {
  if (!(ids instanceof Uint32Array)) throw misuse(caller, "ids", "a Uint32Array", ids);
  const out = given === undefined ? new Uint32Array(ids.length) : given;
  if (!(out instanceof Uint32Array)) throw misuse(caller, "out", "a Uint32Array", out);
  if (out.length < ids.length)
    throw new RangeError(`${caller}: expected room for ${ids.length} IDs, got room for ${out.length}`);
  if (rowsOf(lookup) === 1) oneRow(lookup, ids, out);
  else manyRows(lookup, ids, out);
  return out;
}

/**
 * One mapping: no search. Four IDs a turn, and no branch: the mask, 0 or -1, leaves the result alone or turns it into
 * 4294967295. That is about as fast as copying the IDs one by one.
 */
function oneRow(lookup: Lookup, ids: Uint32Array, out: Uint32Array): void {
  // Telling the compiler that these are 32-bit integers, of either sign, spares it arithmetic on doubles.
  const start = (lookup[0] as number) | 0;
  const size = (lookup[1] as number) >>> 0;
  const shift = ((lookup[2] as number) - start) | 0;
  const count = ids.length;
  const last = count - 3;
  let i = 0;
  for (; i < last; i += 4) {
    const a = ids[i] as number;
    const b = ids[i + 1] as number;
    const c = ids[i + 2] as number;
    const d = ids[i + 3] as number;
    out[i] = (a + shift) | -((a - start) >>> 0 >= size);
    out[i + 1] = (b + shift) | -((b - start) >>> 0 >= size);
    out[i + 2] = (c + shift) | -((c - start) >>> 0 >= size);
    out[i + 3] = (d + shift) | -((d - start) >>> 0 >= size);
  }
  for (; i < count; i++) {
    const id = ids[i] as number;
    out[i] = (id + shift) | -((id - start) >>> 0 >= size);
  }
}

/** Several mappings: the search of `lookUp`, for two IDs side by side, so that one can go on while the other waits. */
function manyRows(lookup: Lookup, ids: Uint32Array, out: Uint32Array): void {
  const rows = rowsOf(lookup);
  const last = ids.length - 1;
  let i = 0;
  for (; i < last; i += 2) {
    const a = ids[i] as number;
    const b = ids[i + 1] as number;
    let rowA = 0;
    let rowB = 0;
    for (let half = rows >> 1; half > 0; half >>= 1) {
      rowA += half & -((lookup[rowA + half] as number) <= a);
      rowB += half & -((lookup[rowB + half] as number) <= b);
    }
    const offsetA = (a - (lookup[rowA] as number)) >>> 0;
    const offsetB = (b - (lookup[rowB] as number)) >>> 0;
    out[i] = ((lookup[2 * rows + rowA] as number) + offsetA) | -(offsetA >= (lookup[rows + rowA] as number));
    out[i + 1] = ((lookup[2 * rows + rowB] as number) + offsetB) | -(offsetB >= (lookup[rows + rowB] as number));
  }
  if (i === last) out[i] = lookUp(lookup, ids[i] as number) ?? NO_ID;
}
