import type { Manifests } from "../../core/manifest/read-manifests.ts";
import { checkNodeInSteps, type NodeCheck } from "../../core/node/check/check-node.ts";
import type { CheckedPods } from "../../core/node/check/checked-pods.ts";
import type { NodeToCheck } from "../../core/node/check/node-to-check.ts";
import { type NodePods, selectNode } from "../inputs/select-node.ts";
import { Causes } from "./causes.ts";
import type { CheckDocument, CheckedPodFacts } from "./json.ts";
import { podGroup } from "./pod-groups.ts";

/** Checks a node and its pods; `breathe` is called now and then, so that signals are handled. */
export async function check(
  node: Omit<NodeToCheck, "pods">,
  manifests: Manifests | undefined,
  {
    strict,
    wanted,
    breathe,
  }: { readonly strict: boolean; readonly wanted: string | undefined; breathe(): Promise<void> },
): Promise<CheckDocument> {
  const there: NodePods =
    manifests === undefined ? { node: wanted, sets: [], elsewhere: 0 } : selectNode(manifests.podSets, wanted);
  const checked = await inSteps({ ...node, pods: there.sets.map(podGroup) }, breathe);
  const causes = new Causes();
  causes.add(there.node, node, checked);
  const { outcome, kubelet, pool, capacity, counts } = checked;
  const name = there.node ?? null;
  return {
    outcome,
    strict,
    counts,
    leftOut: {
      finished: manifests?.finished ?? 0,
      suspended: manifests?.suspended ?? 0,
      represented: manifests?.represented ?? 0,
      elsewhere: there.elsewhere,
    },
    nodes: [{ name, kubelet, pool, capacity, counts }],
    findings: causes.all,
    pods: checked.pods.map((pods) => podFacts(name, pods)),
  };
}

async function inSteps(node: NodeToCheck, breathe: () => Promise<void>): Promise<NodeCheck> {
  const steps = checkNodeInSteps(node);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await breathe();
  }
}

function podFacts(
  node: string | null,
  { group, count, verdict, by, where, text, findings }: CheckedPods,
): CheckedPodFacts {
  const { kind = "Pod", namespace, name } = group;
  const codes = [...new Set(findings.map(({ code }) => code))];
  return { kind, namespace, name, node, count, verdict, by, where, text, findings: codes };
}
