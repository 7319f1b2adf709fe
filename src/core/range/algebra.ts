import { checkRange, endIn, type IdRange } from "./range.ts";
import { expectSet, type RangeSet, trustedSet } from "./range-set.ts";

/**
 * Gives the IDs that are in either set.
 *
 * @typeParam Id - whose IDs they are
 * @param a - a set of IDs
 * @param b - another one, of the same side
 * @returns a new set; `a` and `b` stay as they are
 * @example
 * ```ts
 * import { rangeSet, union } from "userns-sim";
 *
 * const a = rangeSet([{ start: 0, size: 10 }]);
 * const b = rangeSet([{ start: 10, size: 10 }]);
 * union(a, b); // => [{ start: 0, size: 20 }]
 * ```
 */
export function union<Id extends number>(a: RangeSet<Id>, b: RangeSet<Id>): RangeSet<Id> {
  return sweep("union", a, b, (inA, inB) => inA || inB);
}

/**
 * Gives the IDs of the first set that are not in the second.
 *
 * @typeParam Id - whose IDs they are
 * @param a - a set of IDs
 * @param b - the IDs to leave out, of the same side
 * @returns a new set; `a` and `b` stay as they are
 * @example
 * ```ts
 * import { rangeSet, subtract } from "userns-sim";
 *
 * const pool = rangeSet([{ start: 0, size: 100 }]);
 * const used = rangeSet([{ start: 40, size: 20 }]);
 * subtract(pool, used); // => [{ start: 0, size: 40 }, { start: 60, size: 40 }]
 * ```
 */
export function subtract<Id extends number>(a: RangeSet<Id>, b: RangeSet<Id>): RangeSet<Id> {
  return sweep("subtract", a, b, (inA, inB) => inA && !inB);
}

/**
 * Gives the IDs that are in both sets.
 *
 * @typeParam Id - whose IDs they are
 * @param a - a set of IDs
 * @param b - another one, of the same side
 * @returns a new set; `a` and `b` stay as they are
 * @example
 * ```ts
 * import { intersect, rangeSet } from "userns-sim";
 *
 * const a = rangeSet([{ start: 0, size: 10 }]);
 * const b = rangeSet([{ start: 5, size: 10 }]);
 * intersect(a, b); // => [{ start: 5, size: 5 }]
 * ```
 */
export function intersect<Id extends number>(a: RangeSet<Id>, b: RangeSet<Id>): RangeSet<Id> {
  return sweep("intersect", a, b, (inA, inB) => inA && inB);
}

/**
 * Gives the IDs of a set that lie in one range.
 *
 * @typeParam Id - whose IDs they are
 * @param set - a set of IDs
 * @param within - the half-open range to stay in
 * @returns a new set; `set` stays as it is
 * @throws TypeError when the start or the size of the range is not an integer, RangeError when it is out of range.
 * @example
 * ```ts
 * import { clip, rangeSet } from "userns-sim";
 *
 * const set = rangeSet([{ start: 0, size: 10 }, { start: 20, size: 10 }]);
 * clip(set, { start: 5, size: 20 }); // => [{ start: 5, size: 5 }, { start: 20, size: 5 }]
 * ```
 */
export function clip<Id extends number>(set: RangeSet<Id>, within: IdRange<NoInfer<Id>>): RangeSet<Id> {
  checkRange("clip", within);
  expectSet("clip", "set", set);
  return sweep("clip", set, trustedSet<Id>(within.size === 0 ? [] : [within]), (inSet, inWithin) => inSet && inWithin);
}

/**
 * Walks the bounds of both sets in ascending order and keeps the stretches between them that `keep` asks for.
 *
 * ```
 * a       ├───────┤       ├───┤
 * b           ├───────────────────┤
 * bounds  1   2   3       4   5   6      a is entered at 1 and 4, left at 3 and 5
 * ```
 *
 * Bounds at the same place are crossed together, so touching stretches come out joined. `keep(false, false)` must be
 * `false`.
 */
function sweep<Id extends number>(
  caller: string,
  a: RangeSet<Id>,
  b: RangeSet<Id>,
  keep: (inA: boolean, inB: boolean) => boolean,
): RangeSet<Id> {
  expectSet(caller, "a", a);
  expectSet(caller, "b", b);
  const kept: IdRange<number>[] = [];
  let crossedA = 0;
  let crossedB = 0;
  let keeping = false;
  let start = 0;
  for (;;) {
    const nextA = bound(caller, a, crossedA);
    const nextB = bound(caller, b, crossedB);
    const at = Math.min(nextA, nextB);
    if (at === Infinity) return trustedSet<Id>(kept);
    if (nextA === at) crossedA++;
    if (nextB === at) crossedB++;
    const wanted = keep(crossedA % 2 === 1, crossedB % 2 === 1);
    if (wanted === keeping) continue;
    if (wanted) start = at;
    else kept.push({ start, size: at - start });
    keeping = wanted;
  }
}

/** The n-th bound of a set: even ones are the starts of its ranges, odd ones their ends. */
function bound(caller: string, set: RangeSet<number>, n: number): number {
  const range = set[n >> 1];
  if (range === undefined) return Infinity;
  // Looked at before the start is used: what is no range would never be crossed.
  const end = endIn(caller, range);
  return n % 2 === 0 ? range.start : end;
}
