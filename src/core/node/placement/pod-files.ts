import { createFile } from "../../kernel/fs/create-file.ts";
import { existingDirectory, existingFile, type Inode } from "../../kernel/inode/file.ts";
import { S_ISGID } from "../../kernel/inode/mode.ts";
import type { Host } from "../host/host.ts";
import type { NodeContainerMount } from "../pod/container.ts";
import type { NodePod } from "../pod/pod.ts";
import { type NodeVolume, writerOf } from "../pod/volume.ts";
import type { PlacedContainer, PodFile } from "./placed-pod.ts";
import type { VolumeDirectory } from "./placed-volume.ts";

/**
 * Lets the containers of a pod write their files: each a secret one, of mode 0600, and a public one, 0644, into its own
 * root filesystem and into every volume that it mounts for writing and no other container has written into. What the
 * kubelet writes is one file in each of its volumes, of mode 0644 unless the pod names another.
 */
export function filesOf(
  snapshotTmp: Inode,
  pod: NodePod,
  containers: readonly PlacedContainer[],
  volumes: readonly VolumeDirectory[],
): readonly PodFile[] {
  const files = containers.flatMap((placed) => [
    ...inRoot(snapshotTmp, pod, placed),
    ...placed.container.mounts.flatMap((mount) =>
      volumes.flatMap((each) => (each.placed.volume.name === mount.volume ? inVolume(placed, each, mount) : [])),
    ),
  ]);
  // Whoever comes first has made the file; the others find it there.
  const first = new Map([...files].reverse().map((file) => [file.hostPath, file]));
  return files.filter((file) => first.get(file.hostPath) === file);
}

/** The directory `tmp` in the snapshot of a container, as the host has it: but for its path, it is the same in all of them. */
export function snapshotTmpOf({ root }: Host): Inode {
  return [0o755, 0o755, 0o711, 0o700, 0o700, 0o755, 0o755, 0o1777].reduce(
    (directory, mode) => existingDirectory({ mode, directory }),
    root,
  );
}

function inRoot(snapshotTmp: Inode, { uid }: NodePod, placed: PlacedContainer): readonly PodFile[] {
  const { name } = placed.container;
  // The upper layer is plain: what lies there has the kernel's IDs.
  const upper = existingDirectory({ mode: 0o1777, mount: placed.root.upper });
  return written(placed, upper, snapshotTmp, "/tmp", `${SNAPSHOTS}/${uid}-${name}/fs/tmp`);
}

function inVolume(
  placed: PlacedContainer,
  { placed: volume, directory, owner }: VolumeDirectory,
  { mountPath, readOnly }: NodeContainerMount,
): readonly PodFile[] {
  const { hostPath, mount } = volume;
  switch (writerOf(volume.volume)) {
    case "nobody":
      return [];
    case "kubelet": {
      const { uid, gid = 0 } = owner;
      const file = existingFile({ uid, gid, mode: kubeletMode(volume.volume, directory), directory });
      return [
        { container: placed.container.name, path: below(mountPath, "data"), hostPath: below(hostPath, "data"), file },
      ];
    }
    case "containers":
      if (readOnly) return [];
      return written(placed, { ...directory, mount, directory: undefined }, directory, mountPath, hostPath);
  }
}

/** With `fsGroup`, whose directories are set-group-ID, its group may read whatever the mode: `SetVolumeOwnership`. */
function kubeletMode({ defaultMode = 0o644 }: NodeVolume, directory: Inode): number {
  return (defaultMode & 0o777) | ((directory.mode & S_ISGID) === 0 ? 0 : 0o440);
}

/** The container writes on its mount; the host finds the inode on its own. */
function written(
  { container, process }: PlacedContainer,
  inside: Inode,
  outside: Inode,
  path: string,
  hostPath: string,
): readonly PodFile[] {
  return NAMES.flatMap(([name, mode]) => {
    const { value } = createFile(process, inside, mode);
    if (value === undefined) return [];
    const file: Inode = { ...value, mount: outside.mount, directory: outside };
    return [{ container: container.name, path: below(path, name), hostPath: below(hostPath, name), file }];
  });
}

function below(directory: string, name: string): string {
  return directory.endsWith("/") ? `${directory}${name}` : `${directory}/${name}`;
}

const NAMES: readonly (readonly [name: string, mode: number])[] = [
  ["secret", 0o600],
  ["public", 0o644],
];

const SNAPSHOTS = "/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots";
