import { showRuntime } from "../../core/kubelet/runtime/runtimes.ts";
import type { Manifests } from "../../core/manifest/read-manifests.ts";
import { type CheckCounts, checkNodeInSteps, type NodeCheckInParts } from "../../core/node/check/check-node.ts";
import type { CheckedPods } from "../../core/node/check/checked-pods.ts";
import { rememberingGround } from "../../core/node/check/ground.ts";
import { rememberingChecker } from "../../core/node/check/group-memo.ts";
import type { NodeToCheck } from "../../core/node/check/node-to-check.ts";
import { policyOfNamespace } from "../../core/node/check/objects/namespace-policy.ts";
import { withNodeObject } from "../../core/node/check/objects/node-object.ts";
import { Causes } from "./causes.ts";
import type { CheckDocument, CheckedNode, CheckedPodFacts, LeftOut } from "./json.ts";
import { podGroup } from "./pod-groups.ts";
import type { Spot, Spots } from "./spots.ts";

export interface CheckRequest {
  readonly spots: Spots;
  /** What the options say of a node. */
  readonly said: (name: string | undefined) => NodeToCheck;
  readonly manifests: Pick<Manifests, "namespaces" | "finished" | "suspended" | "represented">;
  readonly strict: boolean;
  /** Whether each node is to be told by itself. */
  readonly eachNode: boolean;
  /** Is called now and then, so that signals are handled. */
  breathe(): Promise<void>;
}

/** Checks nodes and their pods. */
export async function check({
  spots: { spots, elsewhere, windowsNodes, onWindows },
  said,
  manifests,
  strict,
  eachNode,
  breathe,
}: CheckRequest): Promise<CheckDocument> {
  const { namespaces, finished, suspended, represented } = manifests;
  const policies = new Map(Array.from(namespaces, ([name, object]) => [name, policyOfNamespace(object)]));
  const checker = rememberingChecker();
  const groundFor = rememberingGround();
  const causes = new Causes();
  const nodes: CheckedNode[] = [];
  const pods: CheckedPodFacts[] = [];
  for (const spot of spots) {
    const node = nodeAt(spot, said(spot.name));
    const groups = spot.sets.map((set) => podGroup(set, policies));
    const checked = await inSteps(checkNodeInSteps({ ...node, pods: groups }, checker, groundFor), breathe);
    causes.add(spot.name, node, checked);
    nodes.push(nodeFacts(spot, node, checked));
    for (const each of checked.pods) pods.push(podFacts(spot.name ?? null, each));
  }
  const leftOut: LeftOut = { finished, suspended, represented, elsewhere, windowsNodes, onWindows };
  const counts = nodes.map((node) => node.counts).reduce(sum, NO_PODS);
  return { outcome: outcomeOf(nodes), strict, eachNode, counts, leftOut, nodes, findings: causes.all, pods };
}

/** A sum of nothing. */
const NO_PODS: CheckCounts = {
  pods: 0,
  withoutUserns: 0,
  refused: 0,
  fails: 0,
  unsound: 0,
  undecided: 0,
  runs: 0,
};

function sum(one: CheckCounts, other: CheckCounts): CheckCounts {
  const names = Object.keys(one) as (keyof CheckCounts)[];
  return Object.fromEntries(names.map((name) => [name, one[name] + other[name]])) as unknown as CheckCounts;
}

function outcomeOf(nodes: readonly CheckedNode[]): CheckDocument["outcome"] {
  const met = new Set(nodes.map(({ outcome }) => outcome));
  return met.has("no") ? "no" : met.has("undecided") ? "undecided" : "yes";
}

function nodeAt({ object, isAny }: Spot, said: NodeToCheck): NodeToCheck {
  const node = object === undefined ? said : withNodeObject(said, object);
  return isAny ? { ...node, anyNode: true } : node;
}

async function inSteps<Result>(steps: Iterator<undefined, Result>, breathe: () => Promise<void>): Promise<Result> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await breathe();
  }
}

function nodeFacts({ name, object, isAny }: Spot, { facts = {} }: NodeToCheck, checked: NodeCheckInParts): CheckedNode {
  const { outcome, kubelet, pool, capacity, counts } = checked;
  return {
    name: name ?? null,
    isAny,
    hasObject: object !== undefined,
    outcome,
    kubelet,
    runtimes: (facts.runtimes ?? []).map(showRuntime),
    kernel: object?.kernelVersion ?? facts.kernel?.join(".") ?? null,
    osImage: object?.osImage ?? null,
    pool,
    capacity: isAny ? null : capacity,
    counts,
  };
}

function podFacts(
  node: string | null,
  { group, count, verdict, by, where, text, findings }: CheckedPods,
): CheckedPodFacts {
  const { kind = "Pod", namespace, name, came } = group;
  const codes = [...new Set(findings.map(({ code }) => code))];
  const isStatic = came === "mirror";
  return { kind, namespace, name, node, static: isStatic, count, verdict, by, where, text, findings: codes };
}
