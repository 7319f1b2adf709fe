import { goQuote } from "../../go/go-text.ts";
import type { Release } from "../../releases/releases.ts";
import { err, ok, type Result } from "../../result.ts";
import { findPod, putPod } from "../lists/pod-list.ts";
import { addSlot, type Slots } from "../lists/slots.ts";
import { meetsSpan, type Span, type Spans } from "../lists/spans.ts";
import type { PodLimit, RangeRefused } from "../settings/errors.ts";
import type { KubeletPodRange } from "../settings/pod-ranges.ts";
import { slotsTouched } from "./manager.ts";
import type { OpenManager } from "./open-manager.ts";
import { record } from "./record.ts";

/**
 * Takes note of the range that the file of a pod names, unless the pod has a range outside the pool: then it must be
 * that.
 */
export function recordOrAdopted(
  manager: OpenManager,
  range: KubeletPodRange,
  release: Release,
): Result<OpenManager, RangeRefused | PodLimit> {
  const { podUid, hostId, length } = range;
  const adopted = findPod(manager.adopted, podUid);
  if (adopted === undefined) return record(manager, range, release);
  if (adopted.hostId === hostId && adopted.length === length) return ok(manager);
  const text = `different user namespace range already used by pod ${goQuote(podUid)}`;
  return err({ code: "different-range", podUid, hostId, length, text });
}

/** Leaves a pod a range that does not fit the pool, and takes the slots that it touches out of use. */
export function adopt(manager: OpenManager, range: KubeletPodRange): OpenManager {
  const used = slotsTouched(manager, range).reduce<Slots>(addSlot, manager.used);
  return { ...manager, used, adopted: putPod(manager.adopted, range) };
}

/**
 * Tells whether a range that a file names can be left to its pod: a kubelet may have written it, and no other pod has an ID
 * of it.
 */
export function isAdoptable(range: KubeletPodRange, taken: Spans): boolean {
  const { hostId, length } = range;
  if (hostId % 65536 !== 0 || length % 65536 !== 0) return false;
  if (hostId < 65536 || length === 0 || hostId + length >= 4294967296) return false;
  return !meetsSpan(taken, spanOf(range));
}

export function spanOf({ hostId, length }: KubeletPodRange): Span {
  return { start: hostId, end: hostId + length };
}
