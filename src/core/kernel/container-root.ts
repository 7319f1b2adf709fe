import type { PodIdMap } from "../idmap/pod-id-map.ts";
import type { File } from "./file.ts";
import { groupOf, ownerOf } from "./file-owner.ts";
import { createMount, type Mount } from "./mount.ts";

/** The root filesystem of a container with a user namespace: an overlay of layers. */
export interface ContainerRoot {
  /** The mount of the image's layers, idmapped: what is 0 on disk is root in the pod. */
  readonly lower: Mount;
  /** The mount of the layer that the container writes, plain: what root in the pod writes is the pod's first ID on disk. */
  readonly upper: Mount;
}

/**
 * Gives the layers of the root filesystem of a container, as containerd and CRI-O mount them.
 *
 * @param maps - the maps of the pod
 * @returns the mounts of its layers
 * @remarks The lower layers are idmapped, the upper one is not (seen on 6.18): a file that the container writes into its own
 * root filesystem lies on disk with the kernel's ID, so a set-user-ID program made there is none of the host's root.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { containerRoot, createFile, createProcess, createUserNamespace } from "userns-sim/kernel";
 * import { existingDirectory, existingFile, initialNamespace, throughOverlay } from "userns-sim/kernel";
 *
 * const maps = podIdMap({ start: 65536, size: 65536 });
 * const { lower, upper } = containerRoot(maps);
 * const podRoot = createProcess({ userNamespace: createUserNamespace(initialNamespace(), { id: "pod-a", maps }) });
 * throughOverlay(existingFile({ uid: 0, mode: 0o644, mount: lower })).uid; // => 65536
 * createFile(podRoot, existingDirectory({ uid: 65536, mode: 0o755, mount: upper }), 0o644).value?.uid; // => 65536
 * ```
 */
export function containerRoot(maps: PodIdMap): ContainerRoot {
  return { lower: createMount({ idmap: maps }), upper: createMount() };
}

/**
 * Shows a file of a layer as it is found through the overlay.
 *
 * @param file - the file, on the mount of its layer
 * @returns the file in the merged view: its IDs are those that the layer's mount gives; 4294967295 for one that it has none
 * for, such as an image's ID past the pod's range. Such a file shows 65534, can be read by others, and is written by nobody
 * @remarks `ovl_copyattr` in `fs/overlayfs/util.c`. Copied up, it lies in the upper layer with these IDs.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { containerRoot, existingFile, throughOverlay } from "userns-sim/kernel";
 *
 * const { lower } = containerRoot(podIdMap({ start: 65536, size: 65536 }));
 * throughOverlay(existingFile({ uid: 70000, mode: 0o644, mount: lower })).uid; // => 4294967295
 * ```
 */
export function throughOverlay(file: File): File {
  return { ...file, uid: ownerOf(file), gid: groupOf(file), mount: createMount({ superblock: { type: "overlay" } }) };
}
