import type { ReleaseOptions } from "../../apiserver/releases/api-releases.ts";
import type { KernelFacts } from "./filesystems.ts";
import type { RuntimeVersion } from "./runtimes.ts";

/** What is known about a node. Whatever is not given is reported as not decided. */
export interface NodeFacts extends ReleaseOptions, KernelFacts {
  /** Its runtimes: the one the kubelet talks to, and the one that starts containers. */
  readonly runtimes?: readonly RuntimeVersion[];
  /** The values of sysctls such as `user.max_user_namespaces`. */
  readonly sysctls?: Readonly<Record<string, number>>;
  /** Whether the runtime maps the mounts that CDI puts into a container, for DRA and device plugins. */
  readonly mapsCdi?: boolean;
  /** Whether the node is itself a container, as with kind; taken for no when not given. */
  readonly inContainer?: boolean;
  /** The features that the node declares in its status; when not given, they follow from the rest as far as is known. */
  readonly declaredFeatures?: readonly string[];
  /** The types of its filesystems, by the paths they are mounted at. */
  readonly filesystems?: Readonly<Record<string, string>>;
  /** The types of the filesystems behind volumes such as claims, by the names of the volumes in the pod. */
  readonly volumes?: Readonly<Record<string, string>>;
  /** How many IDs each pod gets, a multiple of 65536; 65536 when not given. */
  readonly idsPerPod?: number;
  /** The kubelet's directory; `/var/lib/kubelet` when not given. */
  readonly rootDirectory?: string;
  /** The UID of the pod, which shows in messages. */
  readonly podUid?: string;
  /** What is known about images, by their names as pods write them. */
  readonly images?: Readonly<Record<string, ImageFacts>>;
}

/** What an image says about IDs. */
export interface ImageFacts {
  /** The user it runs as; root when not given. */
  readonly user?: number;
  /** The group it runs as; root when not given. */
  readonly group?: number;
  /** The further groups that its `/etc/group` gives to that user. */
  readonly groups?: readonly number[];
  /** The owners and groups of its files, as far as they matter. */
  readonly fileIds?: readonly number[];
  /** The paths of its `VOLUME`s at which it has a directory; a runtime copies what is in there. */
  readonly volumes?: readonly string[];
}

export function idsPerPodOf({ idsPerPod = 65536 }: NodeFacts): number {
  return idsPerPod;
}
