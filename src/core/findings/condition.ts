/** What can become of a pod that asks for a user namespace, the worst first. */
export const POD_VERDICTS = ["refused", "fails", "unsound", "undecided", "runs"] as const;

/**
 * What becomes of a pod that asks for a user namespace: it is refused; it is taken and fails; it runs, but is not isolated;
 * nobody said what decides about it; or it runs.
 */
export type PodVerdict = (typeof POD_VERDICTS)[number];

/** What a finding means for a pod. A warning decides nothing. */
export type FindingVerdict = Exclude<PodVerdict, "runs"> | "warning";

/** Who decides about a pod. */
export type Decider = "api-server" | "pod-security" | "scheduler" | "kubelet" | "runtime" | "kernel";

/** How it is known: it was run, it was read in the source or the manual, or it follows from what was. */
export type HowKnown = "run" | "read" | "inferred";

/** What a condition can depend on, each of which a person can look up and say. */
export type Dependency =
  | "pod"
  | "release"
  | "gates"
  | "policy"
  | "configuration"
  | "account"
  | "subordinate-ids"
  | "runtime"
  | "kernel"
  | "sysctls"
  | "node"
  | "filesystem"
  | "image"
  | "pods-of-the-node";

/**
 * One thing that decides about pods, or is worth knowing of one: a row of the table of conditions.
 *
 * @typeParam Fix - what would help
 */
export interface Condition<Fix extends string = string> {
  /** What it means where it holds. */
  readonly verdict: FindingVerdict;
  /** Who decides; null where nothing is decided by it. */
  readonly by: Decider | null;
  /** What it depends on. */
  readonly depends: readonly Dependency[];
  /** From which version of what on it is so, or until which; absent where it always was. */
  readonly versions?: string;
  /** What would help. */
  readonly fix: Fix;
  /** Where it can be read. */
  readonly source: string;
  /** How it is known. */
  readonly evidence: HowKnown;
}
