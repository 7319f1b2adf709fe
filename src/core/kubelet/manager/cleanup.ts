import { RELEASE_TABLE, traitAt } from "../../releases/releases.ts";
import { err, ok, type Result } from "../../result.ts";
import { isFixed } from "../defects/defects.ts";
import { listPods } from "../disk/disk.ts";
import { joined, piecesOf } from "../lists/pieces.ts";
import type { PodList } from "../lists/pod-list.ts";
import type { CleanupError } from "../settings/errors.ts";
import type { KubeletPodRange } from "../settings/pod-ranges.ts";
import { DEFAULT_ROOT_DIRECTORY } from "../settings/settings.ts";
import type { OpenKubelet } from "./open-kubelet.ts";
import { type OpenManager, rangeOfPod } from "./open-manager.ts";
import { releasePod } from "./release.ts";

/** The kubelet looks after pods that are gone, as it does every two seconds. */
export interface CleanupEvent {
  readonly type: "cleanup";
  /** The UIDs of the pods that the kubelet knows. */
  readonly known: readonly string[];
  /** The UIDs of the pods that the container runtime runs; those that the state says when not given. */
  readonly running?: readonly string[];
}

export interface Cleaned {
  /** The kubelet then. */
  readonly kubelet: OpenKubelet;
  /** The pods whose ranges were released, in that order. */
  readonly outcome: Result<readonly string[], CleanupError>;
}

/**
 * `CleanupOrphanedPodUsernsAllocations`, `pkg/kubelet/userns/userns_manager.go`, v1.36.3: first the pods that have a
 * directory but are neither known nor running; then the pods that are remembered but have no directory, known and
 * running ones too. Go goes through the second group in a random order, this model in that of the UIDs, which only
 * tells after a crash.
 */
export function cleanup(before: OpenKubelet, { known, running }: CleanupEvent): Cleaned {
  const runs = new Set(running ?? joined(before.sandboxes).map(({ podUid }) => podUid));
  const kubelet: OpenKubelet = { ...before, sandboxes: onlyRunning(before.sandboxes, runs) };
  const { manager, settings, pods, fixes } = kubelet;
  if (manager === null) return { kubelet, outcome: ok([]) };
  const found = listPods(pods);
  if (found === null) {
    const { release, rootDirectory = DEFAULT_ROOT_DIRECTORY } = settings;
    const prefix = traitAt(RELEASE_TABLE.cleanupPrefix, release);
    const text = `${prefix}open ${rootDirectory}/pods: no such file or directory`;
    return { kubelet, outcome: err({ code: "pods-unreadable", text }) };
  }
  const needed = new Set([...known, ...runs]);
  const onDisk = new Set(found);
  const keeps = isFixed(settings.release, fixes, "running-range-given-away");
  const orphans = found.filter((podUid) => !needed.has(podUid));
  const lost = remembered(manager).filter((podUid) => !onDisk.has(podUid) && !(keeps && needed.has(podUid)));
  return releaseAll(kubelet, [...orphans, ...lost]);
}

function onlyRunning(sandboxes: PodList<KubeletPodRange>, runs: ReadonlySet<string>): PodList<KubeletPodRange> {
  const left = joined(sandboxes).filter(({ podUid }) => runs.has(podUid));
  return left.length === sandboxes.length ? sandboxes : piecesOf(left);
}

function remembered({ usedBy, adopted }: OpenManager): readonly string[] {
  return [...joined(usedBy), ...joined(adopted)].map(({ podUid }) => podUid);
}

function releaseAll(before: OpenKubelet, podUids: readonly string[]): Cleaned {
  let kubelet = before;
  const released: string[] = [];
  for (const podUid of podUids) {
    const { manager } = kubelet;
    if (manager !== null && rangeOfPod(manager, podUid) !== undefined) {
      const after = releasePod(kubelet, manager, podUid);
      if (after.panic !== undefined) return { kubelet: after.kubelet, outcome: err(after.panic) };
      kubelet = after.kubelet;
      released.push(podUid);
    }
  }
  return { kubelet, outcome: ok(released) };
}
