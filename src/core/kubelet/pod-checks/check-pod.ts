import { expectPod, type PodToCheck } from "../../apiserver/pod-security/pod-security.ts";
import { expectPolicy } from "../../apiserver/pod-security/policy.ts";
import { isInUserns, type PodView, viewPod } from "../../apiserver/pod-view/pod-view.ts";
import { checkReleaseOptions } from "../../apiserver/releases/api-releases.ts";
import { type AdmissionOptions, admitView } from "../../apiserver/validation/admit-pod.ts";
import { dropDisabledFields } from "../../apiserver/validation/disabled-fields.ts";
import { type Finding, type FindingCode, finding } from "../../findings/finding.ts";
import { RELEASE_TABLE, traitAt } from "../../releases/releases.ts";
import type { NodeFacts } from "../runtime/node-facts.ts";
import { disabledGate } from "../settings/gate.ts";
import { deviceFindings } from "./device-findings.ts";
import { idFindings } from "./id-findings.ts";
import { imageVolumeFindings } from "./image-volume-findings.ts";
import { mountFindings, propagationFindings } from "./mount-findings.ts";
import { namespaceFindings } from "./namespace-findings.ts";
import { networkFindings } from "./network-findings.ts";
import { mapsNoMount, runtimeFindings } from "./runtime-findings.ts";

/** What {@link checkPod} is told about the cluster and the node. */
export interface CheckOptions extends NodeFacts, AdmissionOptions {
  /** Whether the gate of user namespaces is on in the kubelet; as in the API server, which `featureGates` are of, when not given. */
  readonly kubeletGate?: boolean;
}

/**
 * Tells whether a pod would be taken by the API server and run on a node, as far as users, groups and user namespaces are
 * concerned.
 *
 * @param pod - what `kubectl apply` sends: anything
 * @param options - what is known about the cluster and the node; what is not given is reported as not decided, never as
 * fine
 * @returns the findings: of the API server first, then, for a pod in a user namespace, about runtimes, mounts and IDs
 * @throws RangeError when the release is not modelled.
 * @example
 * ```ts
 * import { checkPod } from "userns-sim/kubelet";
 *
 * const spec = {
 *   hostUsers: false,
 *   automountServiceAccountToken: false,
 *   securityContext: { runAsUser: 100000, runAsGroup: 0 },
 *   containers: [{ name: "web", image: "nginx" }],
 * };
 * const findings = checkPod(
 *   { spec },
 *   {
 *     release: "1.36",
 *     policy: { level: "privileged", version: "latest" },
 *     runtimes: [
 *       { name: "containerd", version: [2, 1] },
 *       { name: "runc", version: [1, 3] },
 *     ],
 *     kernel: [6, 8],
 *     sysctls: { "user.max_user_namespaces": 63000 },
 *     filesystems: { "/": "ext4" },
 *     images: { nginx: {} },
 *   },
 * );
 * findings.map(({ verdict, path, text }) => [verdict, path, text]);
 * // => [
 * //   [
 * //     "fails",
 * //     "spec.securityContext.runAsUser",
 * //     "failed to do idmap to get host ID: container ID 100000 cannot be mapped to a host ID",
 * //   ],
 * // ]
 * ```
 */
export function checkPod(pod: PodToCheck, options: CheckOptions): readonly Finding[] {
  expectPod("checkPod", pod);
  checkReleaseOptions("checkPod", options);
  if (options.policy !== undefined) expectPolicy("checkPod", options.policy);
  const given = viewPod(pod.spec);
  const admitted = admitView(given, pod.annotations, options);
  const { pod: stored } = dropDisabledFields(given, options);
  // Windows has no user namespaces, and the API server takes no pod that asks for one there.
  if (!isInUserns(stored) || stored.os === "windows") return admitted;
  if (options.kubeletGate === false) return [...admitted, gateDisabled(options)];
  const runtimes = runtimeFindings(stored, options);
  // Without a user namespace nothing is mapped, and nothing can be missing in a map.
  if (holds(runtimes, "user-namespace-ignored")) return [...admitted, ...runtimes];
  return [
    ...admitted,
    ...runtimes,
    ...namespaceFindings(stored, options),
    ...networkFindings(stored, options),
    ...(losesMappings(stored, runtimes, options) ? [] : mountFindings(stored, options)),
    ...imageVolumeFindings(stored, options),
    ...deviceFindings(stored, options),
    ...propagationFindings(stored),
    ...idFindings(stored, options),
  ];
}

/** Whether the pod may run, and no mount is mapped: then none fails by that. */
function losesMappings(pod: PodView, runtimes: readonly Finding[], options: CheckOptions): boolean {
  if (holds(runtimes, "mappings-ignored")) return true;
  return mapsNoMount(pod, options) && runtimes.every(({ verdict }) => verdict !== "fails");
}

function gateDisabled({ release }: CheckOptions): Finding {
  const { gate, text } = disabledGate(release);
  if (traitAt(RELEASE_TABLE.gateOff, release) === "ignored")
    return finding("kubelet-ignores-field", "spec.hostUsers", { gate });
  return finding("kubelet-gate-off", "spec.hostUsers", { gate }, text);
}

function holds(findings: readonly Finding[], code: FindingCode): boolean {
  return findings.some((found) => found.code === code);
}
