import { deleteFile } from "../disk/disk.ts";
import { isFixed } from "../releases/defects.ts";
import type { Panic } from "../settings/errors.ts";
import { dropPod, findPod, type KubeletPodRange, overlap } from "../settings/pod-ranges.ts";
import type { Kubelet } from "./kubelet.ts";
import { allocatedSlot, type Manager, reservedSlots, slotsTouched } from "./manager.ts";
import { dropSlot } from "./slots.ts";

/** A kubelet after something was released, and the crash that this may have been. */
export interface Released {
  readonly kubelet: Kubelet;
  /** Why it crashed, if it did. */
  readonly panic: Panic | undefined;
}

/**
 * `releaseWithLock`, `pkg/kubelet/userns/userns_manager.go`, v1.36.3: first the memory, then the file, then the bit, so
 * a crash at the bit leaves the other two done. Nothing at all happens when the manager does not know the pod. The Go
 * map that is copied at every 1000th removal is not modelled.
 */
export function releasePod(kubelet: Kubelet, manager: Manager, podUid: string): Released {
  const { pods, fixes } = kubelet;
  const adopted = findPod(manager.adopted, podUid);
  const known = findPod(manager.usedBy, podUid);
  if (known === undefined && adopted === undefined) return { kubelet, panic: undefined };
  let after: Manager = {
    ...manager,
    usedBy: dropPod(manager.usedBy, podUid),
    adopted: dropPod(manager.adopted, podUid),
  };
  if (adopted !== undefined) after = freeAdopted(after, adopted, reservedSlots(kubelet.settings.release));
  let panic: Panic | undefined;
  if (known !== undefined) {
    const { hostId } = known;
    const { off, idsPerPod } = manager;
    const slot = isFixed(fixes, "release-panics") ? allocatedSlot(manager, hostId) : hostId / idsPerPod - off;
    if (slot < 0) panic = { code: "panic", text: "negative bit index" };
    else after = { ...after, used: dropSlot(after.used, slot) };
  }
  return { kubelet: { ...kubelet, pods: deleteFile(pods, podUid), manager: after }, panic };
}

/** The slots that an adopted range touched are free again, unless they are reserved or another pod's range touches them too. */
function freeAdopted(manager: Manager, range: KubeletPodRange, reserved: number): Manager {
  const others = [...manager.usedBy, ...manager.adopted];
  const { off, idsPerPod } = manager;
  let { used } = manager;
  for (const slot of slotsTouched(manager, range)) {
    const ids = { podUid: "", hostId: (off + slot) * idsPerPod, length: idsPerPod };
    if (slot >= reserved && !others.some((other) => overlap(other, ids))) used = dropSlot(used, slot);
  }
  return { ...manager, used };
}
