import type { SubordinateIds } from "../../core/forms/linux/subid.ts";
import { type RangeSet, rangeSet } from "../../core/range/range-set.ts";
import { count, listed, rangeText } from "../base/words.ts";
import type { NodePoolFacts } from "../kubelet/kubelet-json.ts";
import { KUBELET, type SubordinateFile } from "../kubelet/kubelet-user.ts";
import { type FindingFacts, finding } from "../output/findings.ts";

/** What others have of a pool. */
export interface Collisions {
  readonly slots: RangeSet;
  readonly findings: readonly FindingFacts[];
}

/**
 * Finds the owners of subordinate IDs that a kubelet hands out, too: neither it nor shadow looks. Lines that are none
 * are a finding for each file.
 */
export function collisionsWith(files: readonly SubordinateFile[], pool: NodePoolFacts): Collisions {
  const owners = new Map<string, Entry[]>();
  for (const { name, entries } of files)
    for (const entry of entries)
      if (entry.owner !== KUBELET && touches(entry, pool)) {
        const known = owners.get(entry.owner) ?? [];
        known.push({ ...entry, name });
        owners.set(entry.owner, known);
      }
  const all = [...owners.values()].flat();
  return {
    slots: rangeSet(all.map((entry) => slotsOf(entry, pool))),
    findings: [
      ...Array.from(owners, ([owner, entries]) => collision(owner, entries, pool)),
      ...files.flatMap(malformed),
    ],
  };
}

interface Entry extends SubordinateIds {
  readonly name: string;
}

function touches({ start, count }: SubordinateIds, pool: NodePoolFacts): boolean {
  return count > 0 && start < pool.start + pool.size && pool.start < start + count;
}

function slotsOf({ start, count }: SubordinateIds, pool: NodePoolFacts): { start: number; size: number } {
  const first = Math.max(Math.floor((start - pool.start) / pool.idsPerPod), 0);
  const end = Math.min(Math.ceil((start + count - pool.start) / pool.idsPerPod), pool.slots);
  return { start: first, size: end - first };
}

function collision(owner: string, entries: readonly Entry[], pool: NodePoolFacts): FindingFacts {
  const shown = entries.map(({ name, start, count }) => `${name} has ${rangeText({ start, size: count })}`);
  return finding("warning", "subordinate-ids-collide", `${owner} and the kubelet's pool ${rangeText(pool)}`, {
    why: `Both may hand out the same host IDs: ${listed(shown, MAX_SHOWN)}. Processes of the one can then own the files and processes of the other; nothing looks for that.`,
    fix: "Give the account kubelet a range of its own in /etc/subuid and /etc/subgid, or move the other owner's.",
  });
}

function malformed({ name, malformed, problems }: SubordinateFile): readonly FindingFacts[] {
  const [first] = problems;
  if (first === undefined) return [];
  return [
    finding("warning", "subordinate-ids-malformed", `${name}:${first.line}:${first.column}`, {
      why: `${count(malformed, "line")} of ${name} cannot be read; shadow passes over such lines without a word.`,
      fix: "Write owner:start:count.",
    }),
  ];
}

const MAX_SHOWN = 4;
