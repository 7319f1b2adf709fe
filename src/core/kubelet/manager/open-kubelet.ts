import type { OpenDirectory } from "../disk/disk.ts";
import { joined, piecesOf } from "../lists/pieces.ts";
import type { PodList } from "../lists/pod-list.ts";
import type { KubeletPodRange } from "../settings/pod-ranges.ts";
import type { Kubelet } from "./kubelet.ts";
import type { OpenManager } from "./open-manager.ts";

/** A kubelet while things happen to it: like {@link Kubelet}, with lists of which a change copies only a piece. */
export type OpenKubelet = Omit<Kubelet, "pods" | "manager" | "sandboxes"> & {
  readonly pods: OpenDirectory;
  readonly manager: OpenManager | null;
  readonly sandboxes: PodList<KubeletPodRange>;
};

export function openKubelet(kubelet: Kubelet): OpenKubelet {
  const { pods, manager, sandboxes } = kubelet;
  return {
    ...kubelet,
    pods: pods && piecesOf(pods),
    manager: manager && {
      ...manager,
      used: piecesOf(manager.used),
      usedBy: piecesOf(manager.usedBy),
      adopted: piecesOf(manager.adopted),
    },
    sandboxes: piecesOf(sandboxes),
  };
}

export function closeKubelet(kubelet: OpenKubelet): Kubelet {
  const { pods, manager, sandboxes } = kubelet;
  return {
    ...kubelet,
    pods: pods && joined(pods),
    manager: manager && {
      ...manager,
      used: joined(manager.used),
      usedBy: joined(manager.usedBy),
      adopted: joined(manager.adopted),
    },
    sandboxes: joined(sandboxes),
  };
}
