import type { Pool } from "../../allocate/pool/pool.ts";
import type { Allocations } from "../../allocate/state/allocations.ts";
import type { HostId } from "../../id/id.ts";
import type { Kubelet } from "../../kubelet/manager/kubelet.ts";
import type { KubeletSettings } from "../../kubelet/settings/settings.ts";
import type { IdRange } from "../../range/range.ts";
import type { Result } from "../../result.ts";
import type { NodePod } from "../pod/pod.ts";
import type { NodeError } from "./errors.ts";

export interface RangeRequest {
  /** The host IDs that there are to give; `undefined` for the default. */
  readonly pool: Pool | undefined;
  readonly seed: number;
  readonly settings: KubeletSettings;
  /** A kubelet to which things have happened already; `undefined` for a new one. */
  readonly kubelet?: Kubelet | undefined;
  /** A state of the allocator to go on from; it has its pool and its strategy. */
  readonly allocations?: Allocations | undefined;
}

/** Gives pods their ranges, one after the other. It stays as it is: what comes of a question is its successor. */
export interface Giver {
  /** The kubelet, where one gives the ranges. */
  readonly kubelet: Kubelet | undefined;
  give(pod: AskingPod): Result<Given, NodeError>;
}

/** What has to be known of a pod to give it a range. */
export type AskingPod = Pick<NodePod, "uid" | "hostUsers">;

export interface Given {
  /** Its range; `undefined` in the host's user namespace. */
  readonly range: IdRange<HostId> | undefined;
  readonly next: Giver;
}
