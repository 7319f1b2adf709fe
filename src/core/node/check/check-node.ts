import type { PodVerdict } from "../../findings/condition.ts";
import type { Finding } from "../../findings/finding.ts";
import type { CheckOptions } from "../../kubelet/pod-checks/check-pod.ts";
import { gateOf } from "../../kubelet/settings/gate.ts";
import {
  checkSettings,
  DEFAULT_MAX_PODS,
  DEFAULT_ROOT_DIRECTORY,
  type KubeletSettings,
} from "../../kubelet/settings/settings.ts";
import { expectArray, expectObject } from "../../misuse/misuse.ts";
import { RELEASE_TABLE, type Release, traitAt } from "../../releases/releases.ts";
import { evidenceOf } from "../../releases/unread-releases.ts";
import { type Capacity, capacityOf, poolFindings } from "./capacity.ts";
import { asksForUserns, checkGroup, type GroupChecker } from "./check-group.ts";
import { type CheckedPods, judged, notJudged } from "./checked-pods.ts";
import { countOf, crowd } from "./crowding.ts";
import { type Ground, type GroundOf, groundOf } from "./ground.ts";
import { kubeletMapFindings } from "./kubelet-map.ts";
import type { NodeFinding } from "./node-finding.ts";
import type { NodeToCheck, PodGroup } from "./node-to-check.ts";
import { idsPerPodOf, type NodePool } from "./pool.ts";

/** What becomes of a node and its pods. */
export interface NodeCheck {
  /**
   * `no` where the kubelet does not start, or something is refused, fails or is unsound; `undecided` where that is not known;
   * else `yes`.
   */
  readonly outcome: "yes" | "no" | "undecided";
  /** The kubelet. */
  readonly kubelet: CheckedKubelet;
  /** The host IDs that pods may get; null where user namespaces are off, or the kubelet does not start, or may not. */
  readonly pool: NodePool | null;
  /** How many pods fit; null where there is no pool. */
  readonly capacity: Capacity | null;
  /** How many pods there are, by verdict. */
  readonly counts: CheckCounts;
  /** What was found about the node; what decides stands with each of its pods, too. */
  readonly findings: readonly NodeFinding[];
  /** The pods in the order they were given; those for which there is no room come last. */
  readonly pods: readonly CheckedPods[];
}

/** What a check says of a kubelet. */
export interface CheckedKubelet {
  /** Its release. */
  readonly release: Release;
  /** Whether somebody read the source of the release; if not, the newest before it that was read stands in. */
  readonly evidence: "read" | "not read";
  /** Whether it would start, as far as user namespaces are concerned and no file of a pod stands in the way. */
  readonly starts: "yes" | "no" | "undecided";
  /** `maxPods`, 110 where it is not set. */
  readonly maxPods: number;
  /** The feature gate of user namespaces; null where the kubelet refuses how it was set. */
  readonly gate: { readonly name: string; readonly on: boolean } | null;
}

/** How many pods there are, by what becomes of them. */
export interface CheckCounts extends Readonly<Record<PodVerdict, number>> {
  /** All pods. */
  readonly pods: number;
  /** Those that ask for no user namespace, which get no verdict. */
  readonly withoutUserns: number;
}

/**
 * Tells whether a node's kubelet would start, how many pods fit, and what becomes of each pod that asks for a user namespace.
 *
 * Each of them has exactly one verdict: where several conditions hold, the worst, and of those the first. That a pod `runs` is
 * said only where every condition that can decide about it was decided; whatever nobody said is a finding that tells what to
 * say.
 *
 * @param node - the settings of the kubelet, what is known about the rest, and the pods
 * @returns the verdicts, what was found, and the counts
 * @throws TypeError when the argument is no such node, RangeError when its release is not modelled.
 * @example
 * ```ts
 * import { checkNode, type NodeToCheck } from "userns-sim/node";
 *
 * const spec = { hostUsers: false, containers: [{ name: "web", image: "nginx" }] };
 * const node: NodeToCheck = {
 *   kubelet: { release: "1.36" },
 *   facts: { policy: { level: "baseline", version: "latest" }, kernel: [6, 1] },
 *   pods: [{ namespace: "shop", name: "web", spec: { ...spec, hostPID: true } }],
 * };
 * const { outcome, pods } = checkNode(node);
 * [outcome, ...pods.map(({ verdict, by, text }) => [verdict, by, text])];
 * // => ["no", ["refused", "api-server", "spec.HostPID: Forbidden: when `hostUsers` is false"]]
 * ```
 */
export function checkNode(node: NodeToCheck): NodeCheck {
  const steps = checkNodeInSteps(node);
  for (;;) {
    const { done, value } = steps.next();
    if (!done) continue;
    const { ground, ofPool, crowding, ...checked } = value;
    return { ...checked, findings: [...ground.start.findings, ...ofPool, ...ground.collisions.findings, ...crowding] };
  }
}

