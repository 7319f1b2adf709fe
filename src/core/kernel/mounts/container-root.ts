import { expectPodIdMap, type PodIdMap } from "../../idmap/pod-id-map.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import { type Credentials, createProcess } from "../credentials/process.ts";
import { capabilityRoot } from "../exec/exec-capabilities.ts";
import type { AclEntry } from "../inode/acl.ts";
import { expectFile, type Inode } from "../inode/file.ts";
import { groupOf, ownerOf, vfsGid, vfsUid } from "../inode/file-owner.ts";
import { createMount, type Mount } from "../inode/mount.ts";

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
  expectPodIdMap("containerRoot", "maps", maps);
  return { lower: createMount({ idmap: maps }), upper: createMount() };
}

/**
 * Shows a file of a lower layer as it is found through the overlay.
 *
 * @param file - the file, on the mount of its layer, with the directories on the path to it if it has any
 * @param mounter - who mounted the overlay; host root, as the container runtime is, unless given
 * @returns the file in the merged view: its IDs are those that the layer's mount gives; 4294967295 for one that it has none
 * for, such as an image's ID past the pod's range. Such a file shows 65534, is written by nobody, and read or executed by
 * nobody unless all others may: the mounter needs to as well, and no capability of his counts over it
 * @remarks `ovl_copyattr` in `fs/overlayfs/util.c`, `ovl_permission` in `fs/overlayfs/inode.c`. Changed, it lies in the upper
 * layer with these IDs.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { containerRoot, createProcess, createUserNamespace, existingFile } from "userns-sim/kernel";
 * import { initialNamespace, openFile, throughOverlay } from "userns-sim/kernel";
 *
 * const maps = podIdMap({ start: 65536, size: 65536 });
 * const { lower } = containerRoot(maps);
 * throughOverlay(existingFile({ uid: 70000, mode: 0o644, mount: lower })).uid; // => 4294967295
 * const podRoot = createProcess({ userNamespace: createUserNamespace(initialNamespace(), { id: "pod-a", maps }) });
 * openFile(podRoot, throughOverlay(existingFile({ uid: 0, gid: 70000, mode: 0o600, mount: lower })), "r").errno; // => "EACCES"
 * ```
 */
export function throughOverlay(file: Inode, mounter: Credentials = createProcess()): Inode {
  expectFile("throughOverlay", "file", file);
  expectProcess("throughOverlay", "mounter", mounter);
  const { userNamespace } = mounter;
  return merged(createMount({ superblock: { type: "overlay", userNamespace } }), file, mounter);
}

function merged(mount: Mount, file: Inode, mounter: Credentials): Inode {
  const { directory, acl, defaultAcl, capability } = file;
  return {
    ...file,
    uid: ownerOf(file),
    gid: groupOf(file),
    // `ovl_get_acl_path`: the entries are those of the layer's mount, too.
    acl: acl?.map((entry) => throughMount(file.mount, entry)),
    defaultAcl: defaultAcl?.map((entry) => throughMount(file.mount, entry)),
    // `ovl_xattr_get`: and so is the root who gave the capability.
    capability: capability && { ...capability, rootId: capabilityRoot(file, capability) },
    mount,
    // Its path lies in the overlay, as far as it lies in the layer.
    directory: directory?.mount === file.mount ? merged(mount, directory, mounter) : directory,
    layer: { file, mounter },
  };
}

function throughMount(mount: Mount, entry: AclEntry): AclEntry {
  if (entry.tag === "user") return { ...entry, id: vfsUid(mount, entry.id) };
  return entry.tag === "group" ? { ...entry, id: vfsGid(mount, entry.id) } : entry;
}
