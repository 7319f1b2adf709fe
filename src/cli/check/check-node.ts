import type { PodSecurityPolicy } from "../../core/apiserver/pod-security/policy.ts";
import type { NodeFacts } from "../../core/kubelet/runtime/node-facts.ts";
import { rangeSet } from "../../core/range/range-set.ts";
import { count } from "../base/words.ts";
import { type NodePods, podCount } from "../inputs/select-node.ts";
import { type KubeletFacts, poolOf } from "../kubelet/kubelet-facts.ts";
import { startVerdict } from "../kubelet/start-findings.ts";
import { type FindingFacts, finding } from "../output/findings.ts";
import { capacityOf, poolFindings } from "./capacity.ts";
import { collisionsWith } from "./collisions.ts";
import type { CapacityFacts, CheckCounts, CheckDocument, CheckedPods } from "./json.ts";
import { checkPods } from "./pods.ts";

/** Checks a node and the pods that are to run on it; `breathe` is called now and then, so that signals are handled. */
export async function checkNode(
  kubelet: KubeletFacts,
  facts: Omit<NodeFacts, "release"> & { readonly policy?: PodSecurityPolicy },
  { node, sets, elsewhere }: NodePods,
  breathe: () => Promise<void>,
): Promise<Omit<CheckDocument, "outcome">> {
  const { release, featureGates = {} } = kubelet.settings;
  const start = startVerdict(kubelet);
  const pool = poolOf(kubelet);
  const collisions =
    pool === null ? { slots: rangeSet([]), findings: [] } : collisionsWith(kubelet.account.files, pool);
  const capacity = pool === null ? null : capacityOf(kubelet, pool, collisions.slots);
  const checked = await checkPods(
    sets,
    { ...facts, release, featureGates, ...(pool === null ? {} : { idsPerPod: pool.idsPerPod }) },
    breathe,
  );
  const counts = countsOf(checked.pods, elsewhere);
  return {
    node: node ?? null,
    kubelet: { release, starts: start.starts, maxPods: kubelet.maxPods, gate: kubelet.gate },
    pool,
    capacity,
    counts,
    findings: [
      ...start.findings,
      ...(pool === null ? [] : poolFindings(kubelet, pool)),
      ...collisions.findings,
      ...capacityFindings(kubelet.maxPods, capacity, counts, podCount(sets)),
      ...checked.findings,
    ],
    pods: checked.pods,
  };
}

function countsOf(pods: readonly CheckedPods[], elsewhere: number): CheckCounts {
  const total = (isCounted: (pod: CheckedPods) => boolean): number => podCountOf(pods.filter(isCounted));
  return {
    pods: podCountOf(pods),
    withUserns: total(({ hostUsers }) => hostUsers === false),
    refused: total(({ outcome }) => outcome === "refused"),
    failLater: total(({ outcome }) => outcome === "fails-later"),
    undecided: total(({ outcome }) => outcome === "undecided"),
    run: total(({ outcome }) => outcome === "runs"),
    elsewhere,
  };
}

function podCountOf(pods: readonly CheckedPods[]): number {
  return pods.reduce((sum, pod) => sum + pod.count, 0);
}

function capacityFindings(
  maxPods: number,
  capacity: CapacityFacts | null,
  { withUserns }: CheckCounts,
  all: number,
): readonly FindingFacts[] {
  const found: FindingFacts[] = [];
  const room = capacity === null ? undefined : Math.min(capacity.usableSlots, capacity.podLimit ?? Infinity);
  if (room !== undefined && withUserns > room)
    found.push(
      finding("refused", "more-pods-than-slots", `${withUserns - room} of ${withUserns} pods with hostUsers: false`, {
        says: "could not find an empty slot to allocate a user namespace",
        why: `There are ${count(room, "slot")} for them, and each pod takes one.`,
        fix: "Give the account kubelet more IDs, or put fewer such pods on the node.",
      }),
    );
  if (all > maxPods)
    found.push(
      finding("refused", "more-pods-than-max-pods", `${all - maxPods} of ${all} pods`, {
        why: `The node takes ${maxPods} pods, on host users or not: maxPods.`,
        fix: "Put fewer pods on the node, or raise maxPods, and with it the IDs of the account kubelet.",
      }),
    );
  return found;
}
