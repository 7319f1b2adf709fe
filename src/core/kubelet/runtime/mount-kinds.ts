/** The kinds of mounts in a container of a pod in a user namespace. */
export const MOUNT_KINDS = [
  "volume",
  "etc-hosts",
  "termination-log",
  "hostname",
  "resolv-conf",
  "dev-shm",
  "image-volume",
  "root-filesystem",
  "submount",
] as const;

/** What is mounted into a container of a pod in a user namespace, by who mounts it. */
export type MountKind = (typeof MOUNT_KINDS)[number];

/** How a mount is mapped to the IDs of the pod. */
export interface MountRow {
  /** What is mounted. */
  readonly kind: MountKind;
  /** Who asks for the mount. */
  readonly by: "kubelet" | "runtime" | "host";
  /**
   * What is mapped: the mount itself, only the layers below an overlay, or nothing, so that files show as they are seen
   * from inside the pod's user namespace.
   */
  readonly mapped: "mount" | "layers" | "nothing";
  /** Whose IDs a file gets that the container's root creates there: the disk shows 0, or the first ID of the pod. */
  readonly rootCreates: "0" | "base" | "nobody";
  /** Where it can be read, or that it was tried. */
  readonly source: string;
}

/** Which of a container's mounts are mapped, in the releases that have `mappedMounts`. */
export const MOUNT_TABLE: readonly MountRow[] = [
  {
    kind: "volume",
    by: "kubelet",
    mapped: "mount",
    rootCreates: "0",
    source: "pkg/kubelet/kuberuntime/kuberuntime_container_linux.go copies the maps into every mount",
  },
  {
    kind: "etc-hosts",
    by: "kubelet",
    mapped: "mount",
    rootCreates: "0",
    source: "makeMounts, pkg/kubelet/kubelet_pods.go",
  },
  {
    kind: "termination-log",
    by: "kubelet",
    mapped: "mount",
    rootCreates: "0",
    source: "makeMounts, pkg/kubelet/kuberuntime/kuberuntime_container.go",
  },
  {
    kind: "hostname",
    by: "runtime",
    mapped: "mount",
    rootCreates: "0",
    source: "containerMounts, containerd internal/cri/server",
  },
  {
    kind: "resolv-conf",
    by: "runtime",
    mapped: "mount",
    rootCreates: "0",
    source: "containerMounts, containerd internal/cri/server",
  },
  {
    kind: "dev-shm",
    by: "runtime",
    mapped: "nothing",
    rootCreates: "base",
    source: "containerMounts, containerd internal/cri/server",
  },
  {
    kind: "image-volume",
    by: "runtime",
    mapped: "layers",
    rootCreates: "nobody",
    source: "containerd issue 12894: the lower layers are mapped, and the volume is read-only",
  },
  {
    kind: "root-filesystem",
    by: "runtime",
    mapped: "layers",
    rootCreates: "base",
    source: "tried on 6.18: the lower layers are mapped, the upper one is plain",
  },
  {
    kind: "submount",
    by: "host",
    mapped: "nothing",
    rootCreates: "nobody",
    source: "tried with runc and crun: rbind without ridmap maps the top mount only",
  },
];

/**
 * Tells how one kind of mount is mapped.
 *
 * @param kind - what a container has mounted
 * @returns its row of {@link MOUNT_TABLE}
 * @throws RangeError when there is no such kind.
 * @example
 * ```ts
 * import { mountRow } from "userns-sim/kubelet";
 *
 * mountRow("volume").mapped; // => "mount"
 * mountRow("dev-shm").mapped; // => "nothing"
 * ```
 */
export function mountRow(kind: MountKind): MountRow {
  const row = MOUNT_TABLE.find((each) => each.kind === kind);
  if (row === undefined) throw new RangeError(`mountRow: expected a kind of mount, got ${String(kind)}`);
  return row;
}
