import { type Release, traitAt } from "../../releases/releases.ts";
import type { PodView } from "../pod-view/pod-view.ts";
import { ADMISSION_TABLE } from "../releases/api-releases.ts";
import { type FieldError, invalid, notSupported } from "./field-error.ts";
import { groupErrors, idErrors } from "./id-errors.ts";

/**
 * `validatePodSpecSecurityContext`, `pkg/apis/core/validation/validation.go`. The path of `shareProcessNamespace` is
 * upstream's, although the field does not stand there.
 */
export function validatePodSecurityContext(pod: PodView, release: Release): readonly FieldError[] {
  const { security } = pod;
  return [
    ...idErrors(security, "fsGroup"),
    ...idErrors(security, "runAsUser"),
    ...idErrors(security, "runAsGroup"),
    ...security.supplementalGroups.flatMap((id, index) => groupErrors(security, index, id)),
    ...shareProcessNamespaceErrors(pod),
    ...groupsPolicyErrors(pod, release),
  ];
}

function shareProcessNamespaceErrors(pod: PodView): readonly FieldError[] {
  if (pod.shareProcessNamespace !== true || !pod.hostPID) return [];
  const path = [...pod.security.path, "shareProcessNamespace"];
  return [invalid(path, true, "ShareProcessNamespace and HostPID cannot both be enabled")];
}

function groupsPolicyErrors({ security }: PodView, release: Release): readonly FieldError[] {
  const { path, supplementalGroupsPolicy: policy } = security;
  const isKnown = traitAt(ADMISSION_TABLE.gates.SupplementalGroupsPolicy, release) !== "absent";
  if (!isKnown || policy === undefined || POLICIES.includes(policy)) return [];
  return [notSupported([...path, "supplementalGroupsPolicy"], policy, POLICIES)];
}

const POLICIES: readonly string[] = ["Merge", "Strict"];