/** A check whose findings about the node stand apart, in this order, because many nodes may share the ground. */
export interface NodeCheckInParts extends Omit<NodeCheck, "findings"> {
  readonly ground: Ground;
  readonly ofPool: readonly NodeFinding[];
  readonly crowding: readonly NodeFinding[];
}

/** The same, which stops now and then, so that a program can look at something else. */
export function* checkNodeInSteps(
  node: NodeToCheck,
  checker: GroupChecker = checkGroup,
  groundFor: GroundOf = groundOf,
): Generator<undefined, NodeCheckInParts> {
  expectObject("checkNode", "node", node, 'an object such as { kubelet: { release: "1.36" } }');
  checkSettings("checkNode", node.kubelet);
  const { kubelet, facts = {}, assumed, subordinateFiles, pods: groups = [] } = node;
  expectObject("checkNode", "facts", facts, "an object such as { kernel: [6, 8] }");
  if (assumed !== undefined) expectArray("checkNode", "assumed", assumed, 'an array such as ["account"]');
  if (subordinateFiles !== undefined)
    expectArray("checkNode", "subordinateFiles", subordinateFiles, "an array of files that were read");
  expectArray("checkNode", "pods", groups, "an array of pods");
  const { release, maxPods = DEFAULT_MAX_PODS, featureGates = {}, rootDirectory = DEFAULT_ROOT_DIRECTORY } = kubelet;
  const ground = groundFor(node);
  const { start, pool, collisions } = ground;
  const capacity = pool === null ? null : capacityOf(kubelet, pool, collisions.slots, facts.kubeletMap);
  const ofPool =
    pool === null ? [] : [...poolFindings(kubelet, pool), ...kubeletMapFindings(pool, { ...facts, featureGates })];
  // That somebody else has IDs of the pool is a warning, always, and that a line is none is another.
  const deciding = [...start.findings, ...ofPool].filter(({ verdict }) => verdict !== "warning");
  const idsPerPod = pool?.idsPerPod ?? idsPerPodOf(kubelet);
  const gate = gateOf(kubelet);
  const options = { rootDirectory, ...facts, release, ...gatesOf(kubelet, gate), idsPerPod };
  const pods = yield* checkGroups(groups, (group) => checker(group, options), deciding);
  const crowded = node.anyNode ? { pods, findings: [] } : crowd(pods, kubelet, pool);
  return {
    outcome: outcomeOf(start.starts, crowded.pods, [...deciding, ...crowded.findings]),
    kubelet: {
      release,
      evidence: evidenceOf(release),
      starts: start.starts,
      maxPods,
      gate: gate.ok ? { name: traitAt(RELEASE_TABLE.gate, release), on: gate.value } : null,
    },
    pool,
    capacity,
    counts: countsOf(crowded.pods),
    ground,
    ofPool,
    crowding: crowded.findings,
    pods: crowded.pods,
  };
}

/**
 * The API server has the gates that the kubelet has, but one that is off here and on by default may well be on there: whoever
 * wants it on sets it in both, and whoever turns off the kubelet's keeps pods from this node.
 */
function gatesOf(
  { release, featureGates = {} }: KubeletSettings,
  gate: ReturnType<typeof gateOf>,
): Pick<CheckOptions, "featureGates" | "kubeletGate"> {
  if (!gate.ok || gate.value || !traitAt(RELEASE_TABLE.gateDefault, release)) return { featureGates };
  const { [traitAt(RELEASE_TABLE.gate, release)]: _off, ...ofApiServer } = featureGates;
  return { featureGates: ofApiServer, kubeletGate: false };
}

const GROUPS_IN_A_STEP = 1000;

function* checkGroups(
  groups: readonly PodGroup[],
  check: (group: PodGroup) => readonly Finding[],
  ofNode: readonly NodeFinding[],
): Generator<undefined, readonly CheckedPods[]> {
  const checked: CheckedPods[] = [];
  for (const group of groups) {
    if (checked.length % GROUPS_IN_A_STEP === 0) yield;
    const { count = 1 } = group;
    checked.push(asksForUserns(group) ? judged(group, count, [...check(group), ...ofNode]) : notJudged(group, count));
  }
  return checked;
}

function countsOf(pods: readonly CheckedPods[]): CheckCounts {
  const those = (verdict: PodVerdict | null): number => countOf(pods.filter((pod) => pod.verdict === verdict));
  return {
    pods: countOf(pods),
    withoutUserns: those(null),
    refused: those("refused"),
    fails: those("fails"),
    unsound: those("unsound"),
    undecided: those("undecided"),
    runs: those("runs"),
  };
}

function outcomeOf(
  starts: CheckedKubelet["starts"],
  pods: readonly CheckedPods[],
  findings: readonly NodeFinding[],
): NodeCheck["outcome"] {
  const met = new Set<string | null>([
    ...pods.map(({ verdict }) => verdict),
    ...findings.map(({ verdict }) => verdict),
  ]);
  if (starts === "no" || ["refused", "fails", "unsound"].some((verdict) => met.has(verdict))) return "no";
  return met.has("undecided") ? "undecided" : "yes";
}
