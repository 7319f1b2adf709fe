import type { Release } from "../../releases/releases.ts";
import { piecesOf } from "../lists/pieces.ts";
import { findPod, type PodList } from "../lists/pod-list.ts";
import type { Slots } from "../lists/slots.ts";
import type { KubeletPodRange } from "../settings/pod-ranges.ts";
import type { KubeletPool } from "../settings/pool.ts";
import { type Manager, reservedSlots } from "./manager.ts";

/** A manager while things happen to it: like {@link Manager}, with lists of which a change copies only a piece. */
export interface OpenManager extends Readonly<Record<"usedBy" | "adopted", PodList<KubeletPodRange>>>, KubeletPool {
  readonly used: Slots;
}

/** Makes a manager that knows no pod. */
export function emptyManager(pool: KubeletPool, release: Release): OpenManager {
  const used = Array.from({ length: reservedSlots(release) }, (_, slot) => slot);
  return {
    ...pool,
    used: piecesOf(used),
    usedBy: piecesOf<KubeletPodRange>([]),
    adopted: piecesOf<KubeletPodRange>([]),
  };
}

/** Finds the range that a manager remembers for a pod. */
export function rangeOfPod(manager: OpenManager, podUid: string): KubeletPodRange | undefined {
  return findPod(manager.usedBy, podUid) ?? findPod(manager.adopted, podUid);
}
