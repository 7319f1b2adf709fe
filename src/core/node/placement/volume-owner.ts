import { type HostId, isId } from "../../id/id.ts";
import type { NodePod } from "../pod/pod.ts";

/** Who the kubelet makes the owner of what it writes into volumes, as the host has it. */
export interface VolumeOwner {
  /** The user of its files. */
  readonly uid: HostId;
  /** The group of all, where the pod names one. */
  readonly gid: HostId | undefined;
}

/**
 * Since 1.27 the kubelet writes as without user namespaces, and the mounts are mapped. Before, it translated `fsGroup`, and
 * with it the one user that all containers declare, or root: `GetHostIDsForPod`, `pkg/volume/plugins.go`.
 *
 * @param base - the first ID of the range by which it translates; `undefined` where it does not
 */
export function volumeOwner(pod: NodePod, base: HostId | undefined): VolumeOwner {
  // One that is no ID has kept every container from starting already, if there is one.
  const fsGroup = isId(pod.fsGroup) ? pod.fsGroup : undefined;
  if (base === undefined) return { uid: 0, gid: fsGroup };
  return { uid: base + (fsUser(pod) ?? 0), gid: fsGroup === undefined ? undefined : base + fsGroup };
}

/** `FsUserFrom`, `pkg/volume/util`: without ephemeral containers. */
function fsUser({ containers }: NodePod): number | undefined {
  const declared = containers
    .filter(({ type }) => type !== "ephemeral")
    .map(({ user, userFrom }) => (userFrom === "image" ? undefined : user));
  const [first] = declared;
  return declared.every((user) => user === first) ? first : undefined;
}
