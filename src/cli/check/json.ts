import type { CheckedKubelet, NodePoolFacts } from "../kubelet/kubelet-json.ts";
import type { FindingFacts } from "../output/findings.ts";
import type { OriginFacts } from "../place/json.ts";

/** What `userns-sim check --json` prints. A property that does not apply is null, never left out. */
export interface CheckDocument {
  /** `no` where something is refused or fails later, exit code 1; else `yes`, which leaves what is undecided open. */
  readonly outcome: "yes" | "no";
  /** The node that the pods are bound to, or that `--node` names; null where nobody names one. */
  readonly node: string | null;
  readonly kubelet: CheckedKubelet;
  /** The host IDs that pods may get, as far as is known; null where user namespaces are off or the kubelet does not start. */
  readonly pool: NodePoolFacts | null;
  /** How many pods fit; null where there is no pool. */
  readonly capacity: CapacityFacts | null;
  readonly counts: CheckCounts;
  readonly findings: readonly FindingFacts[];
  readonly pods: readonly CheckedPods[];
}

/** How many pods with user namespaces fit. */
export interface CapacityFacts {
  /** The answer: the smallest of the numbers below, those that are not null. */
  readonly fits: number;
  /** Slots that the kernel accepts and the release hands out. */
  readonly usableSlots: number;
  readonly maxPods: number;
  /** The limit of releases before 1.30; null since. */
  readonly podLimit: number | null;
  /** Slots with IDs that another owner in the files of subordinate IDs has too. */
  readonly collidingSlots: number;
}

export interface CheckCounts {
  readonly pods: number;
  readonly withUserns: number;
  /** Pods that would not be taken by the API server, or find no slot. */
  readonly refused: number;
  /** Pods that would be taken and then fail. */
  readonly failLater: number;
  /** Pods of which it is not decided whether they run. */
  readonly undecided: number;
  /** Pods that run, for all that is known here. */
  readonly run: number;
  /** Pods left out because they are on another node. */
  readonly elsewhere: number;
}

export interface CheckedPods extends OriginFacts {
  readonly count: number;
  /** `false`, or what makes them host users: `true`, or null where the field is absent. */
  readonly hostUsers: boolean | null;
  /** What becomes of each. Warnings do not count. */
  readonly outcome: "runs" | "undecided" | "fails-later" | "refused";
}
