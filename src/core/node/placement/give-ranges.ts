import type { HostId } from "../../id/id.ts";
import type { Kubelet } from "../../kubelet/manager/kubelet.ts";
import type { IdRange } from "../../range/range.ts";
import { err, ok, type Result } from "../../result.ts";
import { giverAfter } from "./allocator-giver.ts";
import type { NodeError, UidTaken, UidUnusable } from "./errors.ts";
import type { AskingPod, RangeRequest } from "./giver.ts";
import { openSource, type RangeSource } from "./range-sources.ts";

export interface Ranges {
  /** The kubelet that gave them; `undefined` when another one did. */
  readonly kubelet: Kubelet | undefined;
  /** The ranges by the UIDs of the pods; a pod without one is in the host's user namespace. */
  readonly ranges: ReadonlyMap<string, IdRange<HostId>>;
}

export function giveRanges(
  pods: readonly AskingPod[],
  source: RangeSource,
  request: RangeRequest,
): Result<Ranges, NodeError> {
  const fault = uidFault(pods);
  if (fault !== undefined) return err(fault);
  const { allocations } = request;
  const opened = allocations === undefined ? openSource(source, request) : ok(giverAfter(allocations));
  if (!opened.ok) return opened;
  const ranges = new Map<string, IdRange<HostId>>();
  let giver = opened.value;
  for (const pod of pods) {
    const given = giver.give(pod);
    if (!given.ok) return given;
    const { range, next } = given.value;
    giver = next;
    if (range !== undefined) ranges.set(pod.uid, range);
  }
  return ok({ kubelet: giver.kubelet, ranges });
}

/** Tells of a UID that no directory can be named after, or that two pods have. */
export function uidFault(pods: readonly AskingPod[]): UidUnusable | UidTaken | undefined {
  const seen = new Set<string>();
  for (const { uid: podUid } of pods) {
    // The kubelet names a directory after it.
    if (/^\.{0,2}$|[/\0]/.test(podUid)) return { code: "uid-unusable", podUid };
    if (seen.has(podUid)) return { code: "uid-taken", podUid };
    seen.add(podUid);
  }
  return undefined;
}
