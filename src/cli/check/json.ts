import type { Decider, HowKnown, PodVerdict } from "../../core/findings/condition.ts";
import type { Capacity } from "../../core/node/check/capacity.ts";
import type { CheckCounts, CheckedKubelet } from "../../core/node/check/check-node.ts";
import type { NodePool } from "../../core/node/check/pool.ts";
import type { NodeFindingFacts } from "../kubelet/node-findings.ts";
import type { OriginFacts } from "../place/json.ts";

/** What `userns-sim check --json` prints. A property that does not apply is null, never left out. */
export interface CheckDocument {
  /**
   * `no` where a kubelet does not start, or something is refused, fails or is unsound, exit code 1; `undecided` where nothing
   * is, but something is not known, exit code 0 or, with `--strict`, 1; else `yes`.
   */
  readonly outcome: "yes" | "no" | "undecided";
  /** Whether what is not decided counts as a no. */
  readonly strict: boolean;
  /** Whether each node is told by itself. */
  readonly eachNode: boolean;
  readonly counts: CheckCounts;
  readonly leftOut: LeftOut;
  /** The nodes, in the order in which they were met. */
  readonly nodes: readonly CheckedNode[];
  /** What was found, each cause once, with the pods that share it. */
  readonly findings: readonly CheckFindingFacts[];
  readonly pods: readonly CheckedPodFacts[];
}

/** Pods that are not looked at. */
export interface LeftOut {
  /** Pods and Jobs that ran to their end. */
  readonly finished: number;
  /** Jobs and CronJobs that are suspended. */
  readonly suspended: number;
  /** Workloads whose pods are in the input themselves. */
  readonly represented: number;
  /** Pods on another node, or on none while `--node` names one. */
  readonly elsewhere: number;
  /** Nodes that run Windows. */
  readonly windowsNodes: number;
  /** Pods on those. */
  readonly onWindows: number;
}

export interface CheckedNode {
  /** The node that the pods are bound to, or that `--node` names; null where nobody names one. */
  readonly name: string | null;
  /** Whether it stands for any node of the cluster, for the pods that have none yet. */
  readonly isAny: boolean;
  /** Whether its Node object was read, or those of the nodes it stands for. */
  readonly hasObject: boolean;
  readonly outcome: CheckDocument["outcome"];
  readonly kubelet: CheckedKubelet;
  /** What is known of its runtimes. */
  readonly runtimes: readonly string[];
  /** Its kernel; null where it is not known. */
  readonly kernel: string | null;
  /** The name of its operating system; null where it is not known. */
  readonly osImage: string | null;
  /** The host IDs that pods may get, as far as is known; null where user namespaces are off or the kubelet does not start. */
  readonly pool: NodePool | null;
  /** How many pods fit; null where there is no pool. */
  readonly capacity: Capacity | null;
  readonly counts: CheckCounts;
}

export interface CheckFindingFacts extends NodeFindingFacts {
  /** Whether it is about pods, which `about` names, or about nodes, and with them about all of their pods. */
  readonly scope: "pod" | "node";
  /** Who decides; null where nothing is decided by it. */
  readonly by: Decider | null;
  readonly evidence: HowKnown;
  /** How many pods share it; 0 where it is about the node alone. */
  readonly pods: number;
  /** The nodes on which it was found; null where nobody names them. */
  readonly nodes: readonly string[] | null;
}

export interface CheckedPodFacts extends OriginFacts {
  /** The node; null where nobody names one. */
  readonly node: string | null;
  /** Whether a kubelet took it from a file: it is shown by a mirror pod, which nobody admitted. */
  readonly static: boolean;
  readonly count: number;
  /** What becomes of each; null for pods that ask for no user namespace. */
  readonly verdict: PodVerdict | null;
  readonly by: Decider | null;
  /** The field of the object, or the setting of the node, that decides, or of which something is not known. */
  readonly where: string | null;
  /** What the real system says, verbatim; null where it says nothing, or where its words are not known. */
  readonly text: string | null;
  /** The codes of all that was found about them. */
  readonly findings: readonly string[];
}
