import { DEFAULT_IDS_PER_POD } from "../../../kubelet/settings/settings.ts";
import type { NodeFindingOf } from "../node-finding.ts";
import { idsPerPodOf, type NodePool, nodePool } from "../pool.ts";
import type { Fix, FixChange } from "./fix.ts";
import { endOfSlots, type NodeToFix } from "./free-range.ts";
import { lineChange, poolChange, withLine } from "./pool-change.ts";
import { giveLine } from "./start-fixes.ts";

/** What the account has, less what reaches the last ID; a new line where that leaves too few, or there is no account. */
export function endPoolLower(
  { facts }: NodeFindingOf<"pool-wraps" | "last-slot" | "last-slot-drawn" | "kubelet-does-not-start">,
  node: NodeToFix,
): Fix {
  if ("pool" in facts && facts.pool.source === "whole")
    return { code: "make-pod-anew", facts: { release: node.kubelet.release }, changes: [] };
  const start = startOf(facts);
  const size = endOfSlots(idsPerPodOf(node.kubelet)) - (start ?? 0);
  const shorter = start === undefined || size <= 0 ? undefined : withLine(node, {}, { start, size });
  return giveLine("give-lower-line", node, shorter ?? lineChange(node));
}

/** Where the account's line begins, if that is where the pool is from. */
function startOf(
  facts: NodeFindingOf<"pool-wraps" | "last-slot" | "last-slot-drawn" | "kubelet-does-not-start">["facts"],
): number | undefined {
  if ("error" in facts) return "firstId" in facts.error ? facts.error.firstId : undefined;
  return facts.pool.source === "subuid" ? facts.pool.start : undefined;
}

/** Without the setting nothing changes; a later release would heed it, and refuse the pods that are there. */
export function leaveIdsPerPodOut(
  { facts: { use } }: NodeFindingOf<"ids-per-pod-ignored">,
  { kubelet: { idsPerPod = DEFAULT_IDS_PER_POD } }: NodeToFix,
): Fix {
  const changes = [{ setting: "userNamespaces.idsPerPod", value: null }];
  if (use === "unknown" || idsPerPod === DEFAULT_IDS_PER_POD) return { code: "leave-ids-per-pod-out", changes };
  return { code: "leave-ids-per-pod-out-or-upgrade", facts: { idsPerPod }, changes };
}

export function separateSubordinateIds(_found: NodeFindingOf<"subordinate-ids-collide">, node: NodeToFix): Fix {
  const change = lineChange(node, {}, true);
  if (change === undefined) return { code: "separate-subordinate-ids", changes: [] };
  return giveLine("give-line-apart", node, change);
}

/** A line for all pods, where the kubelet's own map has room for it, else a map that has. */
export function poolInKubeletMap(
  { facts: { pool } }: NodeFindingOf<"pool-outside-kubelet-map" | "slots-outside-kubelet-map">,
  node: NodeToFix,
): Fix {
  const change = lineChange(node);
  if (change !== undefined) return giveLine("give-line", node, change);
  return { code: "pool-in-kubelet-map", changes: mapWith(pool, node.facts?.kubeletMap?.[0]?.hostId) };
}

export function sayKubeletMap(_found: NodeFindingOf<"kubelet-map-not-given">, node: NodeToFix): Fix {
  const pool = nodePool(node.kubelet);
  return { code: "say-kubelet-map", changes: pool === null ? [] : mapWith(pool) };
}

/**
 * A map of a kubelet with all of a pool, from a host ID as newuidmap gives it on, or where that is too high, from 0 on. No map
 * has a pool that goes on past the last ID.
 */
function mapWith({ start, size }: NodePool, hostId = 100000): readonly FixChange[] {
  if (start + size > NO_ID + 1) return [];
  const end = Math.min(start + size, NO_ID);
  return [{ fact: "kubelet-map", value: `0:${hostId + end <= NO_ID ? hostId : 0}:${end}` }];
}

const NO_ID = 4294967295;

export function fewerPods({ facts: { pods } }: NodeFindingOf<"more-pods-than-max-pods">, node: NodeToFix): Fix {
  const change = pods > MAX_INT32 ? undefined : poolChange(node, { maxPods: pods });
  if (change === undefined) return { code: "fewer-pods", changes: [] };
  const { line, ...plan } = change;
  return { code: "raise-max-pods", facts: { maxPods: pods, ...(line === undefined ? {} : { line }) }, ...plan };
}

/** `maxPods` is an int32. */
const MAX_INT32 = 2147483647;
