import { goQuote } from "../../go/go-text.ts";
import { RELEASE_TABLE, type Release, traitAt } from "../../releases/releases.ts";
import { err, ok, type Result } from "../../result.ts";
import { findPod, putPod } from "../lists/pod-list.ts";
import { addSlot, hasSlot } from "../lists/slots.ts";
import type { PodLimit, RangeRefused } from "../settings/errors.ts";
import type { KubeletPodRange } from "../settings/pod-ranges.ts";
import { reservedSlots } from "./manager.ts";
import type { OpenManager } from "./open-manager.ts";

/**
 * `record`, `pkg/kubelet/userns/userns_manager.go`, v1.36.3: takes note of the range that a pod's file names, or gives
 * the first check that fails. The manager stays the same one when it knew. The end of the range is never computed.
 */
export function record(
  manager: OpenManager,
  range: KubeletPodRange,
  release: Release,
): Result<OpenManager, RangeRefused | PodLimit> {
  const { podUid, hostId, length } = range;
  const { idsPerPod, off, slots, used, usedBy } = manager;
  const refused = (code: RangeRefused["code"], text: string): Result<never, RangeRefused> =>
    err({ code, podUid, hostId, length, text });
  if (length !== idsPerPod) return refused("wrong-length", `wrong user namespace length ${length}`);
  if (hostId % idsPerPod !== 0) return refused("wrong-offset", `wrong user namespace offset specified ${hostId}`);
  const known = findPod(usedBy, podUid);
  if (known !== undefined && known.hostId !== hostId)
    return refused("different-range", `different user namespace range already used by pod ${goQuote(podUid)}`);
  const slot = hostId / idsPerPod - off;
  if (slot < 0 || slot >= slots) return refused("out-of-range", `id ${hostId} is out of range`);
  if (known !== undefined) return ok(manager);
  if (hasSlot(used, slot)) return refused("already-taken", `range picked for pod ${goQuote(podUid)} already taken`);
  const full = podLimitOf(manager, release);
  if (full !== undefined) return err(full);
  return ok({ ...manager, used: addSlot(used, slot), usedBy: putPod(usedBy, range) });
}

/**
 * Tells whether a manager has as many pods as its release allows.
 *
 * `numAllocated` of the releases before 1.30 goes up and down with the slots in use, so it is their number.
 */
export function podLimitOf({ used }: OpenManager, release: Release): PodLimit | undefined {
  const limit = traitAt(RELEASE_TABLE.podLimit, release);
  const count = used.length - reservedSlots(release);
  if (limit === null || count < limit) return undefined;
  return { code: "pod-limit", limit, count, text: podLimitText(limit, count) };
}

export function podLimitText(limit: number, count: number): string {
  return `limit on count of pods with user namespaces exceeded (limit is ${limit}, current pods with userns: ${count})`;
}
