import type { PodSet } from "../../core/manifest/pod-set.ts";
import { Failure } from "../base/failure.ts";

export interface NodePods {
  readonly node: string | undefined;
  readonly sets: readonly PodSet[];
  readonly elsewhere: number;
}

/** Pods that name no node are among them as long as there is only one node to speak of. */
export function selectNode(sets: readonly PodSet[], wanted: string | undefined): NodePods {
  const nodes = [...new Set(sets.flatMap(({ nodeName }) => nodeName ?? []))];
  if (nodes.length > 1 && wanted === undefined)
    throw new Failure(`the pods are on ${nodes.length} nodes, name one with --node: ${listed(nodes)}`);
  if (nodes.length === 0 || wanted === undefined) return { node: wanted ?? nodes[0], sets, elsewhere: 0 };
  if (!nodes.includes(wanted)) throw new Failure(`--node: no pod is on ${wanted}; the pods are on ${listed(nodes)}`);
  const here = sets.filter(({ nodeName }) => nodeName === wanted);
  return { node: wanted, sets: here, elsewhere: podCount(sets) - podCount(here) };
}

export function podCount(sets: readonly PodSet[]): number {
  return sets.reduce((sum, { count }) => sum + count, 0);
}

function listed(nodes: readonly string[]): string {
  const more = nodes.length > MAX_LISTED ? `, and ${nodes.length - MAX_LISTED} more` : "";
  return nodes.slice(0, MAX_LISTED).join(", ") + more;
}

const MAX_LISTED = 10;
