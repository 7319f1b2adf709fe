import type { SubordinateIds } from "../../forms/linux/subid.ts";
import { sizeOf } from "../../range/queries.ts";
import { rangeSet } from "../../range/range-set.ts";
import { type CollidingEntry, type NodeFinding, nodeFinding } from "./node-finding.ts";
import type { Assumption, SubordinateFile } from "./node-to-check.ts";
import type { NodePool } from "./pool.ts";

/** What others have of a pool. */
export interface Collisions {
  /** How many slots somebody else has IDs of. */
  readonly slots: number;
  readonly findings: readonly NodeFinding[];
}

/**
 * Finds the owners of subordinate IDs that a kubelet hands out, too: neither it nor shadow looks. Lines that are none
 * are a finding for each file.
 */
export function collisionsWith(
  files: readonly SubordinateFile[],
  pool: NodePool,
  assumed: readonly Assumption[],
): Collisions {
  // Whoever stands there as a number may be the account kubelet itself.
  const isOpen = assumed.includes("owners");
  const owners = new Map<string, CollidingEntry[]>();
  for (const { name, entries } of files)
    for (const entry of entries)
      if (entry.owner !== KUBELET && !(isOpen && isNumber(entry.owner)) && touches(entry, pool)) {
        const known = owners.get(entry.owner) ?? [];
        known.push({ name, start: entry.start, size: entry.count });
        owners.set(entry.owner, known);
      }
  const slots = [...owners.values()].flat().map((entry) => slotsOf(entry, pool));
  return {
    slots: sizeOf(rangeSet(slots)),
    findings: [
      ...Array.from(owners, ([owner, entries]) => nodeFinding("subordinate-ids-collide", { owner, pool, entries })),
      ...files.flatMap(malformed),
    ],
  };
}

/** The owner whose entries the kubelet asks for. */
export const KUBELET = "kubelet";

/** Whether an entry names its owner by a UID. */
export function isNumber(owner: string): boolean {
  return /^\d{1,10}$/.test(owner);
}

function touches({ start, count }: SubordinateIds, pool: NodePool): boolean {
  return count > 0 && start < pool.start + pool.size && pool.start < start + count;
}

function slotsOf({ start, size }: CollidingEntry, pool: NodePool): { start: number; size: number } {
  const first = Math.max(Math.floor((start - pool.start) / pool.idsPerPod), 0);
  const end = Math.min(Math.ceil((start + size - pool.start) / pool.idsPerPod), pool.slots);
  return { start: first, size: end - first };
}

function malformed({ name, malformed: lines, problems }: SubordinateFile): readonly NodeFinding[] {
  const [first] = problems;
  if (first === undefined) return [];
  return [nodeFinding("subordinate-ids-malformed", { name, lines, line: first.line, column: first.column })];
}
