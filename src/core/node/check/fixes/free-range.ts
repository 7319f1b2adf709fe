import type { ContainerId } from "../../../id/id.ts";
import type { IdMapping } from "../../../idmap/id-mapping.ts";
import { readGetsubids } from "../../../kubelet/settings/getsubids.ts";
import type { KubeletSettings } from "../../../kubelet/settings/settings.ts";
import { firstGap } from "../../../range/first-gap.ts";
import type { IdRange } from "../../../range/range.ts";
import { type RangeSet, rangeSet } from "../../../range/range-set.ts";
import type { NodeToCheck } from "../node-to-check.ts";

/**
 * Finds host IDs for so many slots: above the first, which is the host's, below the last ID, within the map of a kubelet that
 * has one, and where nobody else in the files of subordinate IDs has any. They begin where those of the account begin, if there is room.
 */
export function freeRange(node: NodeToCheck, idsPerPod: number, slots: number): IdRange | undefined {
  const taken = takenSlots(node, idsPerPod);
  const size = idsPerPod * slots;
  const own = ownStart(node.kubelet, idsPerPod);
  const start = (own === undefined ? undefined : gap(taken, own, own + size, size)) ?? lowest(taken, idsPerPod, size);
  return start === undefined ? undefined : { start, size };
}

/** The same with no look at others, for a node on which they leave no room. */
export function anyRange(node: NodeToCheck, idsPerPod: number, slots: number): IdRange | undefined {
  return freeRange({ ...node, subordinateFiles: [] }, idsPerPod, slots);
}

/** Where the last whole slot ends that does not hold 4294967295, which is no ID. */
export function endOfSlots(idsPerPod: number): number {
  return Math.floor(NO_ID / idsPerPod) * idsPerPod;
}

const NO_ID = 4294967295;

function lowest(taken: RangeSet, idsPerPod: number, size: number): number | undefined {
  return gap(taken, idsPerPod, endOfSlots(idsPerPod), size);
}

function gap(taken: RangeSet, start: number, end: number, size: number): number | undefined {
  if (size > end - start || end > NO_ID) return undefined;
  return firstGap(taken, { start, size: end - start }, size);
}

/** Whole slots, so that every gap between them begins at one. */
function takenSlots({ subordinateFiles = [], facts = {} }: NodeToCheck, idsPerPod: number): RangeSet {
  const last = endOfSlots(idsPerPod);
  return rangeSet([
    ...outside(facts.kubeletMap, idsPerPod, last),
    ...subordinateFiles
      .flatMap(({ entries }) => entries)
      .filter(({ owner, count }) => owner !== "kubelet" && count > 0)
      .flatMap((entry) => {
        const start = Math.floor(entry.start / idsPerPod) * idsPerPod;
        const end = Math.min(Math.ceil((entry.start + entry.count) / idsPerPod) * idsPerPod, last);
        return start < end ? [{ start, size: end - start }] : [];
      }),
  ]);
}

/** The slots that a kubelet with such a map does not have as a whole. */
function outside(map: readonly IdMapping[] | undefined, idsPerPod: number, last: number): readonly IdRange[] {
  if (map === undefined) return [];
  const has = rangeSet<ContainerId>(map.map(({ containerId, size }) => ({ start: containerId, size })));
  const inside = [...has].map(({ start, size }) => ({
    start: Math.ceil(start / idsPerPod) * idsPerPod,
    end: Math.floor((start + size) / idsPerPod) * idsPerPod,
  }));
  const whole = inside.filter(({ start, end }) => start < end);
  return [...whole, { start: last, end: last }].flatMap(({ start }, i) => {
    const from = whole[i - 1]?.end ?? 0;
    return from < start ? [{ start: from, size: start - from }] : [];
  });
}

function ownStart({ kubeletUser }: KubeletSettings, idsPerPod: number): number | undefined {
  if (kubeletUser?.kind !== "getsubids" || !("output" in kubeletUser.uids)) return undefined;
  const read = readGetsubids(kubeletUser.uids.output);
  if (!read.ok || read.value.firstId < idsPerPod || read.value.firstId % idsPerPod !== 0) return undefined;
  return read.value.firstId;
}
