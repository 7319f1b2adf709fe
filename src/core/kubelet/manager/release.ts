import { isFixed } from "../defects/defects.ts";
import { deleteFile } from "../disk/disk.ts";
import { joined } from "../lists/pieces.ts";
import { dropPod, findPod } from "../lists/pod-list.ts";
import { dropSlot } from "../lists/slots.ts";
import type { Panic } from "../settings/errors.ts";
import { type KubeletPodRange, overlap } from "../settings/pod-ranges.ts";
import { allocatedSlot, reservedSlots, slotsTouched } from "./manager.ts";
import type { OpenKubelet } from "./open-kubelet.ts";
import type { OpenManager } from "./open-manager.ts";

/** A kubelet after something was released, and the crash that this may have been. */
export interface Released {
  /** The kubelet then. */
  readonly kubelet: OpenKubelet;
  /** Why it crashed, if it did. */
  readonly panic: Panic | undefined;
}

/**
 * `releaseWithLock`, `pkg/kubelet/userns/userns_manager.go`, v1.36.3: first the memory, then the file, then the bit, so
 * a crash at the bit leaves the other two done. Nothing at all happens when the manager does not know the pod. The Go
 * map that is copied at every 1000th removal is not modelled.
 */
export function releasePod(kubelet: OpenKubelet, manager: OpenManager, podUid: string): Released {
  const { pods, fixes } = kubelet;
  const adopted = findPod(manager.adopted, podUid);
  const known = findPod(manager.usedBy, podUid);
  if (known === undefined && adopted === undefined) return { kubelet, panic: undefined };
  let after: OpenManager = {
    ...manager,
    usedBy: dropPod(manager.usedBy, podUid),
    adopted: dropPod(manager.adopted, podUid),
  };
  if (adopted !== undefined) after = freeAdopted(after, adopted, reservedSlots(kubelet.settings.release));
  let panic: Panic | undefined;
  if (known !== undefined) {
    const { hostId } = known;
    const { off, idsPerPod } = manager;
    const slot = isFixed(kubelet.settings.release, fixes, "release-panics")
      ? allocatedSlot(manager, hostId)
      : hostId / idsPerPod - off;
    if (slot < 0) panic = { code: "panic", text: "negative bit index" };
    else after = { ...after, used: dropSlot(after.used, slot) };
  }
  return { kubelet: { ...kubelet, pods: deleteFile(pods, podUid), manager: after }, panic };
}

/** The slots that an adopted range touched are free again, unless they are reserved or another pod's range touches them too. */
function freeAdopted(manager: OpenManager, range: KubeletPodRange, reserved: number): OpenManager {
  const { off, idsPerPod } = manager;
  const slots = slotsTouched(manager, range);
  const [first] = slots;
  if (first === undefined) return manager;
  const idsFrom = (slot: number, count: number): KubeletPodRange => ({
    podUid: "",
    hostId: (off + slot) * idsPerPod,
    length: count * idsPerPod,
  });
  const touched = idsFrom(first, slots.length);
  const near = [manager.usedBy, manager.adopted].flatMap((pods) => joined(pods).filter((pod) => overlap(pod, touched)));
  let { used } = manager;
  for (const slot of slots)
    if (slot >= reserved && !near.some((other) => overlap(other, idsFrom(slot, 1)))) used = dropSlot(used, slot);
  return { ...manager, used };
}
