import type { HostId } from "../id/id.ts";
import type { IdRange } from "../range/range.ts";
import type { PoolError } from "./pool/pool-error.ts";
import type { ProposalFlaw } from "./strategy/allocate-error.ts";

/** The English of a pool's refusal, which a snapshot's refusal may contain. */
export function poolText(error: PoolError): string {
  switch (error.code) {
    case "zero-ids-per-pod":
      return "The pool gives a pod no IDs at all; idsPerPod must be at least 1.";
    case "start-misaligned":
      return `The pool starts at ${error.start}, which is no multiple of ${error.idsPerPod}, the number of IDs a pod gets; ${error.nearest} would be one.`;
    case "start-below-ids-per-pod":
      return `The pool starts at ${error.start}, among the host's own users; it must start at ${error.nearest} or above.`;
    case "size-misaligned":
      return `The pool has ${error.size} IDs, no whole number of slots of ${error.idsPerPod}; ${error.nearest} IDs would be one.`;
    case "empty-pool":
      return `The pool has no IDs; one pod needs ${error.nearest}.`;
    case "past-last-id":
      return `The pool ends at ${error.start + error.size}, but the last usable ID is 4294967294; from ${error.start} on there is room for ${error.nearest} IDs in whole slots.`;
    case "too-many-slots":
      return `The pool has ${error.slots} slots, but Linux runs at most ${error.limit} processes, so no more pods; make the pool smaller, or give a pod more IDs.`;
  }
}

/** The English of what is wrong with a proposal or with a range, which other refusals contain. */
export function flawText(flaw: ProposalFlaw): string {
  switch (flaw.code) {
    case "not-a-proposal":
      return "It returned neither { ranges, memory } nor { refuse }.";
    case "range-count":
      return `A pod gets 1 to ${flaw.limit} ranges, not ${flaw.count}.`;
    case "not-a-range":
      return "It proposed a range whose start and size are not both integers from 0 to 4294967295.";
    case "wrong-size":
      return `The range ${showRange(flaw.range)} holds ${flaw.range.size} IDs, no whole number of slots of ${flaw.idsPerPod}.`;
    case "misaligned":
      return `The range ${showRange(flaw.range)} does not start at a multiple of ${flaw.idsPerPod}.`;
    case "out-of-pool":
      return `The range ${showRange(flaw.range)} is not within the pool ${showRange(flaw.pool)}.`;
    case "excluded":
      return `The range ${showRange(flaw.range)} holds an ID that the pool excludes.`;
    case "taken":
      return `The range ${showRange(flaw.range)} holds IDs of pod ${quote(flaw.owner)}.`;
    case "overlapping":
      return `The range ${showRange(flaw.range)} shares IDs with ${showRange(flaw.other)}, which the pod is to get too.`;
    case "wrong-total":
      return `It proposed ${flaw.size} IDs; the pod is to get ${flaw.wanted}.`;
  }
}

/** Shows a string that may be anything, in quotes and not too long. */
export function quote(string: string): string {
  return JSON.stringify(string.length > 80 ? `${string.slice(0, 79)}…` : string);
}

/**
 * Shows half-open ranges, and of many only the first.
 * @returns such as `[65536, 131072) and [196608, 262144)`
 */
export function showRanges(ranges: readonly IdRange<HostId>[]): string {
  const shown = ranges.slice(0, 4).map(showRange).join(" and ");
  return ranges.length > 4 ? `${shown} and ${ranges.length - 4} more` : shown;
}

/**
 * Shows a half-open range.
 * @returns such as `[65536, 131072)`
 */
export function showRange({ start, size }: IdRange<HostId>): string {
  return `[${start}, ${start + size})`;
}
