import type { HostId } from "../../id/id.ts";
import { step } from "../../kubelet/history/step.ts";
import { createKubelet, type Kubelet } from "../../kubelet/manager/kubelet.ts";
import type { KubeletSettings } from "../../kubelet/settings/settings.ts";
import type { IdRange } from "../../range/range.ts";
import { err, ok, type Result } from "../../result.ts";
import type { NodePod } from "../pod/pod.ts";
import type { NodeError } from "./errors.ts";

/** The placements, from the worst to the best. */
export const PLACEMENTS = ["host-users", "shared-range", "overlapping-ranges", "kubelet"] as const;

/**
 * Who gives the pods their ranges.
 *
 * | | |
 * |---|---|
 * | `kubelet` | the kubelet: a range of its own for every pod with `hostUsers: false` |
 * | `host-users` | nobody: every pod is in the host's user namespace |
 * | `shared-range` | one range for all of these pods, each in a namespace of its own, as Docker's `userns-remap` does |
 * | `overlapping-ranges` | ranges of which each begins in the middle of the one before |
 */
export type Placement = (typeof PLACEMENTS)[number];

/** The ranges of pods. */
export interface Ranges {
  /** The kubelet that gave them; `undefined` when another one did. */
  readonly kubelet: Kubelet | undefined;
  /** The ranges by the UIDs of the pods; a pod without one is in the host's user namespace. */
  readonly ranges: ReadonlyMap<string, IdRange<HostId>>;
}

/**
 * Gives the pods their ranges.
 * @param pods - the pods, each with a UID of its own
 * @param seed - the seed from which the kubelet draws
 */
export function giveRanges(
  pods: readonly NodePod[],
  placement: Placement,
  settings: KubeletSettings,
  seed: number,
): Result<Ranges, NodeError> {
  if (placement === "kubelet") return askKubelet(pods, settings, seed);
  const ranges = new Map<string, IdRange<HostId>>();
  const stride = placement === "shared-range" ? 0 : SIZE / 2;
  if (placement !== "host-users")
    for (const { uid, hostUsers } of pods)
      if (hostUsers === false) ranges.set(uid, { start: SIZE + ranges.size * stride, size: SIZE });
  return ok({ kubelet: undefined, ranges });
}

function askKubelet(pods: readonly NodePod[], settings: KubeletSettings, seed: number): Result<Ranges, NodeError> {
  const started = step(createKubelet(settings, { seed }), { type: "start" });
  if (!started.outcome.ok) return err({ code: "kubelet-refused", podUid: undefined, cause: started.outcome.error });
  const ranges = new Map<string, IdRange<HostId>>();
  let { kubelet } = started;
  for (const { uid, hostUsers = "unset" } of pods) {
    const after = step(kubelet, { type: "create", podUid: uid, hostUsers });
    if (!after.outcome.ok) return err({ code: "kubelet-refused", podUid: uid, cause: after.outcome.error });
    kubelet = after.kubelet;
    const given = after.outcome.value;
    if (given?.mode === "POD") ranges.set(uid, { start: given.mapping.hostId, size: given.mapping.size });
  }
  return ok({ kubelet, ranges });
}

/** The length of a range, and the first ID that is nobody's on the host. */
const SIZE = 65536;
