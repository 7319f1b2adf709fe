import type { IdMapping } from "../../idmap/id-mapping.ts";
import { reservedSlots } from "../../kubelet/manager/manager.ts";
import { sandboxError } from "../../kubelet/runtime/sandbox-errors.ts";
import { DEFAULT_MAX_PODS, type KubeletSettings } from "../../kubelet/settings/settings.ts";
import { RELEASE_TABLE, traitAt } from "../../releases/releases.ts";
import { slotsOutside } from "./kubelet-map.ts";
import { type NodeFinding, nodeFinding } from "./node-finding.ts";
import { type NodePool, reachesLastId } from "./pool.ts";

/** How many pods with user namespaces fit on a node. */
export interface Capacity {
  /** The answer: the smallest of the numbers below, those that are not null. */
  readonly fits: number;
  /** Slots that the kernel accepts and the release hands out. */
  readonly usableSlots: number;
  /** `maxPods` of the kubelet. */
  readonly maxPods: number;
  /** The limit of releases before 1.30; null since. */
  readonly podLimit: number | null;
  /** Slots with IDs that another owner in the files of subordinate IDs has too. */
  readonly collidingSlots: number;
}

/** Counts how many pods with user namespaces fit; `collidingSlots` are known already. */
export function capacityOf(
  settings: KubeletSettings,
  pool: NodePool,
  collidingSlots: number,
  kubeletMap?: readonly IdMapping[],
): Capacity {
  const { release, maxPods = DEFAULT_MAX_PODS } = settings;
  const { start, size, idsPerPod, slots } = pool;
  // The last ID has no mapping, and what comes after it has no number.
  const mappable = Math.floor((Math.min(start + size, NO_ID) - start) / idsPerPod);
  const outside = kubeletMap === undefined ? 0 : slotsOutside(pool, kubeletMap);
  const usableSlots = Math.min(Math.min(slots, mappable) - reservedSlots(release), slots - outside);
  const podLimit = traitAt(RELEASE_TABLE.podLimit, release);
  return {
    fits: Math.min(usableSlots, maxPods, podLimit ?? usableSlots),
    usableSlots,
    maxPods,
    podLimit,
    collidingSlots,
  };
}

const NO_ID = 4294967295;

/** What is wrong with a pool whose kubelet starts all the same. */
export function poolFindings({ release, idsPerPod }: KubeletSettings, pool: NodePool): readonly NodeFinding[] {
  const { start, size } = pool;
  const use = traitAt(RELEASE_TABLE.idsPerPod, release);
  const slotsPast = (start + size - NO_ID - 1) / pool.idsPerPod;
  return [
    ...(slotsPast > 0 ? [nodeFinding("pool-wraps", { pool, slotsPast }, "id 0 is out of range")] : []),
    ...(reachesLastId(pool) ? [nodeFinding("last-slot", { pool }, sandboxError("last-slot"))] : []),
    ...(idsPerPod === undefined || use === "honoured" ? [] : [nodeFinding("ids-per-pod-ignored", { release, use })]),
  ];
}
