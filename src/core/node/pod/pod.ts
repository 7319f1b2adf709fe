import { viewPod } from "../../apiserver/pod-view/pod-view.ts";
import { processGroups } from "../../kubelet/messages/process-ids.ts";
import { type ManifestPod, type PodSet, podsOf } from "../../manifest/pod-set.ts";
import { expectObject, expectText } from "../../misuse/misuse.ts";
import { type NodeContainer, nodeContainer } from "./container.ts";
import { type NodeVolume, nodeVolume } from "./volume.ts";

/** What a node needs of a pod. */
export interface NodePod {
  /** The UID, by which the kubelet tells pods apart. */
  readonly uid: string;
  /** The namespace of Kubernetes, which has nothing to do with those of Linux. */
  readonly namespace: string;
  /** The name. */
  readonly name: string;
  /** `false` for a user namespace of its own; `true` or `undefined` for the host's. */
  readonly hostUsers: boolean | undefined;
  /** Whether it is in the network namespace of the host. */
  readonly hostNetwork: boolean;
  /** Whether it is in the PID namespace of the host. */
  readonly hostPID: boolean;
  /** Whether it is in the IPC namespace of the host. */
  readonly hostIPC: boolean;
  /** The group that the kubelet gives to volumes. */
  readonly fsGroup: number | undefined;
  /** The containers: init, regular, ephemeral. */
  readonly containers: readonly NodeContainer[];
  /** The volumes. */
  readonly volumes: readonly NodeVolume[];
}

/** A pod as Kubernetes has it. */
export interface PodToPlace {
  /** The UID; made of the namespace and the name unless given. */
  readonly uid?: string | undefined;
  /** The namespace of Kubernetes; `default` unless given. */
  readonly namespace?: string;
  /** The name. */
  readonly name: string;
  /** The pod's `spec`, parsed from YAML or JSON. */
  readonly spec: unknown;
}

/**
 * Reads what a node needs of a pod.
 *
 * @param pod - its name and its spec, as Kubernetes writes it
 * @returns the pod; what cannot be read in its `spec` counts as absent
 * @example
 * ```ts
 * import { readPod } from "userns-sim/node";
 *
 * const spec = { hostUsers: false, containers: [{ name: "main", securityContext: { runAsUser: 1000 } }] };
 * const { uid, containers } = readPod({ name: "web", spec });
 * uid; // => "default_web"
 * containers[0]?.user; // => 1000
 * ```
 */
export function readPod(pod: PodToPlace): NodePod {
  expectObject("readPod", "pod", pod, "an object { name, spec }");
  const { uid, namespace = "default", name, spec } = pod;
  if (uid !== undefined) expectText("readPod", "uid", uid);
  expectText("readPod", "namespace", namespace);
  expectText("readPod", "name", name);
  const view = viewPod(spec);
  const { runAsUser: user, runAsGroup: group, runAsNonRoot: nonRoot, fsGroup } = view.security;
  const groups = processGroups(view.security, {});
  return {
    uid: uid ?? uidOf(namespace, name),
    namespace,
    name,
    hostUsers: view.hostUsers,
    hostNetwork: view.hostNetwork,
    hostPID: view.hostPID,
    hostIPC: view.hostIPC,
    fsGroup,
    containers: view.containers.map((container) => nodeContainer(container, { user, group, nonRoot, groups })),
    volumes: view.volumes.map(nodeVolume),
  };
}

/** No name in Kubernetes has an underscore, so two pods never share what is made of theirs. */
function uidOf(namespace: string, name: string): string {
  return `${namespace}_${name}`;
}

/** The UID by which a node tells a pod of a manifest from others. */
export function nodePodUid({ namespace, name, set }: ManifestPod): string {
  return (set.kind === "Pod" ? set.uid : undefined) ?? uidOf(namespace, name);
}

export function nodePod(pod: ManifestPod): NodePod {
  const { namespace, name, set } = pod;
  return readPod({ uid: nodePodUid(pod), namespace, name, spec: set.spec });
}

/** There are as many as the counts add up to, so look at those first. */
export function podsFromManifests(sets: readonly PodSet[]): readonly NodePod[] {
  return Array.from(podsOf(sets), nodePod);
}
