import type { HostId } from "../../id/id.ts";
import { checkInteger } from "../../id/integer.ts";
import { expectArray, expectBoolean, expectObject } from "../../misuse/misuse.ts";
import type { ImageFacts } from "../runtime/node-facts.ts";
import { checkHostRange } from "./host-range.ts";

/** The groups of a pod, as its `securityContext` declares them. */
export interface DeclaredGroups {
  /** `supplementalGroups`. */
  readonly supplementalGroups: readonly (number | undefined)[];
  /** `fsGroup`. */
  readonly fsGroup: number | undefined;
  /** `supplementalGroupsPolicy`; `Merge` when not given. */
  readonly supplementalGroupsPolicy?: string | undefined;
}

/**
 * Lists the further groups of a container's processes, as IDs inside the container.
 *
 * @param declared - what the pod declares
 * @param image - what the image's `/etc/group` adds
 * @returns the groups: those of the image unless the policy is `Strict`, those declared, then `fsGroup`; each once
 * @remarks `containerSpecOpts`, containerd `internal/cri/server/container_create_linux.go`; the kubelet sends `fsGroup`
 * as one of the supplemental groups.
 * @example
 * ```ts
 * import { processGroups } from "userns-sim/kubelet";
 *
 * const declared = { supplementalGroups: [4000], fsGroup: 2000 };
 * processGroups(declared, { groups: [50] }); // => [50, 4000, 2000]
 * processGroups({ ...declared, supplementalGroupsPolicy: "Strict" }, { groups: [50] }); // => [4000, 2000]
 * ```
 */
export function processGroups(declared: DeclaredGroups, image: Pick<ImageFacts, "groups">): readonly number[] {
  expectObject("processGroups", "declared", declared, "an object { supplementalGroups, fsGroup }");
  expectArray("processGroups", "supplementalGroups", declared.supplementalGroups, "an array of group IDs");
  expectObject("processGroups", "image", image, "an object such as { groups: [1000] }");
  if (image.groups !== undefined) expectArray("processGroups", "groups", image.groups, "an array of group IDs");
  const fromImage = declared.supplementalGroupsPolicy === "Strict" ? [] : (image.groups ?? []);
  const groups = [...fromImage, ...declared.supplementalGroups, declared.fsGroup];
  return [...new Set(groups)].filter((group) => group !== undefined);
}

/** What `fsGroup` comes to on a volume. */
export interface FsGroupEffect {
  /** The group that the kubelet gives to the files, on the disk: the number as it is written. */
  readonly diskGroup: number;
  /** The group that processes of the pod hold, as the kernel compares it. */
  readonly processGroup: HostId;
  /** The group of the files as processes of the pod see it: 65534 on a volume that is not mapped. */
  readonly seenGroup: number;
  /** Whether the group of the files is the processes' own, so that its rights apply. */
  readonly groupApplies: boolean;
}

/**
 * Tells what `fsGroup` comes to on a volume of a pod in a user namespace, since Kubernetes 1.27.
 *
 * The kubelet knows nothing of the map when it changes the group of files: it writes the raw number. The runtime gives the
 * pod's processes the mapped one. The two meet only where the volume is mapped too. Before, no volume was mapped, and the
 * kubelet wrote the mapped number itself.
 *
 * @param fsGroup - the group, 0 to 2147483647
 * @param range - the pod's range on the host
 * @param mapped - whether the volume is mapped to the pod's IDs
 * @returns what shows on the disk and in the pod; `undefined` where the group is outside of the pod's range, so that the
 * container does not start
 * @throws RangeError when the group is no ID.
 * @example
 * ```ts
 * import { fsGroupEffect } from "userns-sim/kubelet";
 *
 * const range = { start: 65536, size: 65536 };
 * fsGroupEffect(2000, range, true);
 * // => { diskGroup: 2000, processGroup: 67536, seenGroup: 2000, groupApplies: true }
 * fsGroupEffect(2000, range, false);
 * // => { diskGroup: 2000, processGroup: 67536, seenGroup: 65534, groupApplies: false }
 * ```
 */
export function fsGroupEffect(
  fsGroup: number,
  range: { readonly start: HostId; readonly size: number },
  mapped: boolean,
): FsGroupEffect | undefined {
  const group = checkInteger("fsGroupEffect", "fsGroup", fsGroup, 0, 4294967294);
  checkHostRange("fsGroupEffect", range);
  expectBoolean("fsGroupEffect", "mapped", mapped);
  if (group >= range.size) return undefined;
  return {
    diskGroup: group,
    processGroup: range.start + group,
    seenGroup: mapped ? group : 65534,
    groupApplies: mapped,
  };
}
