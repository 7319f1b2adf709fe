import type { VolumeView } from "../../apiserver/pod-view/pod-view-types.ts";
import type { Mount } from "../../kernel/inode/mount.ts";

/** What a node needs of one volume of a pod. */
export interface NodeVolume {
  /** Its name. */
  readonly name: string;
  /** Where it comes from, by the name of the field in the pod: `hostPath`, `emptyDir`, `persistentVolumeClaim`, … */
  readonly source: string;
  /** The path on the host, of a `hostPath`. */
  readonly hostPath: string | undefined;
  /** `Memory` for an `emptyDir` that is a tmpfs. */
  readonly medium: string | undefined;
  /** The mode of the files that the kubelet writes into it, where the pod names one. */
  readonly defaultMode: number | undefined;
}

/** A volume as the containers of a pod find it. */
export interface PlacedVolume {
  /** The volume. */
  readonly volume: NodeVolume;
  /** Where it lies on the host. */
  readonly hostPath: string;
  /** The mount in the containers: idmapped where the pod has a user namespace and the kubelet maps mounts, plain else. */
  readonly mount: Mount;
}

export function nodeVolume({ name, sources, hostPath, medium, defaultMode }: VolumeView): NodeVolume {
  return { name, source: sources[0] ?? "emptyDir", hostPath, medium, defaultMode };
}

/**
 * The type as `/proc/filesystems` has it; `undefined` for a directory of the node's own filesystem. That of a claim is
 * not known: ext4 is taken for granted.
 */
export function filesystemOf({ source, medium }: NodeVolume): string | undefined {
  switch (source) {
    case "secret":
    case "projected":
    case "downwardAPI":
      return "tmpfs";
    case "emptyDir":
      return medium === "Memory" ? "tmpfs" : undefined;
    case "hostPath":
    case "configMap":
    case "gitRepo":
      return undefined;
    case "nfs":
      return "nfs";
    case "cephfs":
      return "ceph";
    case "azureFile":
      return "cifs";
    // Since 6.12 a daemon can ask for FUSE_ALLOW_IDMAP; these do not.
    case "glusterfs":
    case "quobyte":
      return `fuse.${source}`;
    default:
      return "ext4";
  }
}

/** The kubelet writes before the containers start; `nobody` is nobody that is looked at here. */
export function writerOf({ source }: NodeVolume): "containers" | "kubelet" | "nobody" {
  switch (source) {
    case "hostPath":
    case "image":
      return "nobody";
    case "secret":
    case "projected":
    case "downwardAPI":
    case "configMap":
      return "kubelet";
    default:
      return "containers";
  }
}

/**
 * The plugin, after `kubernetes.io/`, which names the directory; for a claim, whose plugin is not known, `csi`. That is also
 * what mounts for the plugins that moved to CSI by 1.26, before pods with user namespaces could have such volumes.
 */
export function pluginOf({ source }: NodeVolume): string {
  switch (source) {
    case "emptyDir":
      return "empty-dir";
    case "configMap":
      return "configmap";
    case "downwardAPI":
      return "downward-api";
    case "persistentVolumeClaim":
    case "ephemeral":
    case "azureDisk":
    case "azureFile":
    case "awsElasticBlockStore":
    case "cinder":
    case "gcePersistentDisk":
    case "vsphereVolume":
      return "csi";
    default:
      return source;
  }
}
