import type { HostId } from "../id/id.ts";
import { checkInteger } from "../id/integer.ts";
import { checkUint32 } from "../id/uint32.ts";
import { misuse } from "../misuse/misuse.ts";

/**
 * A half-open range of IDs, `[start, start + size)`.
 *
 * It holds `size` IDs from `start` on; a range of size 0 is legal and holds none. It may end at 4294967296 at most,
 * so the whole number space, `{ start: 0, size: 4294967296 }`, is a range too.
 *
 * @typeParam Id - whose IDs they are: {@link HostId} unless said otherwise, or {@link ContainerId}
 */
export interface IdRange<Id extends number = HostId> {
  /** The first ID of the range, 0 to 4294967295. */
  readonly start: Id;
  /** How many IDs the range holds, 0 to 4294967296. */
  readonly size: number;
}

/**
 * Gives the end of a range: the first number past it.
 *
 * @param range - a half-open range of IDs
 * @returns `start + size`, at most 4294967296, which is not an ID
 * @throws TypeError when the start or the size is not an integer, RangeError when it is out of range.
 * @example
 * ```ts
 * import { endOf } from "userns-sim";
 *
 * endOf({ start: 65536, size: 65536 }); // => 131072
 * ```
 */
export function endOf(range: IdRange<number>): number {
  return endIn("endOf", range);
}

export function endIn(caller: string, range: IdRange<number>): number {
  checkRange(caller, range);
  return range.start + range.size;
}

/**
 * Tells whether an ID lies in a range.
 *
 * @typeParam Id - whose IDs they are
 * @param range - a half-open range of IDs
 * @param id - an ID of the same side, 0 to 4294967295
 * @returns `true` from the start up to, but not including, the end
 * @throws TypeError when a number is not an integer, RangeError when it is out of range.
 * @example
 * ```ts
 * import { rangeContains } from "userns-sim";
 *
 * rangeContains({ start: 65536, size: 65536 }, 131071); // => true
 * rangeContains({ start: 65536, size: 65536 }, 131072); // => false
 * ```
 */
export function rangeContains<Id extends number>(range: IdRange<Id>, id: Id): boolean {
  checkRange("rangeContains", range);
  checkUint32("rangeContains", "the ID", id);
  return range.start <= id && id < range.start + range.size;
}

/**
 * Tells whether two ranges have an ID in common.
 *
 * ```
 * a  ├────────┤                 ├────────┤
 * b       ├────────┤                     ├────────┤
 *         overlap                        touching: no overlap
 * ```
 *
 * @typeParam Id - whose IDs they are
 * @param a - a half-open range of IDs
 * @param b - another one, of the same side
 * @returns `true` when at least one ID lies in both; ranges that only touch do not overlap, nor does an empty range
 * @throws TypeError when a start or a size is not an integer, RangeError when it is out of range.
 * @example
 * ```ts
 * import { rangesOverlap } from "userns-sim";
 *
 * rangesOverlap({ start: 0, size: 10 }, { start: 9, size: 1 }); // => true
 * rangesOverlap({ start: 0, size: 10 }, { start: 10, size: 1 }); // => false
 * ```
 */
export function rangesOverlap<Id extends number>(a: IdRange<Id>, b: IdRange<Id>): boolean {
  checkRange("rangesOverlap", a);
  checkRange("rangesOverlap", b);
  return Math.max(a.start, b.start) < Math.min(a.start + a.size, b.start + b.size);
}

export function checkRange(caller: string, range: IdRange<number>): void {
  if (range?.start === undefined)
    throw misuse(caller, "the range", "an object { start, size }", range, insteadOfRange(range));
  checkUint32(caller, "the start of a range", range.start);
  checkInteger(caller, "the size of a range", range.size, 0, ID_SPACE);
  if (range.start + range.size > ID_SPACE)
    throw new RangeError(
      `${caller}: expected a range to end at 4294967296 at most, got [${range.start}, ${range.start + range.size})`,
    );
}

function insteadOfRange(value: unknown): string | undefined {
  return Object(value).range === undefined ? undefined : "the answer to a step: give its range";
}

/** How many 32-bit numbers there are, 4294967296: the end of the range of all of them. */
export const ID_SPACE = 4294967296;
