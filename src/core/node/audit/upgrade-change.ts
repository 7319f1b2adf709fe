import type { HostId } from "../../id/id.ts";
import type { RecordError } from "../../kubelet/settings/errors.ts";
import type { IdRange } from "../../range/range.ts";

/** What an upgrade of a kubelet changes for pods in user namespaces, with settings that stay. */
export type UpgradeChange = IdsPerPodHonoured | PoolChanges;

/** The kubelet goes by a setting that it ignored until now, so that every range on the disk has the wrong length. */
export interface IdsPerPodHonoured {
  readonly code: "ids-per-pod-honoured";
  /** What `userNamespaces.idsPerPod` says. */
  readonly idsPerPod: number;
  /** How many IDs each pod has got until now. */
  readonly before: number;
}

/** The kubelet hands out other IDs than until now. */
export interface PoolChanges {
  readonly code: "pool-changes";
  /** The IDs until now, half-open. */
  readonly before: IdRange<HostId>;
  /** The IDs from then on, half-open. */
  readonly after: IdRange<HostId>;
}

/** A pod whose file the next kubelet refuses, so that it does not start before the pod and its file are gone. */
export interface PodInTheWay {
  /** The UID of the pod. */
  readonly podUid: string;
  /** Why its file is refused. */
  readonly cause: RecordError;
  /** Whether that is so in any case; else it is so with or without fixes of which nobody knows whether the release has them. */
  readonly isCertain: boolean;
}
