import type { HostId } from "../../id/id.ts";
import { isObject } from "../../misuse/came.ts";
import type { IdRange } from "../../range/range.ts";

/**
 * The host IDs from 65536 on that a world holds: its numbers, and its ranges and mappings. A pool is none of them: it
 * holds the IDs of every pod, whatever the seed.
 */
export function heldIn(world: unknown): readonly IdRange<HostId>[] {
  const found: IdRange<HostId>[] = [];
  const seen = new Set<object>();
  const open: unknown[] = [world];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === "number" && value >= FIRST) found.push({ start: value, size: 1 });
    if (!isObject(value) || seen.has(value) || seen.size >= MOST) continue;
    seen.add(value);
    const range = rangeIn(value);
    if (range !== undefined) found.push(range);
    for (const part of value instanceof Map || value instanceof Set ? value : Object.values(value)) open.push(part);
  }
  return found;
}

const FIRST = 65536;

/** A world is a node with a few pods; so many objects are a mistake of its author's. */
const MOST = 200_000;

function rangeIn(value: object): IdRange<HostId> | undefined {
  const { start, hostId = start, size, slots } = value as Readonly<Record<string, unknown>>;
  if (typeof hostId !== "number" || typeof size !== "number" || slots !== undefined || hostId < FIRST) return undefined;
  return { start: hostId, size };
}
