import { readGetsubids } from "../../../kubelet/settings/getsubids.ts";
import type { KubeletSettings } from "../../../kubelet/settings/settings.ts";
import { firstGap } from "../../../range/first-gap.ts";
import type { IdRange } from "../../../range/range.ts";
import { type RangeSet, rangeSet } from "../../../range/range-set.ts";
import type { NodeToCheck } from "../node-to-check.ts";

/**
 * Finds host IDs for so many slots: above the first, which is the host's, below the last ID, and where nobody else in the
 * files of subordinate IDs has any. They begin where those of the account begin, if there is room.
 */
export function freeRange(node: NodeToCheck, idsPerPod: number, slots: number): IdRange | undefined {
  const taken = takenSlots(node, idsPerPod);
  const size = idsPerPod * slots;
  const own = ownStart(node.kubelet, idsPerPod);
  const start = (own === undefined ? undefined : gap(taken, own, own + size, size)) ?? lowest(taken, idsPerPod, size);
  return start === undefined ? undefined : { start, size };
}

/** The same with no look at others, for a node on which they leave no room. */
export function anyRange({ kubelet }: NodeToCheck, idsPerPod: number, slots: number): IdRange | undefined {
  return freeRange({ kubelet }, idsPerPod, slots);
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
function takenSlots({ subordinateFiles = [] }: NodeToCheck, idsPerPod: number): RangeSet {
  const last = endOfSlots(idsPerPod);
  return rangeSet(
    subordinateFiles
      .flatMap(({ entries }) => entries)
      .filter(({ owner, count }) => owner !== "kubelet" && count > 0)
      .flatMap((entry) => {
        const start = Math.floor(entry.start / idsPerPod) * idsPerPod;
        const end = Math.min(Math.ceil((entry.start + entry.count) / idsPerPod) * idsPerPod, last);
        return start < end ? [{ start, size: end - start }] : [];
      }),
  );
}

function ownStart({ kubeletUser }: KubeletSettings, idsPerPod: number): number | undefined {
  if (kubeletUser?.kind !== "getsubids" || !("output" in kubeletUser.uids)) return undefined;
  const read = readGetsubids(kubeletUser.uids.output);
  if (!read.ok || read.value.firstId < idsPerPod || read.value.firstId % idsPerPod !== 0) return undefined;
  return read.value.firstId;
}
