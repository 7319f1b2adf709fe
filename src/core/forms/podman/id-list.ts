import type { IdMap } from "../../idmap/id-map.ts";
import { type IdMapping, MAX_MAPPINGS } from "../../idmap/id-mapping.ts";
import type { Field } from "../form/field-reader.ts";
import type { PlacedMapping } from "../form/placed-map.ts";

/** A stretch of IDs, `[start, end)`. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Takes from a list whatever a mapping meets, on either side, and puts the mapping behind it: `breakInsert` of podman's
 * `pkg/util/utils.go`.
 */
export function punched(list: readonly PlacedMapping[], mapping: PlacedMapping): readonly PlacedMapping[] {
  const rest = list.flatMap((other) => {
    const taken = [mapping.containerId - other.containerId, mapping.hostId - other.hostId].map((start) => ({
      start,
      end: start + mapping.size,
    }));
    return without({ start: 0, end: other.size }, taken).map(({ start, end }) => pieceOf(other, start, end - start));
  });
  return [...rest, mapping];
}

/**
 * Maps container IDs that are left, from 0 on, to the IDs of the outer map that are left, in their order; what is left of
 * them then comes behind the last mapping: `fillIDMap` there.
 */
export function filled(list: readonly PlacedMapping[], outer: IdMap, field: Field): readonly PlacedMapping[] {
  const used = list.map(({ hostId, size }) => ({ start: hostId, end: hostId + size }));
  const free = outer.mappings
    .map(({ containerId, size }) => ({ start: containerId, end: containerId + size }))
    .sort((a, b) => a.start - b.start)
    .flatMap((stretch) => without(stretch, used));
  const result: PlacedMapping[] = [];
  let next = 0;
  const fillTo = (end: number): void => {
    for (let first = free[0]; first !== undefined && next < end; first = free[0]) {
      const size = Math.min(end - next, first.end - first.start);
      result.push({ containerId: next, hostId: first.start, size, field });
      next += size;
      free.shift();
      if (first.start + size < first.end) free.unshift({ start: first.start + size, end: first.end });
    }
  };
  for (const mapping of byContainer(list)) {
    fillTo(mapping.containerId);
    result.push(mapping);
    next = mapping.containerId + mapping.size;
  }
  fillTo(Number.POSITIVE_INFINITY);
  return result;
}

/** Sorted by container ID, those joined that continue on both sides: `sortAndMergeConsecutiveMappings` there. */
export function joined(list: readonly PlacedMapping[]): readonly PlacedMapping[] {
  const result: PlacedMapping[] = [];
  for (const mapping of byContainer(list)) {
    const last = result.at(-1);
    if (last !== undefined && continues(last, mapping))
      result[result.length - 1] = { ...last, size: last.size + mapping.size };
    else result.push(mapping);
  }
  return result;
}

/** The same list with at most 340 mappings, where it can be said so; else as it is. */
export function shortened(list: readonly PlacedMapping[]): readonly PlacedMapping[] {
  return list.length > MAX_MAPPINGS ? joined(list) : list;
}

/** What a range of host IDs is called in the outer map, piece by piece; or the first ID that is not in it. */
export function insideOuter(
  outer: IdMap,
  start: number,
  size: number,
): { readonly pieces: readonly { readonly id: number; readonly size: number }[] } | { readonly missing: number } {
  const pieces: { id: number; size: number }[] = [];
  const end = start + size;
  let next = start;
  while (next < end) {
    const line = outer.mappings.find(({ hostId, size: own }) => next >= hostId && next < hostId + own);
    if (line === undefined) return { missing: next };
    const length = Math.min(end, line.hostId + line.size) - next;
    pieces.push({ id: line.containerId + (next - line.hostId), size: length });
    next += length;
  }
  return { pieces };
}

function continues(last: IdMapping, next: IdMapping): boolean {
  return last.containerId + last.size === next.containerId && last.hostId + last.size === next.hostId;
}

function byContainer(list: readonly PlacedMapping[]): readonly PlacedMapping[] {
  return Array.from(list).sort((a, b) => a.containerId - b.containerId);
}

function pieceOf(mapping: PlacedMapping, start: number, size: number): PlacedMapping {
  return { ...mapping, containerId: mapping.containerId + start, hostId: mapping.hostId + start, size };
}

/** What is left of a stretch, in order. */
function without(stretch: Stretch, taken: readonly Stretch[]): readonly Stretch[] {
  const left: Stretch[] = [];
  let { start } = stretch;
  for (const other of Array.from(taken).sort((a, b) => a.start - b.start)) {
    left.push({ start, end: Math.min(other.start, stretch.end) });
    start = Math.max(start, other.end);
    if (start >= stretch.end) return left.filter(({ start: from, end }) => from < end);
  }
  return [...left, { start, end: stretch.end }].filter(({ start: from, end }) => from < end);
}
