import type { Field } from "../form/field-reader.ts";
import type { PlacedMapping } from "../form/placed-map.ts";

/** A mapping of users, of groups, or of both at once. */
export interface RawEntry extends PlacedMapping {
  readonly isUid: boolean;
  readonly isGid: boolean;
  readonly field: Field;
}

/**
 * Adds an entry to a set, and splits those that it meets; `undefined` where its host IDs are in one of them.
 *
 * `AddSafe` of `shared/idmap/set.go` of Incus 6, its two oddities kept: what meets only in the last ID of either does not
 * meet, so that a single ID can be there twice, and an entry of both kinds comes in once, where it is met first.
 */
export function addSafe(entries: readonly RawEntry[], entry: RawEntry): readonly RawEntry[] | undefined {
  const result: RawEntry[] = [];
  let added = false;
  for (const other of entries) {
    if (!sameKind(other, entry) || !(meet(other, entry, "hostId") || meet(other, entry, "containerId"))) {
      result.push(other);
      continue;
    }
    if (hostsMeet(other, entry)) return undefined;
    const below = entry.containerId - other.containerId;
    const above = other.size - entry.size - below;
    if (below > 0) result.push({ ...other, size: below });
    if (!added) result.push(entry);
    added = true;
    if (above > 0)
      result.push({
        ...other,
        hostId: other.hostId + below + entry.size,
        containerId: entry.containerId + entry.size,
        size: above,
      });
  }
  return added ? result : [...result, entry];
}

function sameKind(a: RawEntry, b: RawEntry): boolean {
  return (a.isUid && b.isUid) || (a.isGid && b.isGid);
}

function meet(a: RawEntry, b: RawEntry, side: "hostId" | "containerId"): boolean {
  const [lastA, lastB] = [a[side] + a.size - 1, b[side] + b.size - 1];
  return (
    between(a[side], b[side], lastB) ||
    between(b[side], a[side], lastA) ||
    between(lastA, b[side], lastB) ||
    between(lastB, a[side], lastA)
  );
}

function hostsMeet(a: RawEntry, b: RawEntry): boolean {
  const [endA, endB] = [a.hostId + a.size, b.hostId + b.size];
  return (
    between(a.hostId, b.hostId, endB) ||
    between(b.hostId, a.hostId, endA) ||
    between(endA, b.hostId, endB) ||
    between(endB, a.hostId, endA)
  );
}

function between(id: number, low: number, high: number): boolean {
  return id >= low && id < high;
}
