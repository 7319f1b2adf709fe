import { type KubeletPodRange, overlap } from "../settings/pod-ranges.ts";
import { expectKubelet, type Kubelet } from "./kubelet.ts";
import { allocatedSlot, reservedSlots, slotsTouched } from "./manager.ts";

/**
 * Lists the slots that are in use but belong to no pod.
 *
 * @param kubelet - a kubelet at any moment
 * @returns the slots, in ascending order; those that the release reserves are not among them
 * @example
 * ```ts
 * import { createKubelet, leakedSlots, replay } from "userns-sim/kubelet";
 *
 * const { kubelet } = replay(createKubelet({ release: "1.36" }), [
 *   { type: "start" },
 *   { type: "create", podUid: "web", draw: 7 },
 *   { type: "delete-file", podUid: "web" },
 *   { type: "create", podUid: "web", draw: 9 },
 * ]);
 * leakedSlots(kubelet); // => [7]
 * ```
 */
export function leakedSlots(kubelet: Kubelet): readonly number[] {
  expectKubelet("leakedSlots", kubelet);
  const { manager, settings } = kubelet;
  if (manager === null) return [];
  const allocated = manager.usedBy.map(({ hostId }) => allocatedSlot(manager, hostId));
  const owned = new Set([...allocated, ...manager.adopted.flatMap((range) => slotsTouched(manager, range))]);
  return manager.used.slice(reservedSlots(settings.release)).filter((slot) => !owned.has(slot));
}

/**
 * Lists the pairs of running pods whose ranges overlap: what user namespaces are there to prevent.
 *
 * @param kubelet - a kubelet at any moment
 * @returns the pairs, each in the order of the UIDs
 * @example
 * ```ts
 * import { createKubelet, overlappingPods, replay } from "userns-sim/kubelet";
 *
 * const { kubelet } = replay(createKubelet({ release: "1.36" }), [
 *   { type: "start" },
 *   { type: "create", podUid: "a", draw: 7 },
 *   { type: "remove-directory", podUid: "a" },
 *   { type: "cleanup", known: ["a"] },
 *   { type: "create", podUid: "b", draw: 7 },
 * ]);
 * overlappingPods(kubelet).map((pair) => pair.map(({ podUid }) => podUid)); // => [["a", "b"]]
 * ```
 */
export function overlappingPods(kubelet: Kubelet): readonly (readonly [KubeletPodRange, KubeletPodRange])[] {
  expectKubelet("overlappingPods", kubelet);
  const { sandboxes } = kubelet;
  return sandboxes.flatMap((a, index) =>
    sandboxes.slice(index + 1).flatMap((b) => (overlap(a, b) ? [[a, b] as const] : [])),
  );
}
