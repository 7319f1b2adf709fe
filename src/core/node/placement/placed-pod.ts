import type { HostId } from "../../id/id.ts";
import type { Process } from "../../kernel/credentials/process.ts";
import type { UserNamespace } from "../../kernel/credentials/user-namespace.ts";
import type { Inode } from "../../kernel/inode/file.ts";
import type { ContainerRoot } from "../../kernel/mounts/container-root.ts";
import type { IdRange } from "../../range/range.ts";
import type { NodeContainer } from "../pod/container.ts";
import type { NodePod } from "../pod/pod.ts";
import type { PlacedVolume } from "../pod/volume.ts";

/** A pod that runs on a node. */
export interface PlacedPod {
  /** What it is called here: its name, `namespace/name` where another pod has that name too, else the UID. */
  readonly label: string;
  /** The pod. */
  readonly pod: NodePod;
  /** Its range on the host, half-open; `undefined` without a user namespace of its own. */
  readonly range: IdRange<HostId> | undefined;
  /** The user namespace its processes are in. */
  readonly userNamespace: UserNamespace;
  /** Whether the kubelet maps the mounts of the pod. */
  readonly mapsMounts: boolean;
  /** Its containers. */
  readonly containers: readonly PlacedContainer[];
  /** Its volumes. */
  readonly volumes: readonly PlacedVolume[];
  /** Its files, as the host has them. */
  readonly files: readonly PodFile[];
}

/** A container that runs on a node. */
export interface PlacedContainer {
  /** What the pod says about it. */
  readonly container: NodeContainer;
  /** Its first process. */
  readonly process: Process;
  /** The layers of its root filesystem. */
  readonly root: ContainerRoot;
}

/** A file of a pod. */
export interface PodFile {
  /** The container in which it is found. */
  readonly container: string;
  /** Its path in the container. */
  readonly path: string;
  /** Its path on the host. */
  readonly hostPath: string;
  /** The file as the host has it. */
  readonly file: Inode;
}
