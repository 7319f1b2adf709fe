import type { IdMapping } from "../../../idmap/id-mapping.ts";
import { readGetsubids } from "../../../kubelet/settings/getsubids.ts";
import type { KubeletSettings } from "../../../kubelet/settings/settings.ts";
import { intersect, subtract } from "../../../range/algebra.ts";
import type { IdRange } from "../../../range/range.ts";
import { type RangeSet, rangeSet } from "../../../range/range-set.ts";
import type { NodeToCheck } from "../node-to-check.ts";

/** A node, and what is free on it: for all fixes, since a file of subordinate IDs may be as long as there are findings. */
export interface NodeToFix extends NodeToCheck {
  readonly free: FreeIds;
}

/** Finds host IDs for so many slots. */
export interface FreeIds {
  /**
   * Above the first slot, which is the host's, below the last ID, within the map of a kubelet that has one, and where nobody
   * else in the files of subordinate IDs has any. They begin where those of the account begin, if there is room.
   */
  readonly apart: FindRange;
  /** The same with no look at others, for a node on which they leave no room. */
  readonly any: FindRange;
}

type FindRange = (idsPerPod: number, slots: number) => IdRange | undefined;

export function freeIds({ kubelet, subordinateFiles = [], facts = {} }: NodeToCheck): FreeIds {
  const own = once(() => ownStart(kubelet));
  const within = once(() => allIds(facts.kubeletMap));
  const free = once(() => subtract(within(), rangeSet(othersIds(subordinateFiles))));
  return { apart: finder(own, free), any: finder(own, within) };
}

function finder(own: () => number | undefined, free: () => RangeSet): FindRange {
  // Few gaps are large, however many there are.
  const largest = once(() => [...free()].sort((a, b) => b.size - a.size));
  const found = new Map<string, IdRange | undefined>();
  return (idsPerPod, slots) => {
    const key = `${idsPerPod} ${slots}`;
    if (!found.has(key)) found.set(key, find(idsPerPod, idsPerPod * slots, own(), largest()));
    return found.get(key);
  };
}

/** At a whole slot: where the account's IDs begin, or else in the lowest gap in which there is room. */
function find(
  idsPerPod: number,
  size: number,
  own: number | undefined,
  largest: readonly IdRange[],
): IdRange | undefined {
  let lowest: number | undefined;
  for (const gap of largest) {
    if (gap.size < size) break;
    const end = gap.start + gap.size;
    const start = Math.ceil(Math.max(gap.start, idsPerPod) / idsPerPod) * idsPerPod;
    const isOwn = own !== undefined && own >= start && own + size <= end && own % idsPerPod === 0;
    if (isOwn) return { start: own, size };
    if (start + size <= end && start < (lowest ?? Infinity)) lowest = start;
  }
  return lowest === undefined ? undefined : { start: lowest, size };
}

/** Where the last whole slot ends that does not hold 4294967295, which is no ID. */
export function endOfSlots(idsPerPod: number): number {
  return Math.floor(NO_ID / idsPerPod) * idsPerPod;
}

const NO_ID = 4294967295;

/** What is a host ID to a pod of it is a container ID in the map of a kubelet. */
function allIds(map: readonly IdMapping[] | undefined): RangeSet {
  const all = rangeSet([{ start: 0, size: NO_ID }]);
  if (map === undefined) return all;
  return intersect(all, rangeSet(map.map(({ containerId, size }) => ({ start: containerId as number, size }))));
}

function othersIds(files: NonNullable<NodeToCheck["subordinateFiles"]>): readonly IdRange[] {
  return files.flatMap(({ entries }) =>
    entries.flatMap(({ owner, start, count }) => {
      const size = Math.min(start + count, NO_ID) - start;
      return owner === "kubelet" || size <= 0 ? [] : [{ start, size }];
    }),
  );
}

function ownStart({ kubeletUser }: KubeletSettings): number | undefined {
  if (kubeletUser?.kind !== "getsubids" || !("output" in kubeletUser.uids)) return undefined;
  const read = readGetsubids(kubeletUser.uids.output);
  return read.ok ? read.value.firstId : undefined;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
