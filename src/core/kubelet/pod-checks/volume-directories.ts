import type { VolumeView } from "../../apiserver/pod-view/pod-view-types.ts";
import type { NodeFacts } from "../runtime/node-facts.ts";
import { DEFAULT_ROOT_DIRECTORY } from "../settings/settings.ts";

/** The kubelet's directory of a pod. */
export function podDirectory({ rootDirectory = DEFAULT_ROOT_DIRECTORY, podUid = "<podUID>" }: NodeFacts): string {
  return `${rootDirectory}/pods/${podUid}`;
}

/**
 * Where the kubelet mounts a volume; `undefined` where that depends on more than the pod says, as for the plugins within the
 * kubelet that became drivers of CSI. `GetPath` of `pkg/volume`; CSI's is that of the volume that is claimed, `pvc-` with
 * the UID of the claim, where it was made for it.
 */
export function volumeDirectory({ name, sources: [source = ""] }: VolumeView, facts: NodeFacts): string | undefined {
  const volumes = `${podDirectory(facts)}/volumes/kubernetes.io~`;
  if (source === "csi") return `${volumes}csi/${name}/mount`;
  if (source === "persistentVolumeClaim" || source === "ephemeral") return `${volumes}csi/pvc-<claimUID>/mount`;
  const plugin = PLUGINS.find(([field]) => field === source)?.[1];
  return plugin && `${volumes}${plugin}/${name}`;
}

/** The token of the service account, the name of whose volume has five letters drawn behind it. */
export function tokenDirectory(facts: NodeFacts): string {
  return `${podDirectory(facts)}/volumes/kubernetes.io~projected/kube-api-access`;
}

/** The plugins that are left within the kubelet, by the fields they stand behind. */
const PLUGINS: readonly (readonly [field: string, plugin: string])[] = [
  ["emptyDir", "empty-dir"],
  ["configMap", "configmap"],
  ["secret", "secret"],
  ["downwardAPI", "downward-api"],
  ["projected", "projected"],
  ["nfs", "nfs"],
  ["iscsi", "iscsi"],
  ["fc", "fc"],
  ["cephfs", "cephfs"],
  ["rbd", "rbd"],
];
