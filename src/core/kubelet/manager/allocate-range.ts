import { multiplyUint32, toUint32 } from "../../go/go-uint32.ts";
import { checkInteger } from "../../id/integer.ts";
import { drawInt } from "../../random/random.ts";
import { RELEASE_TABLE, traitAt } from "../../releases/releases.ts";
import { err, ok } from "../../result.ts";
import { editDisk } from "../disk/disk.ts";
import { formatUserns } from "../disk/userns-file.ts";
import { addPod, putPod } from "../lists/pod-list.ts";
import { addSlot, nextFreeSlot } from "../lists/slots.ts";
import type { CreateError } from "../settings/errors.ts";
import type { KubeletPodRange } from "../settings/pod-ranges.ts";
import type { Created, CreateEvent } from "./create-event.ts";
import type { OpenKubelet } from "./open-kubelet.ts";
import type { OpenManager } from "./open-manager.ts";
import { podLimitOf } from "./record.ts";
import { releasePod } from "./release.ts";

/**
 * Takes a free slot for a pod, whose directory is made, and writes its file; the manager's memory of the pod is
 * overwritten.
 *
 * `createUserNs` and `allocateOne`, `pkg/kubelet/userns/userns_manager.go`, and `AllocateNext`,
 * `pkg/registry/core/service/allocator/bitmap.go`, v1.36.3: no random number is drawn when every slot is in use.
 */
export function allocateRange(kubelet: OpenKubelet, manager: OpenManager, event: CreateEvent): Created {
  const { off, slots, idsPerPod, used, usedBy } = manager;
  const limit = podLimitOf(manager, kubelet.settings.release);
  if (limit !== undefined) return refuse(kubelet, limit, []);
  if (used.length >= slots) {
    const text = "could not find an empty slot to allocate a user namespace";
    return refuse(kubelet, { code: "pool-exhausted", slots, text }, []);
  }
  const { from, random, draws } = draw(kubelet, slots, event);
  const slot = nextFreeSlot(used, slots, from);
  const hostId = multiplyUint32(toUint32(slot + off), idsPerPod);
  const range: KubeletPodRange = { podUid: event.podUid, hostId, length: idsPerPod };
  const after: OpenManager = { ...manager, used: addSlot(used, slot), usedBy: putPod(usedBy, range) };
  const taken: OpenKubelet = { ...kubelet, random, manager: after };
  if (event.writeError === undefined) return writeRange(taken, range, event, draws);
  const released = releasePod(taken, after, event.podUid);
  if (released.panic !== undefined) return { kubelet: released.kubelet, outcome: err(released.panic), draws };
  return writeRange(released.kubelet, range, event, draws);
}

/** Writes the file of a pod, whose directory is made, and gives the pod its range. */
export function writeRange(
  kubelet: OpenKubelet,
  range: KubeletPodRange,
  event: CreateEvent,
  draws: readonly number[],
): Created {
  const { podUid, writeError } = event;
  if (writeError !== undefined) return refuse(kubelet, { code: "write-failed", podUid, text: writeError }, draws);
  const pods = editDisk(kubelet.pods, { type: "write-file", podUid, raw: formatUserns(range) });
  return giveRange({ ...kubelet, pods }, range, draws);
}

/** Answers a request with a range, with which the runtime makes the sandbox unless it runs already. */
export function giveRange(kubelet: OpenKubelet, range: KubeletPodRange, draws: readonly number[]): Created {
  const { hostId, length } = range;
  // The kernel makes no namespace with ID 4294967295 in it, and a sandbox that runs keeps the map it was made with.
  const sandboxes = hostId + length < 4294967296 ? addPod(kubelet.sandboxes, range) : kubelet.sandboxes;
  const outcome = ok({ mode: "POD", mapping: { containerId: 0, hostId, size: length } } as const);
  return { kubelet: { ...kubelet, sandboxes }, outcome, draws };
}

function refuse(kubelet: OpenKubelet, error: CreateError, draws: readonly number[]): Created {
  const text = `${traitAt(RELEASE_TABLE.createPrefix, kubelet.settings.release)}${error.text}`;
  return { kubelet, outcome: err({ ...error, text }), draws };
}

/** Where the search for a free slot begins, and the random number that this took. */
function draw(
  { settings, random }: OpenKubelet,
  slots: number,
  event: CreateEvent,
): { readonly from: number; readonly random: number | null; readonly draws: readonly number[] } {
  if (traitAt(RELEASE_TABLE.scan, settings.release) === "first-fit") return { from: 0, random, draws: [] };
  if (event.draw === undefined && random !== null) {
    const { value, state } = drawInt(random, slots);
    return { from: value, random: state, draws: [value] };
  }
  // Without a seed the caller has to say what the kubelet draws; `undefined` is refused like any other wrong number.
  const label = "the draw of the event, which a kubelet without a seed needs,";
  const from = checkInteger("step", label, event.draw as number, 0, slots - 1);
  return { from, random, draws: [from] };
}
