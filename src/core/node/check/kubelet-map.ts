import type { ContainerId } from "../../id/id.ts";
import type { IdMapping } from "../../idmap/id-mapping.ts";
import { containerdReached, UNSHARES_SINCE } from "../../kubelet/pod-checks/runtime-texts.ts";
import type { RuntimeVersion } from "../../kubelet/runtime/runtimes.ts";
import { sandboxError } from "../../kubelet/runtime/sandbox-errors.ts";
import { rangeSet } from "../../range/range-set.ts";
import { type NodeFinding, nodeFinding } from "./node-finding.ts";
import { type NodePool, reachesLastId } from "./pool.ts";

/** What is known about the user namespace that a kubelet runs in itself. */
export interface KubeletNamespace {
  /** Its map; absent where nobody said, which for nearly all kubelets means that they run in the host's. */
  readonly kubeletMap?: readonly IdMapping[];
  /** Whether it runs in one, as its Node object reports since 1.37. */
  readonly runningInUserNamespace?: boolean;
  readonly featureGates?: Readonly<Record<string, boolean>>;
  readonly runtimes?: readonly RuntimeVersion[];
}

/** How many slots of a pool lie outside of the kubelet's own map, whose IDs are all that it has to give. */
export function slotsOutside({ start, size, idsPerPod, slots }: NodePool, map: readonly IdMapping[]): number {
  const known = rangeSet<ContainerId>(map.map(({ containerId, size: ids }) => ({ start: containerId, size: ids })));
  let inside = 0;
  for (const range of known) {
    const first = Math.ceil((Math.max(range.start, start) - start) / idsPerPod);
    const end = Math.floor((Math.min(range.start + range.size, start + size) - start) / idsPerPod);
    inside += Math.max(end - first, 0);
  }
  return slots - inside;
}

/**
 * What the kubelet reports goes before its gate. That lets a kubelet run in a user namespace, and where somebody set it, nearly
 * always it does.
 */
export function kubeletMapFindings(pool: NodePool, about: KubeletNamespace): readonly NodeFinding[] {
  const { kubeletMap, featureGates = {}, runtimes = [] } = about;
  if (kubeletMap === undefined) {
    const isGateSet = Object.hasOwn(featureGates, GATE) && featureGates[GATE] === true;
    const { runningInUserNamespace: reported = isGateSet } = about;
    return reported
      ? [nodeFinding("kubelet-map-not-given", { isReported: about.runningInUserNamespace === true })]
      : [];
  }
  const outside = slotsOutside(pool, kubeletMap);
  // No map has 4294967295, and the slot with that is told of by itself.
  const unmappable = reachesLastId(pool) ? 1 : 0;
  if (outside <= unmappable) return [];
  const isContainerd = containerdReached(runtimes, UNSHARES_SINCE) === "yes";
  const text = isContainerd ? sandboxError("outside-parent-map") : undefined;
  return outside === pool.slots
    ? [nodeFinding("pool-outside-kubelet-map", { pool }, text)]
    : [nodeFinding("slots-outside-kubelet-map", { pool, outside }, text)];
}

const GATE = "KubeletInUserNamespace";
